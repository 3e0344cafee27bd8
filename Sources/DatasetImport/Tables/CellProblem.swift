/// Why a cell's text is no value of the wanted type.
enum CellProblem: Error {
    case noInteger
    case integerTooLarge
    case noNumber
    case numberTooLarge
    case noBoolean
    case noProportion
    /// The value table has no such text.
    case untranslated

    func message(text: String, type: ValueType) -> String {
        let shown = text.count > 40 ? String(text.prefix(40)) + "…" : text
        return switch self {
        case .noInteger: "`\(shown)` is not an integer"
        case .integerTooLarge: "`\(shown)` is out of the range of 64-bit integers"
        case .noNumber: "`\(shown)` is not a number"
        case .numberTooLarge: "`\(shown)` is out of the range of 64-bit floats"
        case .noProportion: "`\(shown)` is no proportion from 0 to 1"
        case .noBoolean: "`\(shown)` is none of the words for true and false"
        case .untranslated: "`\(shown)` is none of the `values`"
        }
    }

    func hint(text: String) -> String? {
        if text.first?.isWhitespace == true || text.last?.isWhitespace == true {
            return "there are blanks around it"
        }
        return switch self {
        case .noInteger, .noNumber: "if it stands for no value, name it under `missing`"
        case .integerTooLarge: "`type: string` keeps it as it is written"
        case .noProportion: "such as `7/12`, `58%` or `0.58`"
        case .noBoolean: "the mapping's `true` and `false` list the words"
        case .untranslated, .numberTooLarge: nil
        }
    }
}
