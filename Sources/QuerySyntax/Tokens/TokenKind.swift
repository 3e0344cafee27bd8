/// What a ``Token`` is.
enum TokenKind: UInt8, Sendable {
    /// A word, keyword or not.
    case word
    /// A name in backticks.
    case quotedName
    /// `$name`, `$0` or a name in backticks behind `$`.
    case parameter
    case integer
    case float
    case string

    case leftParenthesis, rightParenthesis
    case leftBracket, rightBracket
    case leftBrace, rightBrace
    case comma, colon, semicolon, dot, dotDot, pipe
    case plus, minus, star, slash, percent, caret
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plusEqual, matches

    case endOfText

    // Text that is no token. The parser reports these where it meets them.
    case malformedNumber
    case unterminatedString
    case unterminatedName
    case unterminatedComment
    case bareDollar
    case strayCharacter
    case strayUnicode

    /// Whether the text is no token.
    var isInvalid: Bool { rawValue >= TokenKind.malformedNumber.rawValue }
}
