/// How many of the n-grams of words are different.
///
/// distinct-n = different n-grams / n-grams; 1 where there is none. n-grams do not go across notes.
///
/// **Source**: J. Li and others, A Diversity-Promoting Objective Function for Neural Conversation
/// Models, NAACL 2016.
enum Distinctness {
    /// Names of 64 bits for the words of a text.
    static func words(_ text: NoteText) -> [UInt64] {
        text.words.indices.map { index in
            text.folded(index).reduce(0xCBF2_9CE4_8422_2325) { mix($0, UInt64($1)) }
        }
    }

    /// Names of 64 bits for the n-grams of words.
    static func grams(_ words: [UInt64], _ count: Int) -> [UInt64] {
        guard words.count >= count else { return [] }
        return (0...(words.count - count)).map { start in
            words[start..<(start + count)].reduce(UInt64(count)) { mix($0, $1) }
        }
    }

    static func share(_ words: [UInt64], _ count: Int) -> Double {
        let grams = grams(words, count)
        return grams.isEmpty ? 1 : Double(Set(grams).count) / Double(grams.count)
    }

    /// Two numbers as one; other numbers give another one but for a chance of about 2⁻⁶⁴.
    @inline(__always)
    static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        var mixed = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        mixed &*= 0xD6E8_FEB8_6659_FD93
        return mixed ^ mixed >> 29
    }
}
