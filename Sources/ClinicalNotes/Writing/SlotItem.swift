/// One thing of a list that phrases speak of.
struct SlotItem: Sendable {
    /// By the form that phrases ask for: a case, or `article`.
    var forms: [String: String]
    var name: String
    var gender: EntityNames.Gender?
    var isPlural = false

    /// The name in a form; the name itself where it has no other.
    func text(_ form: String?) -> String { form.flatMap { forms[$0] } ?? name }

    /// Masculine, feminine, neuter or plural: 0 to 3.
    var genderIndex: Int {
        if isPlural { return 3 }
        switch gender {
        case .feminine: return 1
        case .neuter: return 2
        case .masculine, nil: return 0
        }
    }
}

/// How the things of a list are joined.
enum SlotJoin: String {
    /// `a, b and c`
    case and
    /// `a, b or c`
    case or
    /// `a, b, c`
    case commas
    /// Each on a line of its own, behind a hyphen.
    case lines
    /// «ни a, ни b»
    case neither

    func join(_ texts: [String], _ language: NoteLanguage) -> String {
        switch self {
        case .and: return Self.join(texts, language == .russian ? " и " : " and ")
        case .or: return Self.join(texts, language == .russian ? " или " : " or ")
        case .commas: return texts.joined(separator: ", ")
        case .lines: return texts.map { "- " + $0 }.joined(separator: "\n")
        case .neither:
            return texts.count < 2
                ? texts.first ?? "" : texts.map { "ни " + $0 }.joined(separator: ", ")
        }
    }

    private static func join(_ texts: [String], _ last: String) -> String {
        guard texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + last + texts[texts.count - 1]
    }
}
