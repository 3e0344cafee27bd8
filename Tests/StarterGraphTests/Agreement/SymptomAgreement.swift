/// The rows of `has_symptom` beside those of another dataset.
struct SymptomAgreement {
    /// Diseases of ours that occur there.
    private(set) var diseaseCount = 0
    /// Our rows of which both ends occur there, and those of them that are there.
    private(set) var comparableCount = 0
    private(set) var agreedCount = 0
    /// Rows of ours that are not there, as `code symptom`.
    private(set) var misses: [String] = []
    /// Their rows of which both ends occur here, and those of them that are here.
    private(set) var theirCount = 0
    private(set) var theirAgreedCount = 0
    /// Rows of theirs that are not here, as `code symptom`.
    private(set) var theirMisses: [String] = []

    /// The part of our comparable rows that are there.
    var share: Double { Double(agreedCount) / Double(max(comparableCount, 1)) }
    /// The part of their comparable rows that are here.
    var theirShare: Double { Double(theirAgreedCount) / Double(max(theirCount, 1)) }

    var summary: String {
        "\(agreedCount) of \(comparableCount) rows are there; not there: "
            + misses.joined(separator: ", ")
    }

    /// - Parameter theirs: the symptoms of each disease, all in lower case.
    init(_ graph: StarterGraph, with theirs: [String: Set<String>]) {
        let vocabulary = theirs.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        let diseases = Self.names(graph["diseases"], "name")
        let symptoms = Self.names(graph["symptoms"], "symptom")
            .mapValues { $0.intersection(vocabulary) }
        var owners: [String: Set<String>] = [:]
        for (symptom, names) in symptoms {
            for name in names { owners[name, default: []].insert(symptom) }
        }
        let ours = graph.symptoms
        for (code, names) in diseases.sorted(by: { $0.key < $1.key }) {
            let matched = names.filter { theirs[$0] != nil }
            guard !matched.isEmpty else { continue }
            diseaseCount += 1
            let listed = matched.reduce(into: Set<String>()) { $0.formUnion(theirs[$1]!) }
            let own = ours[code, default: []]
            for symptom in own.sorted() {
                guard let names = symptoms[symptom], !names.isEmpty else { continue }
                comparableCount += 1
                if names.isDisjoint(with: listed) {
                    misses.append("\(code) \(symptom)")
                } else {
                    agreedCount += 1
                }
            }
            for name in listed.sorted() {
                guard let keys = owners[name] else { continue }
                theirCount += 1
                if keys.isDisjoint(with: own) {
                    theirMisses.append("\(code) \(name)")
                } else {
                    theirAgreedCount += 1
                }
            }
        }
    }

    /// By the first column: the names and synonyms of each row in lower case.
    static func names(_ table: CSVTable, _ column: String) -> [String: Set<String>] {
        Dictionary(
            table.rows.map { row in
                (row.cells[0], Set(([row[column]] + row.list("synonyms")).map { $0.lowercased() }))
            }, uniquingKeysWith: { first, _ in first })
    }
}
