/// Cuts endings off words, so that the forms of a word are found as one.
enum Stemmer {
    /// The stem of a folded word: Russian for Cyrillic letters, English for Latin ones. Words with
    /// digits and of other letters stay as they are.
    ///
    /// - Complexity: O(length of the word).
    static func stem(_ word: ArraySlice<UInt16>) -> [UInt16] {
        var letters = Array(word)
        if letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
            EnglishStemmer.stem(&letters)
        } else if letters.allSatisfy({ $0 >= 0x430 && $0 <= 0x44F }) {
            RussianStemmer.stem(&letters)
        }
        return letters
    }

    static func stem(_ word: String) -> String {
        String(decoding: stem(Array(word.utf16)[...]), as: UTF16.self)
    }
}

extension [UInt16] {
    /// Whether the word ends so, the ending beginning at `bound` or after.
    @inline(__always)
    func ends(_ ending: [UInt16], from bound: Int = 0) -> Bool {
        let start = count - ending.count
        guard start >= bound, start >= 0 else { return false }
        var index = 0
        while index < ending.count {
            if self[start + index] != ending[index] { return false }
            index += 1
        }
        return true
    }
}

/// The letters of words that are written apart by spaces, the longest first.
func endings(_ words: String) -> [[UInt16]] {
    words.split(separator: " ").map { Array($0.utf16) }.sorted { $0.count > $1.count }
}
