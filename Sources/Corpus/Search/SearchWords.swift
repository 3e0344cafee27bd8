internal import ClinicalNotes

/// The words of a text in the form in which the search compares them.
///
/// Both sides go through it, so that «Тошнота» finds «тошноту». What is left are letters and digits
/// only: nothing that a user writes is syntax of the search.
enum SearchWords {
    /// The words with blanks between them.
    static func text(_ text: String) -> String { words(of: text).joined(separator: " ") }

    static func words(of text: String) -> [String] {
        ranges(of: text).map { form(of: text[$0]) }
    }

    /// Where the words stand: letters, digits and marks over them.
    static func ranges(of text: String) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            if isPart(scalars[index]) {
                start = start ?? index
            } else if let begin = start {
                ranges.append(begin..<index)
                start = nil
            }
        }
        if let begin = start { ranges.append(begin..<scalars.endIndex) }
        return ranges
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    static func form(of word: Substring) -> String { WordStem.of(String(word)) }
}
