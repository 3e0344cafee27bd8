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
                    Limit  (about 1.0 rows)
                    Top  (about 1.0 rows)
                    Project name  (about 1.0 rows)
                    NodeScan d by label Disease  (about 1.0 rows)

                    """)
            let profiled = try run(["query", "g.mdb", "PROFILE \(query)"], in: folder)
            #expect(profiled.output.hasPrefix("Limit  (about 1.0 rows, had 1, "))
            #expect(profiled.output.split(separator: "\n").count == 4)
            let lines = try run(
                ["query", "g.mdb", "--format", "ndjson", "EXPLAIN \(query)"], in: folder)
            #expect(lines.output.hasPrefix("{\"plan\": \"Limit"))
            // A column of that name is no plan.
            let column = try run(["query", "g.mdb", "RETURN 'x' AS plan"], in: folder)
            #expect(column.output.contains("'x'"))
        }
    }

    @Test func `a wrong query ends with status 1 and a caret`() throws {
        try withFolder([:]) { folder in
            let result = try run(["query", "g.mdb", "RETURN x"], in: folder)
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains("1 │ RETURN x\n  │        ^"))
            #expect(try run(["query", "g.mdb"], in: folder).status == 2)
            let bad = try run(["query", "g.mdb", "RETURN 1", "--param", "x"], in: folder)
            #expect(bad.status == 2)
        }
    }
}
