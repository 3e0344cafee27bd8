import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct ImporterTests {
    private static func complete() throws -> SmallImport {
        SmallImport(
            try fixture("complete.yaml"),
            [
                "diseases.csv": try fixture("diseases.csv"),
                "genes_a.txt": try fixture("genes_a.txt"),
            ])
    }

    @Test func `nodes have what the mapping says`() throws {
        let (graph, _) = try Self.complete().run()
        #expect(
            graph.node("Disease", "1")
                == .init(
                    labels: ["Disease", "Concept"],
                    properties: [
                        "id": "1", "name": "cold, common", "code": "J00", "rare": false, "grade": 1,
                        "synonyms": .list(.strings(["coryza", "the sniffles"])),
                        "years": .list(.integers([1999, 2004])), "origin": "by hand",
                    ]))
        #expect(
            graph.node("Disease", "2")?.properties == [
                "id": "2", "name": "gout", "rare": true, "grade": 3, "origin": "by hand",
            ])
        #expect(graph.node("Disease", "3") == nil)
        #expect(graph.node("Disease", "4")?.properties["name"] == nil)
        #expect(graph.node("Gene", 9021) != nil)
        #expect(graph.count(label: "Symptom") == 3)
    }

    @Test func `relationships have what the mapping says`() throws {
        let (graph, _) = try Self.complete().run()
        #expect(graph.between("HAS_SYMPTOM", "1", "runny nose (left)") == [["weight": 0.25]])
        #expect(graph.between("HAS_SYMPTOM", "2", "joint pain") == [["weight": 0.9]])
        #expect(graph.between("ASSOCIATES", "1", 9021).count == 2)
        #expect(
            graph.between("ASSOCIATES", "2", 7) == [["score": .float(-.infinity)]])
        let sources = Set(graph.relationships.keys.map(\.source.license))
        #expect(sources == ["CC0", "CC BY 4.0"])
        #expect(graph.weights == ["HAS_SYMPTOM": "weight"])
        #expect(
            graph.indexes == [
                .init(label: "Disease", property: "name", isUnique: false),
                .init(label: "Disease", property: "code", isUnique: true),
            ])
    }

    @Test func `the audit counts by table and names unknown columns`() throws {
        let (_, audit) = try Self.complete().run()
        #expect(audit.tables.map(\.file) == ["diseases.csv", "genes_a.txt"])
        #expect(audit.tables.map(\.rowCount) == [5, 3])
        #expect(audit.tables.map(\.nodeRowCount) == [4 + 5, 3])
        #expect(audit.tables.map(\.relationshipRowCount) == [5, 3])
        #expect(audit.tables[0].unusedColumnNames == ["extra"])
        #expect(audit.report.relationships.made == 6)
        #expect(audit.report.duplicateRelationships == 2)
        #expect(audit.text.contains("does not name: `extra`"))
        #expect(audit.json().contains("\"unused_columns\" : [\n        \"extra\"\n      ]"))
    }

    @Test func `loading the same again adds nothing`() throws {
        let importer = try Self.complete().importer()
        let first = try importer.load().graph
        let second = try importer.load(into: first).graph
        #expect(second.nodes == first.nodes)
        #expect(second.relationships == first.relationships)
    }

    @Test func `the size of chunks and batches changes nothing`() throws {
        let expected = try Self.complete().run()
        for (chunk, rows) in [(16, 1), (50, 2), (300, 3)] {
            var small = try Self.complete()
            small.chunkByteCount = chunk
            small.rowCountMax = rows
            let found = try small.run()
            #expect(found.graph.nodes == expected.graph.nodes)
            #expect(found.graph.relationships == expected.graph.relationships)
            #expect(found.audit.tables == expected.audit.tables)
        }
    }

    @Test func `compressed files are read by the same names`() throws {
        var small = try Self.complete()
        let plain = try small.run().graph
        small.files = Dictionary(
            uniqueKeysWithValues: small.files.map { ($0.key + ".gz", gzip($0.value)) })
        #expect(try small.run().graph.relationships == plain.relationships)
    }

    @Test func `labels and types may be looked up by cells`() throws {
        let (graph, _) = try SmallImport(
            """
            mapping: 1
            source: {name: Test, license: CC0}
            labels: {Drug: {key: id}, Disease: {key: id}}
            tables:
              - file: t.csv
                format: csv
                relationships:
                  - type: {column: relation, values: {treats: TREATS, eases: PALLIATES}}
                    start: {label: {column: xt, values: {drug: Drug, disease: Disease}}, key: x}
                    end: {label: {column: yt, values: {drug: Drug, disease: Disease}}, key: y}
            """,
            [
                "t.csv": "relation,xt,x,yt,y\ntreats,drug,1,disease,2\neases,drug,3,disease,2\n"
                    + "treats,drug,4,disease,2\n"
            ]
        ).with(policy: .stub).run()
        #expect(graph.count(type: "TREATS") == 2)
        #expect(graph.between("PALLIATES", "3", "2").count == 1)
        #expect(graph.count(label: "Drug") == 3)
        #expect(graph.count(label: "Disease") == 1)
    }

    // MARK: Bad input

    private static let pair = """
        mapping: 1
        source: {name: Test, license: CC0}
        labels: {A: {key: id}, B: {key: id, type: integer}}
        tables:
          - file: t.csv
            format: csv
            nodes:
              - {label: A, key: a, properties: {p: {column: p, type: float}}}
              - {label: B, key: b}
            relationships:
              - {type: T, start: {label: A, key: a}, end: {label: B, key: b}}
        """

    @Test(arguments: [
        ("x,1,y12", "`y12` is not a number", 5, "p"),
        ("x,1.5,", "`1.5` is not an integer", 3, "b"),
        ("x,9223372036854775808,", "is out of the range of 64-bit integers", 3, "b"),
        (",1,", "the key is empty", 1, "a"),
        ("é,,1", "the key is empty", 3, "b"),
        ("x,1,1e999", "is out of the range of 64-bit floats", 5, "p"),
    ])
    func `a cell that cannot be is told by line, column and name`(
        row: String, message: String, column: Int, name: String
    ) throws {
        let error = try SmallImport(Self.pair, ["t.csv": "a,b,p\nu,1,2\n\(row)\n"]).failure()
        #expect(error.message.contains(message), "\(error)")
        #expect(
            error.place == .init(file: "t.csv", line: 3, column: column, columnName: name),
            "\(error)")
    }

    @Test func `an error is shown with its place and a hint`() throws {
        let error = try SmallImport(Self.pair, ["t.csv": "a,b,p\nu,1,x12\n"]).failure()
        #expect(
            "\(error)" == """
                error: `x12` is not a number
                  ┌─ t.csv:2:5 (column `p`)
                  = hint: if it stands for no value, name it under `missing`
                """)
    }

    @Test func `what the loader refuses is told by line, column and name as well`() throws {
        let long = String(repeating: "k", count: 500)
        let error = try SmallImport(Self.pair, ["t.csv": "a,b,p\nu,1,\n\(long),2,\n"]).failure()
        #expect(error.message == "the key is longer than 400 bytes")
        #expect(error.place == .init(file: "t.csv", line: 3, column: 1, columnName: "a"))
    }

    @Test func `a column that the file lacks is an error of the mapping`() throws {
        let error = try SmallImport(Self.pair, ["t.csv": "a,bb,p\n"]).failure()
        #expect(error.message == "`t.csv` has no column `b`")
        #expect(error.place == .init(file: "mapping.yaml", line: 9, column: 25))
        #expect(error.hint == "its columns are `a`, `bb` and `p`")
    }

    @Test func `a table that lacks a file, and a file that lacks a table, are errors`() throws {
        let missing = try SmallImport(Self.pair, ["u.csv": "a,b,p\n"]).failure()
        #expect(missing.message == "no file is named `t.csv`")
        #expect(missing.place == .init(file: "mapping.yaml", line: 5, column: 5))
        let surplus = try SmallImport(Self.pair, ["t.csv": "a,b,p\n", "u.csv": ""]).failure()
        #expect(surplus.message == "the mapping `mapping.yaml` does not read this file")
    }

    @Test func `dangling ends are refused with file and line`() throws {
        let mapping = Self.pair.split(separator: "\n").filter {
            !$0.contains("label: B, key: b}\n")
        }
        .joined(separator: "\n")
        .replacingOccurrence(of: "      - {label: B, key: b}\n", with: "")
        let (_, audit) = try SmallImport(mapping, ["t.csv": "a,b,p\nu,1,\nv,2,\n"]).run()
        #expect(audit.outcome == .refused)
        let refusal = try #require(audit.refusal)
        #expect(refusal.place == .init(file: "t.csv", line: 2))
        #expect(audit.text.contains("t.csv:3: no B has the key 2 (the end)"))
    }

    @Test func `a reader that fails late stops the import`() throws {
        let rows = (0..<100_000).map { "k\($0),\($0),1" }.joined(separator: "\n")
        let error = try SmallImport(Self.pair, ["t.csv": "a,b,p\n\(rows)\nlast\n"]).failure()
        #expect(error.place?.line == 100_002)
    }

    @Test func `a loader that fails early stops the reader`() throws {
        let rows = (0..<200_000).map { "k\($0),\($0),1" }.joined(separator: "\n")
        let long = String(repeating: "k", count: 500)
        let error = try SmallImport(Self.pair, ["t.csv": "a,b,p\n\(long),1,1\n\(rows)"]).failure()
        #expect(error.place?.line == 2)
    }
}

extension SmallImport {
    fileprivate func with(policy: DanglingPolicy) -> SmallImport {
        var copy = self
        copy.policy = policy
        return copy
    }
}

extension String {
    fileprivate func replacingOccurrence(of text: String, with other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return replacingCharacters(range, other)
    }

    private func replacingCharacters(_ range: Range<String.Index>, _ other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
