import Foundation
import Testing

/// `medgraph import` as a program: what it exits with and what it writes where.
@Suite struct ImportCommandTests {
    private static let mapping = """
        mapping: 1
        source: {name: Test, license: CC0}
        labels: {A: {key: id}}
        tables:
          - file: t.csv
            format: csv
            nodes: [{label: A, key: a}]
            relationships: [{type: T, start: {label: A, key: a}, end: {label: A, key: b}}]
        """

    @Test func `an import that is done exits with 0 and writes its audit to standard error`() throws
    {
        try withFolder(["t.csv": "a,b\nx,y\ny,x\n", "m.yaml": Self.mapping]) { folder in
            let arguments = ["import", "g.mdb", "t.csv", "--mapping", "m.yaml"]
            let first = try run(arguments + ["--report", "r.json"], in: folder)
            #expect(first.status == 0)
            #expect(first.output.isEmpty)
            #expect(first.messages.contains("relationships     2     2       0"))
            #expect(!first.messages.contains("\r"))
            let report = try Data(contentsOf: folder.appending(path: "r.json"))
            let audit = try #require(
                JSONSerialization.jsonObject(with: report) as? [String: Any])
            #expect(audit["outcome"] as? String == "loaded")
            let second = try run(arguments, in: folder)
            #expect(second.status == 0)
            #expect(second.messages.contains("relationships     2     0       2"))
            #expect(try run(arguments + ["--quiet"], in: folder).messages.isEmpty)
        }
    }

    @Test func `bad input exits with 1 and says where`() throws {
        try withFolder(["t.csv": "a,b\nx,y\n,x\n", "m.yaml": Self.mapping]) { folder in
            let found = try run(["import", "g.mdb", "t.csv", "--mapping", "m.yaml"], in: folder)
            #expect(found.status == 1)
            #expect(found.output.isEmpty)
            #expect(
                found.messages == """
                    error: the key is empty
                      ┌─ t.csv:3:1 (column `a`)
                      = hint: `unless` in the mapping leaves rows out

                    """)
            let database = folder.appending(path: "g.mdb").path
            #expect(!FileManager.default.fileExists(atPath: database))
        }
    }

    @Test func `dangling ends exit with 1 and an audit that says so`() throws {
        try withFolder(["t.csv": "a,b\nx,y\n", "m.yaml": Self.mapping]) { folder in
            let arguments = ["import", "g.mdb", "t.csv", "--mapping", "m.yaml"]
            let found = try run(arguments + ["--report", "r.json"], in: folder)
            #expect(found.status == 1)
            #expect(found.messages.contains("t.csv:2: no A has the key `y` (the end)"))
            let report = try String(
                contentsOf: folder.appending(path: "r.json"), encoding: .utf8)
            #expect(report.contains("\"outcome\" : \"refused\""))
            #expect(try run(arguments + ["--dangling", "stub"], in: folder).status == 0)
        }
    }

    @Test(arguments: [
        (["import"], "Missing expected argument '<DB>'"),
        (["import", "g.mdb", "t.csv", "--format", "csv"], "Missing '--mapping FILE'"),
        (
            ["import", "g.mdb", "t.csv", "--mapping", "hetionet", "--label", "X"],
            "is for imports without mapping"
        ),
        (["import", "g.mdb", "t.csv", "--license", "CC0"], "need '--source NAME'"),
        (["import", "g.mdb", "t.csv", "--mapping", "hetoinet"], "Did you mean 'hetionet'?"),
        (["import", "g.mdb", "t.csv", "--format", "cvs"], "Did you mean 'csv'?"),
        (
            ["import", "g.mdb", "t.csv", "--format", "obo", "--dangling", "skp"],
            "Did you mean 'skip'?"
        ),
        (["imprt"], "Unexpected argument"),
    ])
    func `wrong use exits with 2`(arguments: [String], message: String) throws {
        try withFolder(["t.csv": "a,b\n"]) { folder in
            let found = try run(arguments, in: folder)
            #expect(found.status == 2)
            #expect(found.output.isEmpty)
            #expect(found.messages.contains(message), "\(found.messages)")
            let database = folder.appending(path: "g.mdb").path
            #expect(!FileManager.default.fileExists(atPath: database))
        }
    }

    @Test func `a check reads everything and makes no database`() throws {
        try withFolder(["t.csv": "a,b\nx,y\n", "m.yaml": Self.mapping]) { folder in
            let found = try run(
                ["import", "g.mdb", "t.csv", "--mapping", "m.yaml", "--check-only"], in: folder)
            #expect(found.status == 0)
            #expect(found.messages.contains("checked only: nothing was loaded"))
            let database = folder.appending(path: "g.mdb").path
            #expect(!FileManager.default.fileExists(atPath: database))
        }
    }

    @Test func `help goes to standard output and has examples`() throws {
        try withFolder([:]) { folder in
            let found = try run(["import", "--help"], in: folder)
            #expect(found.status == 0)
            #expect(found.output.contains("EXAMPLES"))
            #expect(found.messages.isEmpty)
        }
    }
}
