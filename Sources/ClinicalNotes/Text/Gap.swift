/// What stands between two words, as far as it tells how they belong together.
struct Gap: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    static let comma = Gap(rawValue: 1)
    static let semicolon = Gap(rawValue: 1 << 1)
    static let colon = Gap(rawValue: 1 << 2)
    /// A full stop, question or exclamation mark before a space or the end.
    static let sentenceEnd = Gap(rawValue: 1 << 3)
    static let lineEnd = Gap(rawValue: 1 << 4)
    static let blankLine = Gap(rawValue: 1 << 5)
    /// The next word begins an item of a list: `- `, `* `, `• `.
    static let bullet = Gap(rawValue: 1 << 6)
    static let bracket = Gap(rawValue: 1 << 7)
    /// A dash between spaces.
    static let dash = Gap(rawValue: 1 << 8)
    static let slash = Gap(rawValue: 1 << 9)
    /// Any other sign that is neither space, hyphen, apostrophe nor quotation mark.
    static let other = Gap(rawValue: 1 << 10)

    /// What a name of several words does not go across, unless it has it itself.
    static let hard: Gap = [
        .comma, .semicolon, .colon, .sentenceEnd, .blankLine, .bullet, .bracket, .dash, .slash,
        .other,
    ]
    /// Where a statement ends whatever it says.
    static let statementEnd: Gap = [.semicolon, .sentenceEnd, .blankLine]
}

/// Reads the signs between two words.
struct GapReader {
    private var gap: Gap = []
    private var lineEnds = 0
    private var hasStop = false
    private var isAfterSpace = false
    /// A hyphen or dash that waits for what follows it.
    private var waitsDash = false

    mutating func read(_ scalar: Unicode.Scalar) {
        let isSpace = scalar.properties.isWhitespace
        if isSpace {
            if hasStop { gap.insert(.sentenceEnd) }
            if waitsDash { gap.insert(lineEnds > 0 && !gap.contains(.dash) ? .bullet : .dash) }
        }
        // Between a stop and its space may stand what closes a quotation.
        if !Self.marks.contains(scalar) { hasStop = false }
        waitsDash = false
        switch scalar {
        case "\n", "\u{2028}", "\u{2029}":
            lineEnds += 1
            gap.insert(.lineEnd)
            if lineEnds > 1 { gap.insert(.blankLine) }
        case ",": gap.insert(.comma)
        case ";": gap.insert(.semicolon)
        case ":": gap.insert(.colon)
        case ".", "!", "?", "…": hasStop = true
        case "(", "[", "{", "}": gap.insert(.bracket)
        case "-", "–", "—", "−": waitsDash = isAfterSpace
        case "*", "•", "·", "◦": if isAfterSpace { gap.insert(.bullet) }
        case "/": gap.insert(.slash)
        case ")", "]": gap.insert(.bracket)
        default: if !isSpace, !Self.marks.contains(scalar) { gap.insert(.other) }
        }
        isAfterSpace = isSpace
    }

    private static let marks: Set<Unicode.Scalar> = [
        "'", "’", "\"", "«", "»", "“", "”", "„", "`", ")", "]",
    ]

    /// - Parameter isStart: whether it is what stands before the first word.
    mutating func finish(isStart: Bool) -> Gap {
        if isStart, gap.contains(.dash) { gap.insert(.bullet) }
        return gap
    }
}
