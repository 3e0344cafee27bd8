import Foundation
import Testing

/// `medgraph import` without mapping, `medgraph dump` and `medgraph query --script`.
@Suite struct FormatCommandTests {
    private static let files = [
        "some.txt":
            "format-version: 1.2\n\n[Term]\nid: A:1\nname: one\n\n[Term]\nid: A:2\nis_a: A:1\n",
        "table.csv": "a,b\n1,2\n",
    ]

    private func hash(_ database: String, in folder: URL) throws -> String {
        let info = try run(["info", database, "--hash"], in: folder)
        return info.output.split(separator: "\n").first { $0.hasPrefix("content ") }.map(
            String.init)
            ?? ""
    }

    @Test func `an import without mapping says what it guessed`() throws {
        try withFolder(Self.files) { folder in
            let found = try run(
                ["import", "g.mdb", "some.txt", "--label", "Finding", "--source", "Mine"],
                in: folder)
            #expect(found.status == 0, "\(found.messages)")
            #expect(found.messages.contains("read as obo: some.txt\n"))
            #expect(found.messages.contains("source: Mine, not stated\n"))
            let refused = try run(["import", "g.mdb", "table.csv"], in: folder)
            #expect(refused.status == 1)
            #expect(refused.messages.contains("no format that describes itself"))
            #expect(refused.messages.contains("--mapping FILE"))
        }
    }

    @Test func `standard input is read, whatever its format`() throws {
        try withFolder(Self.files) { folder in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.currentDirectoryURL = folder
            let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "medgraph").path
            process.arguments = [
                "-c", "gzip -c some.txt | '\(program)' import g.mdb - --quiet",
            ]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let found = try run(
                ["query", "g.mdb", "MATCH (n:Term) RETURN count(*) AS n"], in: folder)
            #expect(found.output.contains("\n2\n"))
        }
    }

    @Test(arguments: ["neo4j-csv", "kgx", "graphml"])
    func `a dump goes in again to the same content hash`(format: String) throws {
        try withExampleDatabase { folder in
            let dumped = try run(["dump", "g.mdb", "--format", format, "out"], in: folder)
            #expect(dumped.status == 0, "\(dumped.messages)")
            #expect(dumped.messages.contains("out: 45 nodes, 57 relationships"))
            let loaded = try run(["import", "copy.mdb", "out"], in: folder)
            #expect(loaded.status == 0, "\(loaded.messages)")
            #expect(try hash("copy.mdb", in: folder) == hash("g.mdb", in: folder))
            let again = try run(["dump", "g.mdb", "--format", format, "out"], in: folder)
            #expect(again.status == 1)
            #expect(again.messages.contains("error: `out` is there already"))
        }
    }

    @Test func `a script of cypher runs, and lacks what cypher cannot hold`() throws {
        try withExampleDatabase { folder in
            let refused = try run(["dump", "g.mdb", "--format", "cypher", "out"], in: folder)
            #expect(refused.status == 1)
            #expect(refused.messages.contains("sources of relationships (57 times)"))
            let lossy = try run(
                ["dump", "g.mdb", "--format", "cypher", "out", "--lossy"], in: folder)
            #expect(lossy.messages.contains("left out: sources of relationships (57 times)"))
            let script = try String(
                contentsOf: folder.appending(path: "out/graph.cypher"), encoding: .utf8)
            let made = try run(["query", "copy.mdb", "--script", script], in: folder)
            #expect(made.status == 0, "\(made.messages)")
            let query =
                "MATCH (a)-[r]->(b) RETURN a.name, type(r), r.frequency, b.name ORDER BY a.name, b.name, type(r)"
            #expect(
                try run(["query", "copy.mdb", query], in: folder).output
                    == run(["query", "g.mdb", query], in: folder).output)
        }
    }

    @Test func `a script ends at its first mistake`() throws {
        try withFolder([:]) { folder in
            let script = "CREATE (:A {t: 'a;b'}); // one; two\nCREATE (:A;\nCREATE (:A)"
            let found = try run(["query", "g.mdb", "--script", script], in: folder)
            #expect(found.status == 1)
            let count = try run(["query", "g.mdb", "MATCH (n:A) RETURN n.t"], in: folder)
            #expect(count.output.contains("'a;b'"))
        }
    }

    @Test func `wrong use exits with 2`() throws {
        try withFolder([:]) { folder in
            let found = try run(["dump", "g.mdb", "--format", "xml", "out"], in: folder)
            #expect(found.status == 2)
            #expect(found.messages.contains("The formats are neo4j-csv, kgx, graphml, cypher."))
        }
    }
}
