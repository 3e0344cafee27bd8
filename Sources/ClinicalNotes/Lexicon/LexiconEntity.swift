/// An entity of the graph with its names.
struct LexiconEntity: Sendable {
    let label: String
    let key: String
    /// `symptom`, `sign` or `finding` where the graph says it.
    var kind: String?
    /// The key of the symptom that a side effect is.
    var sameAs: String?
    var names: [NoteLanguage: EntityNames] = [:]
}

/// What an entity is called in one language.
struct EntityNames: Sendable {
    enum Case: String, Sendable, CaseIterable {
        case nominative, genitive, accusative, instrumental
    }

    enum Gender: String, Sendable {
        case masculine = "m"
        case feminine = "f"
        case neuter = "n"
    }

    /// The canonical name, in the nominative.
    var name: String
    var synonyms: [String] = []
    /// The canonical name in other cases, where the graph has them.
    var cases: [Case: String] = [:]
    var gender: Gender?
    var isPlural = false

    /// The name in a case; the name itself where the graph does not have the case.
    func form(_ grammaticalCase: Case) -> String { cases[grammaticalCase] ?? name }

    /// All that a text may call the entity.
    var forms: [String] {
        [name] + cases.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value) + synonyms
    }
}
