import Foundation
import Testing

/// How far the treatments agree with what others published.
///
/// A disease or drug occurs in a dataset if its name or one of its synonyms stands there, without
/// regard to case.
@Suite(
    .enabled(if: StarterGraph.datasetsAreThere, "the datasets are not beside the repository"))
struct TreatmentAgreementTests {
    private struct Indication: Hashable {
        var disease: String
        var drug: String
    }

    /// The indications of one dataset.
    private struct Indications {
        var diseases: Set<String> = []
        var drugs: Set<String> = []
        /// What is indicated, and what was looked at and is not.
        var indicated: Set<Indication> = []
        var denied: Set<Indication> = []

        init(_ path: String) throws {
            let table = try CSVTable(
                StarterGraph.datasets.appending(path: path), delimiter: "\t")
            for row in table.rows {
                let indication = Indication(
                    disease: row["disease"].lowercased(), drug: row["drug"].lowercased())
                diseases.insert(indication.disease)
                drugs.insert(indication.drug)
                // An empty category is an indication whose kind no curator looked at.
                if row["category"] == "NOT" {
                    denied.insert(indication)
                } else {
                    indicated.insert(indication)
                }
            }
        }
    }

    @Test func `most treatments are indications of others, and none is denied`() throws {
        let graph = try StarterGraph.shared.get()
        let datasets = [
            try Indications("pharmacotherapydb/indications.tsv"),
            try Indications("drugcentral/indications.tsv.gz"),
        ]
        let diseases = SymptomAgreement.names(graph["diseases"], "name")
        let drugs = SymptomAgreement.names(graph["drugs"], "drug")
        var comparableCount = 0
        var misses: [String] = []
        for row in graph["treats"].rows {
            let names = diseases[row["icd10"], default: []]
            let drugNames = drugs[row["drug"], default: []]
            let pairs = names.flatMap { disease in
                drugNames.map { Indication(disease: disease, drug: $0) }
            }
            let comparable = datasets.filter {
                !$0.diseases.isDisjoint(with: names) && !$0.drugs.isDisjoint(with: drugNames)
            }
            guard !comparable.isEmpty else { continue }
            comparableCount += 1
            #expect(
                comparable.allSatisfy { $0.denied.isDisjoint(with: pairs) },
                "\(row["drug"]) is said not to treat \(row["icd10"])")
            if comparable.allSatisfy({ $0.indicated.isDisjoint(with: pairs) }) {
                misses.append("\(row["drug"]) \(row["icd10"])")
            }
        }
        #expect(comparableCount > 400)
        let share = 1 - Double(misses.count) / Double(max(comparableCount, 1))
        #expect(share >= 0.85, "\(misses.count) of \(comparableCount): \(misses)")
    }
}
