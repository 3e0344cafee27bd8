/// What kind of token a byte can begin.
enum CharacterClass: UInt8, Sendable {
    case other
    case blank
    /// A letter of ASCII or `_`.
    case letter
    case digit
    case quote
    case sign
    /// A byte of a character beyond ASCII.
    case high

    static func of(_ byte: UInt8) -> CharacterClass {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: " "), 0x09...0x0D, 0x1C...0x1F: .blank
        case UInt8(ascii: "'"), UInt8(ascii: "\""): .quote
        case 0x80...: .high
        case 0x00...0x1B, 0x7F: .other
        default: .sign
        }
    }
}
