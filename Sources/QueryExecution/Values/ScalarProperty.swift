/// What an expression can ask of a scalar: `\d`, `\w`, `\s` and `\p{…}`, all by Unicode.
enum ScalarProperty: Hashable, Sendable {
    case digit
    case word
    case space
    /// A general category, `Lu`, or a group of them, `L`.
    case category(String)
    case alphabetic
    case uppercase
    case lowercase
    case cyrillic

    /// By the name between the braces of `\p{…}`; nil for what is not known.
    init?(named name: String) {
        switch name {
        case "IsAlphabetic": self = .alphabetic
        case "IsUppercase": self = .uppercase
        case "IsLowercase": self = .lowercase
        case "IsWhite_Space": self = .space
        case "IsDigit": self = .digit
        case "IsCyrillic": self = .cyrillic
        default:
            let category = name.hasPrefix("Is") ? String(name.dropFirst(2)) : name
            guard Self.categories.contains(category) else { return nil }
            self = .category(category)
        }
    }

    private static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No",
        "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So",
        "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    func holds(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch self {
        case .digit: return properties.generalCategory == .decimalNumber
        case .space: return properties.isWhitespace
        case .alphabetic: return properties.isAlphabetic
        case .uppercase: return properties.isUppercase
        case .lowercase: return properties.isLowercase
        case .category(let name): return properties.generalCategory.code.hasPrefix(name)
        case .word:
            if properties.isAlphabetic || properties.isJoinControl { return true }
            switch properties.generalCategory {
            case .decimalNumber, .connectorPunctuation, .nonspacingMark, .spacingMark,
                .enclosingMark:
                return true
            default: return false
            }
        case .cyrillic:
            switch scalar.value {
            case 0x0400...0x0484, 0x0487...0x052F, 0x1C80...0x1C8A, 0x1D2B, 0x1D78,
                0x2DE0...0x2DFF, 0xA640...0xA69F, 0xFE2E...0xFE2F, 0x1E030...0x1E06D, 0x1E08F:
                return true
            default: return false
            }
        }
    }
}

extension Unicode.GeneralCategory {
    /// The two letters of the Unicode standard.
    fileprivate var code: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
