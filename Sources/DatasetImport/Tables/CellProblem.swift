/// Why a cell's text is no value of the wanted type.
enum CellProblem: Error {
    case noInteger
    case integerTooLarge
    case noNumber
    case numberTooLarge
    case noBoolean
    /// The value table has no such text.
    case untranslated

    func message(text: String, type: ValueType) -> String {
        let shown = text.count > 40 ? String(text.prefix(40)) + "…" : text
        return switch self {
        case .noInteger: "`\(shown)` is not an integer"
        case .integerTooLarge: "`\(shown)` is out of the range of 64-bit integers"
        case .noNumber: "`\(shown)` is not a number"
        case .numberTooLarge: "`\(shown)` is out of the range of 64-bit floats"
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
        case .noBoolean: "the mapping's `true` and `false` list the words"
        case .untranslated, .numberTooLarge: nil
        }
    }
}
