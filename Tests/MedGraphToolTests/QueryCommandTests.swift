import Foundation
import Testing

@Suite struct QueryCommandTests {
    @Test func `a query prints a table and makes the database`() throws {
        try withFolder([:]) { folder in
            let made = try run(
                ["query", "g.mdb", "CREATE (:Disease {name: 'Flu', icd10: 'J11'})"], in: folder)
            #expect(made.status == 0, "\(made.messages)")
            #expect(made.output == "1 node created, 2 properties set, 1 label added\n")
            let found = try run(
                [
                    "query", "g.mdb", "--param", "code=J11",
                    "MATCH (d:Disease {icd10: $code}) RETURN d.name AS name, 1.0 AS x",
                ], in: folder)
            #expect(
                found.output == """
                    name  │ x
                    ──────┼────
                    'Flu' │ 1.0

                    """)
        }
    }

    @Test(arguments: [
        ("csv", "a,b\n1,\"x,\"\"y\"\"\"\n"),
        ("ndjson", "{\"a\": 1, \"b\": \"x,\\\"y\\\"\"}\n"),
    ])
    func `a result is written in the form that is asked for`(format: String, text: String) throws {
        try withFolder([:]) { folder in
            try makeEmptyDatabase(in: folder)
            let result = try run(
                ["query", "g.mdb", "--format", format, "RETURN 1 AS a, 'x,\"y\"' AS b"], in: folder)
            #expect(result.output == text)
        }
    }

    @Test func `a plan is printed as it is read, and in other forms as rows`() throws {
        try withFolder([:]) { folder in
            let made = try run(["query", "g.mdb", "CREATE (:Disease {name: 'Flu'})"], in: folder)
            #expect(made.status == 0)
            let query = "MATCH (d:Disease) RETURN d.name AS name ORDER BY name LIMIT 3"
            let explained = try run(["query", "g.mdb", "EXPLAIN \(query)"], in: folder)
            #expect(
                explained.output == """
                    step                         expected rows
                    Limit 3                                  1
                    Top 3 by name                            1
                    Project name                             1
                    NodeScan d by label Disease              1

                    """)
            let profiled = try run(["query", "g.mdb", "PROFILE \(query)"], in: folder)
            let steps = profiled.output.split(separator: "\n")
            #expect(steps[0].split(separator: " ") == ["step", "expected", "rows", "rows", "time"])
            #expect(steps[1].split(separator: " ").prefix(4) == ["Limit", "3", "1", "1"])
            #expect(steps.count == 5)
            let lines = try run(
                ["query", "g.mdb", "--format", "ndjson", "EXPLAIN \(query)"], in: folder)
            #expect(lines.output.contains("{\"plan\": \"Limit 3 "))
            // A column of that name is no plan.
            let column = try run(["query", "g.mdb", "RETURN 'x' AS plan"], in: folder)
            #expect(column.output.contains("'x'"))
        }
    }

    @Test func `a draw without seed says by which it can be repeated`() throws {
        try withFolder([:]) { folder in
            try makeEmptyDatabase(in: folder)
            let draw = "UNWIND range(1, 1000) AS x RETURN x SAMPLE 5"
            let first = try run(["query", "g.mdb", draw, "--format", "csv"], in: folder)
            let seed = try #require(
                first.messages.wholeMatch(
                    of: /seed (-?[0-9]+): with `SEED (-?[0-9]+)` the query draws the same\n/))
            #expect(seed.1 == seed.2)
            let again = try run(
                ["query", "g.mdb", "\(draw) SEED \(seed.1)", "--format", "csv"], in: folder)
            #expect(again.output == first.output)
            #expect(again.messages.isEmpty)
            let json = try run(["query", "g.mdb", draw, "--format", "json"], in: folder)
            #expect(json.messages.isEmpty)
        }
    }

    @Test func `a parameter that is given twice is refused`() throws {
        try withFolder([:]) { folder in
            try makeEmptyDatabase(in: folder)
            let result = try run(
                ["query", "g.mdb", "RETURN $x", "--param", "x=1", "--param", "x=2"], in: folder)
            #expect(result.status == 2)
            #expect(result.messages.contains("the parameter `x` is given twice"))
        }
    }

    @Test func `a wrong query ends with status 1 and a caret`() throws {
        try withFolder([:]) { folder in
            try makeEmptyDatabase(in: folder)
            let result = try run(["query", "g.mdb", "RETURN x"], in: folder)
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains("1 │ RETURN x\n  │        ^"))
            #expect(try run(["query", "g.mdb"], in: folder).status == 2)
            let bad = try run(["query", "g.mdb", "RETURN 1", "--param", "x"], in: folder)
            #expect(bad.status == 2)
        }
    }

    @Test(arguments: ["MATCH (n) RETURN n", "EXPLAIN CREATE (:A)", "RETURN 1", "CREATE (:A"])
    func `a query that writes nothing makes no database of a name that was mistyped`(
        query: String
    ) throws {
        try withFolder([:]) { folder in
            let result = try run(["query", "mistyped.mdb", query], in: folder)
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.messages.contains("there is no database `mistyped.mdb`"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func `a script that writes makes the database, whatever it begins with`() throws {
        try withFolder([:]) { folder in
            let result = try run(
                ["query", "g.mdb", "--script", "MATCH (n) RETURN count(n); CREATE (:A);"],
                in: folder)
            #expect(result.status == 0, "\(result.messages)")
        }
    }

    @Test func `bytes that are no UTF-8 are refused with their line, not replaced`() throws {
        try withFolder([:]) { folder in
            try makeEmptyDatabase(in: folder)
            let text = Data("MATCH (n)\nSET n.name = '".utf8) + [0xE9] + Data("'".utf8)
            try text.write(to: folder.appending(path: "latin1.cypher"))
            let shell = URL(filePath: "/bin/sh")
            for command in [
                "query g.mdb -", "query g.mdb --script -", "shell g.mdb", "ndjson g.mdb",
            ] {
                let result = try run(
                    ["-c", "'\(program.path)' \(command) < latin1.cypher"], by: shell, in: folder)
                #expect(result.status == 1)
                #expect(
                    result.messages.contains("line 2 of standard input is not valid UTF-8"),
                    "\(command): \(result.messages)")
            }
        }
    }

    @Test func `a number with zeros before it is no number, and stays a string`() throws {
        try withFolder([:]) { folder in
            try makeEmptyDatabase(in: folder)
            let result = try run(
                ["query", "g.mdb", "--format", "csv", "--param", "x=007", "RETURN $x AS x"],
                in: folder)
            #expect(result.output == "x\n007\n")
        }
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
        arguments: [
            "query g.mdb 'RETURN 1'", "info g.mdb", "check g.mdb", "shell g.mdb < q.cypher",
            "ndjson g.mdb < q.jsonl",
        ])
    func `a result that cannot be written is an error, and no crash`(command: String) throws {
        try withFolder(["q.cypher": "RETURN 1;", "q.jsonl": "{\"query\": \"RETURN 1\"}\n"]) {
            folder in
            try makeEmptyDatabase(in: folder)
            let result = try run(
                ["-c", "'\(program.path)' \(command) > /dev/full"],
                by: URL(filePath: "/bin/sh"), in: folder)
            #expect(result.status == 1)
            #expect(
                result.messages.hasPrefix(
                    "error: cannot write the result: No space left on device\n"),
                "\(result.messages)")
        }
    }
}

/// Makes the database `g.mdb`, with nothing in it.
private func makeEmptyDatabase(in folder: URL) throws {
    let made = try run(["query", "g.mdb", "CREATE (a) DELETE a"], in: folder)
    #expect(made.status == 0, "\(made.messages)")
}
