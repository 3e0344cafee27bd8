import JSONRecords

/// Where a derivation of a kind begins and ends, and what it goes along.
struct NaiveDerivation {
    let hops: Int
    /// The parameters it begins at, with the label of their nodes.
    let from: [(parameter: String, label: String)]
    /// What it ends in: a parameter, or the answers where nil; with the label of the nodes.
    let to: (parameter: String?, label: String)
    let types: Set<String>
    /// Whether one of the entities of a list is enough.
    var isAny = false

    private static let diseases = [("first", "Disease"), ("second", "Disease")]

    /// By kind; kinds that count, choose the odd one or have no answer have none.
    static let all: [String: NaiveDerivation] = [
        "common-symptoms": .init(1, diseases, (nil, "Symptom"), ["HAS_SYMPTOM"]),
        "common-side-effects": .init(
            1, [("first", "Drug"), ("second", "Drug")], (nil, "SideEffect"), ["CAUSES"]),
        "class-of-drugs": .init(1, [("drugs", "Drug")], (nil, "DrugClass"), ["IN_CLASS"]),
        "symptoms-to-drugs": .init(
            2, [("symptoms", "Symptom")], (nil, "Drug"), ["HAS_SYMPTOM", "TREATS"]),
        "symptoms-to-drug-classes": .init(
            3, [("symptoms", "Symptom")], (nil, "DrugClass"), ["HAS_SYMPTOM", "TREATS", "IN_CLASS"]),
        "differential-drugs": .init(
            3, [("disease", "Disease")], (nil, "Drug"), ["HAS_SYMPTOM", "TREATS"]),
        "missing-symptom": .init(1, [("disease", "Disease")], (nil, "Symptom"), ["HAS_SYMPTOM"]),
        "disease-of-symptoms": .init(
            1, [("symptoms", "Symptom")], (nil, "Disease"), ["HAS_SYMPTOM"]),
        "best-fitting-disease": .init(
            1, [("symptoms", "Symptom")], (nil, "Disease"), ["HAS_SYMPTOM"], isAny: true),
        "symptom-difference": .init(1, [("first", "Disease")], (nil, "Symptom"), ["HAS_SYMPTOM"]),
        "lookalike-without-symptom": .init(
            1, [("disease", "Disease")], (nil, "Disease"), ["RESEMBLES"]),
        "top-symptoms": .init(1, [("disease", "Disease")], (nil, "Symptom"), ["HAS_SYMPTOM"]),
        "top-side-effects": .init(1, [("drug", "Drug")], (nil, "SideEffect"), ["CAUSES"]),
        "contraindicated-by-comorbidity": .init(
            1, [("disease", "Disease"), ("comorbidity", "Disease")], (nil, "Drug"),
            ["TREATS", "CONTRAINDICATED_IN"]),
        "drugs-for-both": .init(1, diseases, (nil, "Drug"), ["TREATS"]),
        "side-effect-like-symptom": .init(
            2, [("disease", "Disease")], (nil, "SideEffect"), ["HAS_SYMPTOM", "SAME_AS"]),
        "drug-without-side-effect": .init(1, [("disease", "Disease")], (nil, "Drug"), ["TREATS"]),
        "path-drug-symptom": .init(
            2, [("drug", "Drug")], ("symptom", "Symptom"), ["TREATS", "HAS_SYMPTOM"]),
        "choose-drug": .init(1, [("disease", "Disease")], (nil, "Drug"), ["TREATS"]),
        "choose-symptom": .init(1, [("disease", "Disease")], (nil, "Symptom"), ["HAS_SYMPTOM"]),
    ]

    private init(
        _ hops: Int, _ from: [(String, String)], _ to: (String?, String), _ types: Set<String>,
        isAny: Bool = false
    ) {
        self.hops = hops
        self.from = from.map { (parameter: $0.0, label: $0.1) }
        self.to = (parameter: to.0, label: to.1)
        self.types = types
        self.isAny = isAny
    }

    /// The lengths of the shortest paths from each start to each end.
    ///
    /// **Shape**: a list for each parameter and end, of the lengths from each of its entities.
    func distances(_ record: JSONValue, _ graph: NaiveGraph) -> [[Int?]] {
        let parameters = record["parameters"] ?? .null
        let ends = (to.parameter.map { parameters[$0] } ?? record["answers"]).map(Self.keys) ?? []
        return from.flatMap { start in
            ends.map { end in
                (parameters[start.parameter].map(Self.keys) ?? []).map { key in
                    graph.distance(
                        .init(label: start.label, key: key), .init(label: to.label, key: end),
                        along: types)
                }
            }
        }
    }

    private static func keys(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let key): [key]
        case .array(let elements): elements.flatMap(keys)
        default: []
        }
    }
}
