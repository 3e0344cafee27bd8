import Foundation
import Testing

/// How far the treatments agree with what others published.
///
/// A disease occurs in a dataset if its name or one of its synonyms stands there, without regard to
/// case, or if the Disease Ontology gives a disease of the dataset its code or one above or below.
/// A drug occurs if its name or one of its synonyms stands there.
@Suite(
    .tags(.wholeGraph),
    .enabled(if: StarterGraph.datasetsAreThere, "the datasets are not beside the repository"))
struct TreatmentAgreementTests {
    @Test func `most treatments are indications of others, and none is denied`() throws {
        let graph = try StarterGraph.shared.get()
        let codes = try OntologyCodes()
        let datasets = [
            try Indications("pharmacotherapydb/indications.tsv"),
            try Indications("drugcentral/indications.tsv.gz"),
        ]
        let names = SymptomAgreement.names(graph["diseases"], "name")
        let drugs = SymptomAgreement.names(graph["drugs"], "drug")
        var comparableCount = 0
        var misses: [String] = []
        for row in graph["treats"].rows {
            let code = row["icd10"]
            let drug = drugs[row["drug"], default: []]
            let verdicts = datasets.compactMap { dataset in
                dataset.verdict(
                    of: drug, on: dataset.diseases(code, names[code, default: []], codes))
            }
            guard !verdicts.isEmpty else { continue }
            comparableCount += 1
            #expect(!verdicts.contains(.denied), "\(row["drug"]) is said not to treat \(code)")
            if !verdicts.contains(.indicated) { misses.append("\(row["drug"]) \(code)") }
        }
        #expect(comparableCount > 500)
        let share = 1 - Double(misses.count) / Double(max(comparableCount, 1))
        #expect(share >= 0.85, "\(misses.count) of \(comparableCount): \(misses)")
    }
}

/// What one dataset says that drugs are indicated for.
private struct Indications {
    enum Verdict {
        case indicated
        /// Somebody looked at it, and it is no indication.
        case denied
        case unknown
    }

    private struct Key: Hashable {
        var disease: String
        var drug: String
    }

    /// The name of each disease, by its id in the Disease Ontology.
    private var names: [String: String] = [:]
    private var drugs: Set<String> = []
    private var indicated: Set<Key> = []
    private var denied: Set<Key> = []

    init(_ path: String) throws {
        let table = try CSVTable(StarterGraph.datasets.appending(path: path), delimiter: "\t")
        for row in table.rows {
            let key = Key(disease: row["doid_id"], drug: row["drug"].lowercased())
            names[key.disease] = row["disease"].lowercased()
            drugs.insert(key.drug)
            // An empty category is an indication whose kind no curator looked at.
            if row["category"] == "NOT" { denied.insert(key) } else { indicated.insert(key) }
        }
    }

    /// The diseases of the dataset that are one of ours.
    func diseases(_ code: String, _ ours: Set<String>, _ codes: OntologyCodes) -> [String] {
        names.filter { ours.contains($0.value) || codes.match(code, $0.key) }.map(\.key)
    }

    /// What the dataset says of a drug on diseases; nil if it does not have both.
    func verdict(of ours: Set<String>, on diseases: [String]) -> Verdict? {
        guard !diseases.isEmpty, !drugs.isDisjoint(with: ours) else { return nil }
        let keys = diseases.flatMap { disease in ours.map { Key(disease: disease, drug: $0) } }
        if keys.contains(where: denied.contains) { return .denied }
        return keys.contains(where: indicated.contains) ? .indicated : .unknown
    }
}
