/// Something of the graph that a context may take: a row of a query of the pack.
struct Candidate: Sendable {
    /// What the import identified it by.
    let key: String
    /// The weight of the fact, as the pack's query gives it.
    let weight: Double
    /// How telling the finding is: ln(diseases / diseases that have it). 1 where the query is silent.
    let idf: Double
    let limits: PatientLimits
    /// Codes of diseases beside which it cannot stand.
    let excludes: [ICDRange]
    /// Of candidates that share one of these only one is taken.
    let groups: [String]
    /// The key of the symptom that is the same finding.
    let sameAs: String?
    /// What templates can say, by language and column.
    let texts: [String: [String: String]]

    /// What else it is called, in any language.
    let synonyms: [String]

    /// The words of the key, to tell whether one finding says more than another.
    let words: Set<Substring>

    func name(_ language: Language) -> String { texts[language.rawValue]?["name"] ?? key }

    /// Every name and synonym in any language.
    var names: [String] { Set(texts.values.compactMap { $0["name"] } + synonyms).sorted() }

    func weighted(_ weight: Double) -> Candidate {
        Candidate(
            key: key, weight: weight, idf: idf, limits: limits, excludes: excludes, groups: groups,
            sameAs: sameAs, texts: texts, synonyms: synonyms, words: words)
    }
}

/// A candidate that was drawn, and how likely that was.
struct Drawn: Sendable {
    let candidate: Candidate
    let probability: Double
}

/// All that the graph says about one disease, read once.
struct DiseaseProfile: Sendable {
    let disease: Disease
    var symptoms: [Candidate] = [] {
        didSet {
            symptomWords = symptoms.reduce(into: []) { $0.formUnion($1.words) }
            symptomKeys = Set(symptoms.map(\.key))
        }
    }
    /// The words of all symptoms, to see quickly that a finding is none of them.
    private(set) var symptomWords: Set<Substring> = []
    private(set) var symptomKeys: Set<String> = []
    var denied: [Candidate] = []
    var drugs: [Candidate] = []
    var comorbidities: [Candidate] = []
    var entities: [Candidate] = []
    var pairs: [PairCandidate] = []
    /// Who may have it: the people of the demographic table within its limits.
    var people: [DemographicTable.Person] = []
    /// What may not be written where the disease is hidden; nil where it is not.
    var hidden: Hidden?

    struct Hidden: Sendable {
        let names: DiagnosisNames
        /// The keys of side effects that name the disease.
        var sideEffects: Set<String> = []
    }
}

/// A disease that a record can be made for.
struct Disease: Sendable {
    /// Its code, which is its key.
    let code: String
    let limits: PatientLimits
    let prevalence: Double
    let texts: [String: [String: String]]
    /// Every name and synonym in any language.
    let names: [String]

    func name(_ language: Language) -> String { texts[language.rawValue]?["name"] ?? code }
}

/// Two entities about which a sentence is to be written.
struct PairCandidate: Sendable {
    let head: Candidate
    let tail: Candidate
    let relation: String
    /// Whether the graph joins them so.
    let isAsserted: Bool
}
