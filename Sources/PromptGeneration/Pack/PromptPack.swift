/// What prompts are made by: the queries that gather a context, the people, and the templates.
///
/// A pack is a YAML file with the tables and templates that it names beside it; the README beside the
/// pack that ships says what stands in it.
package struct PromptPack: Sendable {
    package let name: String
    /// How messages call the pack's file.
    let file: String
    let files: PackFiles
    /// A name for the whole content of the pack: 16 hexadecimal digits.
    package let fingerprint: String

    let diseases: Query
    let parts: [Part: PartRule]
    let limits: [LimitRule]
    let conditions: [Condition]
    let people: DemographicTable
    let templates: [TemplateRule]
    let words: [Language: Words]

    /// A query, and the line before its first.
    struct Query: Sendable {
        let text: String
        let place: PromptError.Place
    }

    /// What a context is made of, besides the patient.
    enum Part: String, Sendable, CaseIterable {
        case symptoms, denied, drugs, comorbidities, entity, pair
        case sideEffects = "side_effects"

        /// Whether the pack says how many are drawn.
        var isCounted: Bool {
            switch self {
            case .symptoms, .denied, .drugs, .comorbidities: true
            case .sideEffects, .entity, .pair: false
            }
        }
    }

    struct PartRule: Sendable {
        let query: Query
        /// How many are drawn, with the weight of each number.
        let counts: [(count: Int, weight: Double)]
    }

    /// Whom candidates can meet, beyond what the graph says.
    struct LimitRule: Sendable {
        let parts: Set<Part>
        let keys: Set<String>
        let groups: Set<String>
        let limits: PatientLimits

        func speaks(of candidate: String, _ groups: [String]) -> Bool {
            keys.contains(candidate) || groups.contains { self.groups.contains($0) }
        }
    }

    /// The messages of a template. Of several wordings of one message, one is drawn.
    struct TemplateRule: Sendable {
        let name: String
        /// Names of files, without language and ending.
        let system: [String]
        let user: [String]
        /// The template of diseases that have no example note.
        let fallback: String?
        /// Whether the prompt makes no sense without the diagnosis.
        let needsDiagnosis: Bool
        let place: PromptError.Place
    }

    package var templateNames: [String] { templates.map(\.name) }

    func template(_ name: String) -> TemplateRule? { templates.first { $0.name == name } }
}
