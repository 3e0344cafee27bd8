/// A text as words and what stands between them.
///
/// A word is a run of letters and digits, so a hyphen parts words: `one-sided` are two. The letters
/// of words are folded: in lower case, `ё` as `е`.
struct NoteText: Sendable {
    struct Word: Sendable {
        /// Where it stands in the text, in Unicode scalars.
        let start: Int
        var end: Int
        /// What stands before it.
        let gap: Gap
        /// Whether every letter is a capital, and one is a letter.
        var isCapital: Bool
        /// Its folded letters in ``NoteText/letters``.
        var letters: Range<Int>
    }

    private(set) var words: [Word] = []
    /// The folded letters of all words, as UTF-16; letters beyond its basic plane are one sign.
    private(set) var letters: [UInt16] = []
    /// What stands after the last word.
    private(set) var lastGap: Gap = []

    /// - Complexity: O(length of the text).
    init(_ text: String) {
        letters.reserveCapacity(text.utf8.count)
        var gap = GapReader()
        var isInWord = false
        var position = 0
        for scalar in text.unicodeScalars {
            if let folded = LetterFolding.fold(scalar) {
                if isInWord {
                    words[words.count - 1].end = position + 1
                } else {
                    let gap = gap.finish(isStart: words.isEmpty)
                    words.append(
                        Word(
                            start: position, end: position + 1, gap: gap, isCapital: true,
                            letters: letters.count..<letters.count))
                    isInWord = true
                }
                if !folded.isCapital { words[words.count - 1].isCapital = false }
                letters.append(folded.letter)
            } else if isInWord, LetterFolding.isMark(scalar) {
                combine(scalar)
                words[words.count - 1].end = position + 1
            } else {
                if isInWord {
                    endWord()
                    gap = GapReader()
                    isInWord = false
                }
                gap.read(scalar)
            }
            position += 1
        }
        if isInWord { endWord() } else { lastGap = gap.finish(isStart: words.isEmpty) }
        lastGap.insert(.sentenceEnd)
    }

    private mutating func endWord() {
        let word = words.count - 1
        words[word].letters = words[word].letters.lowerBound..<letters.count
    }

    /// `и` with a breve is `й`; other marks are left out.
    private mutating func combine(_ mark: Unicode.Scalar) {
        if mark.value == 0x306, letters.last == 0x438 { letters[letters.count - 1] = 0x439 }
    }

    /// The gap after a word.
    func gap(after word: Int) -> Gap {
        word + 1 < words.count ? words[word + 1].gap : lastGap
    }

    /// The folded letters of a word.
    func folded(_ word: Int) -> ArraySlice<UInt16> { letters[words[word].letters] }

    /// A word as a text, for messages and tables.
    func foldedText(_ word: Int) -> String { String(decoding: folded(word), as: UTF16.self) }
}

/// How letters are compared.
enum LetterFolding {
    /// The folded letter of a scalar, and whether it can stand in a word of capitals; nil for what
    /// is neither letter nor digit.
    @inline(__always)
    static func fold(_ scalar: Unicode.Scalar) -> (letter: UInt16, isCapital: Bool)? {
        switch scalar.value {
        case 0x61...0x7A: return (UInt16(scalar.value), false)
        case 0x41...0x5A: return (UInt16(scalar.value + 32), true)
        case 0x30...0x39: return (UInt16(scalar.value), true)
        case 0x00...0x7F: return nil
        case 0x451: return (0x435, false)
        case 0x401: return (0x435, true)
        case 0x430...0x44F: return (UInt16(scalar.value), false)
        case 0x410...0x42F: return (UInt16(scalar.value + 32), true)
        default: return foldOther(scalar)
        }
    }

    private static func foldOther(
        _ scalar: Unicode.Scalar
    ) -> (letter: UInt16, isCapital: Bool)? {
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return nil }
        guard !isMark(scalar) else { return nil }
        let lower = properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return (lower.value <= 0xFFFF ? UInt16(lower.value) : 0xFFFD, lower != scalar)
    }

    /// Whether a scalar only changes the letter before it.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return false
        }
    }
}
