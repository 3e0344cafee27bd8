/// A note as a set of runs of five characters, for telling how alike two notes are.
///
/// Characters are those of its folded words with one space between, so case, punctuation and layout
/// do not count. A text below five characters is one run.
struct CharacterGrams {
    static let length = 5

    /// The folded characters, as UTF-16.
    static func characters(_ text: NoteText) -> [UInt16] {
        TermIndex.surface(of: text, text.words.indices)
    }

    /// Names of 64 bits of the runs, sorted, each once; two runs share one by a chance of 2⁻⁶⁴.
    static func set(_ characters: [UInt16]) -> [UInt64] {
        let grams: [UInt64]
        if characters.count < length {
            grams = [name(characters[...])]
        } else {
            grams = (0...(characters.count - length)).map { start in
                name(characters[start..<(start + length)])
            }.sorted()
        }
        var unique: [UInt64] = []
        unique.reserveCapacity(grams.count)
        for gram in grams where unique.last != gram { unique.append(gram) }
        return unique
    }

    private static func name(_ run: ArraySlice<UInt16>) -> UInt64 {
        // Four characters fill a word; the fifth is mixed in.
        var first: UInt64 = 0
        for character in run.prefix(4) { first = first << 16 | UInt64(character) }
        return Distinctness.mix(
            Distinctness.mix(5, first), run.count > 4 ? UInt64(run.last ?? 0) : 0)
    }

    /// Jaccard's index: |A ∩ B| / |A ∪ B| of two sorted sets.
    ///
    /// - Complexity: O(|A| + |B|).
    static func similarity(_ first: [UInt64], _ second: [UInt64]) -> Double {
        var (one, other, common) = (0, 0, 0)
        while one < first.count, other < second.count {
            if first[one] == second[other] {
                common += 1
                one += 1
                other += 1
            } else if first[one] < second[other] {
                one += 1
            } else {
                other += 1
            }
        }
        let union = first.count + second.count - common
        return union == 0 ? 1 : Double(common) / Double(union)
    }
}
