import ConfigurationFiles
import Diagnostics
import GraphTestSupport
import Testing

@Suite struct QueryTextTests {
    private func query(_ yaml: String) throws -> QueryText {
        try YAMLFields(parsing: yaml, "the pack", known: ["q"], file: "p.yaml").requiredQuery("q")
    }

    @Test func `parameters are named once, in their order`() throws {
        #expect(try query("q: 'RETURN $b + $a + $b'").parameters == ["b", "a"])
        #expect(
            try query(#"q: "RETURN '$x \\' $y', `$z`, 1 /* $u */ + $a // $v""#).parameters == ["a"])
        #expect(try query("q: |\n  RETURN 1 // $x\n  + $имя").parameters == ["имя"])
    }

    @Test(arguments: [
        ("q: RETURN 1 + x", 1), ("\nq: 'RETURN x'", 2), ("q: |\n  RETURN x", 2),
        ("q: >\n  RETURN\n  x", 2), ("q: |\n  MATCH (n)\n  RETURN x", 3),
    ])
    func `a mistake is told at its line of the file`(yaml: String, line: Int) throws {
        let database = try ImportedGraph.empty()
        let query = try query(yaml)
        let error = try #require(throws: InputError.self) {
            try query.run(on: database, [:], "the query fails")
        }
        #expect(error.message.hasPrefix("the query fails: "))
        #expect(error.message.contains("`x`"))
        #expect(error.place == FilePlace(file: "p.yaml", line: line))
    }
}
