import Foundation
import MedGraph
import Testing

/// The program of the README does what it shows.
@Suite struct ReadmeTests {
    @Test func `the program prints the symptoms of migraine`() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-readme-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        let database = try Database.open(path: path)
        _ = try database.run(
            """
            CREATE (d:Disease {icd10: 'G43'}),
                   (d)-[:HAS_SYMPTOM {frequency: 0.895}]->(:Symptom {name: 'nausea'}),
                   (d)-[:HAS_SYMPTOM {frequency: 1.0}]->(:Symptom {name: 'headache'})
            """)
        let symptoms = try database.prepare(
            """
            MATCH (:Disease {icd10: $code})-[r:HAS_SYMPTOM]->(s)
            RETURN s.name AS name, r.frequency AS frequency ORDER BY frequency DESC, name
            """)
        var lines: [String] = []
        for row in try symptoms.run(["code": "G43"]) {
            lines.append("\(row["name", as: String.self]!) \(row["frequency", as: Double.self]!)")
        }
        #expect(lines == ["headache 1.0", "nausea 0.895"])
    }
}
