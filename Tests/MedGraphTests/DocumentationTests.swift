import Foundation
import MedGraph
import Testing

/// The examples of the documentation: they stand here word for word, are compiled and run.
@Suite struct DocumentationTests {
    @Test func `every example of the documentation stands here`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/MedGraph/Documentation.docc")
        let own = Self.words(try String(contentsOfFile: #filePath, encoding: .utf8))
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for block in text.components(separatedBy: "```swift\n").dropFirst() {
                let example = block.components(separatedBy: "```")[0]
                #expect(own.contains(Self.words(example)), "\(name):\n\(example)")
                count += 1
            }
        }
        #expect(count == 7)
    }

    /// A text without its layout.
    private static func words(_ text: String) -> String {
        text.filter { !$0.isWhitespace }
    }

    private func withDatabase(_ body: (Database, String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-docs-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        var options = Database.Options()
        options.isDurable = false
        let database = try Database.open(path: path, options: options)
        _ = try database.run(
            """
            CREATE (a:Disease {icd10: 'G43', name: 'Migraine'}), (b:Disease {icd10: 'I10'}),
                   (s:Symptom {name: 'nausea'}), (t:Symptom {name: 'headache'}),
                   (a)-[:HAS_SYMPTOM {frequency: 0.895}]->(s),
                   (a)-[:HAS_SYMPTOM {frequency: 1.0}]->(t), (b)-[:HAS_SYMPTOM {frequency: 0.17}]->(t)
            """)
        try body(database, path)
    }

    @Test func `queries`() throws {
        try withDatabase { database, _ in
            let symptoms = try database.prepare(
                """
                MATCH (:Disease {icd10: $code})-[r:HAS_SYMPTOM]->(s)
                RETURN s.name AS name, r.frequency AS frequency ORDER BY frequency DESC, name
                """)
            for row in try symptoms.run(["code": "G43"]) {
                print(row["name", as: String.self]!, row["frequency", as: Double.self]!)
            }
            let similar = try database.run(
                """
                MATCH (:Disease {icd10: $code})-[:HAS_SYMPTOM]->(s)<-[:HAS_SYMPTOM]-(d:Disease)
                RETURN d.name AS name, count(*) AS shared ORDER BY shared DESC, name LIMIT 3
                """, parameters: ["code": "G43"])
            for row in similar {
                print(row["name", as: String.self] ?? "unnamed", row["shared", as: Int64.self] ?? 0)
            }
            #expect(similar.count == 1)
            do {
                _ = try database.run("MATCH (d:Disease) RETURN e.name")
            } catch MedGraphError.query(let problems) {
                for problem in problems { print(problem.rendering) }
            }
            print(try database.explain("MATCH (d:Disease {icd10: 'G43'}) RETURN d.name"))
        }
    }

    @Test func `a database is opened and asked`() throws {
        try withDatabase { original, _ in
            let path = FileManager.default.temporaryDirectory
                .appending(path: "medgraph-docs-\(UUID().uuidString).mdb").path
            defer {
                for path in [path, path + "-lock"] {
                    try? FileManager.default.removeItem(atPath: path)
                }
            }
            try original.backup(to: path)
            let database = try Database.open(path: path)
            let symptoms = try database.prepare(
                """
                MATCH (:Disease {icd10: $code})-[r:HAS_SYMPTOM]->(s)
                RETURN s.name AS name, r.frequency AS frequency ORDER BY frequency DESC, name
                """)
            for row in try symptoms.run(["code": "G43"]) {
                print(row["name", as: String.self]!, row["frequency", as: Double.self]!)
            }
        }
    }

    @Test func `transactions`() throws {
        try withDatabase { database, _ in
            let connection = database.connect()
            try connection.begin()
            _ = try connection.run("CREATE (:Disease {icd10: 'G44', name: 'Other headache'})")
            _ = try connection.run("MATCH (d:Disease {icd10: 'G44'}) SET d.checked = true")
            try connection.commit()
            let checked = try database.run("MATCH (d:Disease) WHERE d.checked RETURN d.icd10")
            #expect(checked.map { $0["d.icd10", as: String.self] } == ["G44"])
        }
    }

    @Test func `draws`() throws {
        try withDatabase { database, _ in
            let drawn = try database.run(
                """
                MATCH (:Disease {icd10: $code})-[r:HAS_SYMPTOM]->(s)
                RETURN s.name AS name SAMPLE 2 WEIGHTED BY r.frequency SEED 42
                """, parameters: ["code": "G43"])
            print(drawn.count)
            #expect(drawn.count == 2)
        }
    }

    @Test func `limits`() throws {
        try withDatabase { database, _ in
            let cancellation = Cancellation()
            var options = RunOptions()
            options.timeoutMilliseconds = 1_000
            options.rowCountMax = 10_000
            options.cancellation = cancellation
            do {
                _ = try database.run("MATCH p = (a)-[*]-(b) RETURN count(p)", options: options)
            } catch MedGraphError.query(let problems) {
                print(problems[0].type ?? "")
            }
        }
    }
}
