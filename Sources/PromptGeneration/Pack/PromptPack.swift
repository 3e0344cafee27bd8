internal import ConfigurationFiles
package import Diagnostics

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
    package private(set) var fingerprint: String

    let diseases: QueryText
    let parts: [Part: PartRule]
    let limits: [LimitRule]
    let conditions: [Condition]
    let people: DemographicTable
    private(set) var templates: [TemplateRule]
    let words: [Language: Words]

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
        let query: QueryText
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
        let place: FilePlace
        /// What the user message is instead, of a template that is a file of its own.
        var text: String?
    }

    package var templateNames: [String] { templates.map(\.name) }

    func template(_ name: String) -> TemplateRule? { templates.first { $0.name == name } }
}

// MARK: Templates of their own

extension PromptPack {
    /// Whether the name of a template is that of a file: it has a folder, or ends as one.
    package static func isTemplateFile(_ name: String) -> Bool {
        name.contains("/") || name.hasSuffix(".mustache")
    }

    /// The pack with one template more: a file that is the user message, whatever the language.
    ///
    /// - Returns: also its name, that of the file without its folder.
    /// - Throws: if there is no such file, or it is not in UTF-8.
    package func adding(
        templateFile path: String
    ) throws(InputError) -> (pack: PromptPack, name: String) {
        let text = try PackFiles.folder("").text(path, at: nil)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var pack = self
        pack.templates.append(
            TemplateRule(
                name: name, system: [], user: [], fallback: nil, needsDiagnosis: false,
                place: .init(file: path, line: 1), text: text))
        pack.fingerprint = PromptGeneration.fingerprint([fingerprint, text])
        return (pack, name)
    }
}
