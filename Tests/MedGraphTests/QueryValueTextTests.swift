import Foundation
import MedGraph
import Testing

@Suite struct QueryValueTextTests {
    private func texts(_ queries: String...) throws -> [String] {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-text-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        let database = try Database.open(path: path)
        var texts: [String] = []
        for query in queries { texts = try database.run(query).values.map { $0[0].description } }
        return texts
    }

    @Test func `names that are no plain words stand in backticks, so that a query can name them`()
        throws
    {
        #expect(
            try texts(
                "CREATE (:`My Label`:B {`p q`: 1, ключ: 2, `2nd`: 3})-[:`HAS ``x` {a: 1}]->()",
                "MATCH (n:B) RETURN n"
            ) == ["(:`My Label`:B {`2nd`: 3, `p q`: 1, ключ: 2})"])
        #expect(
            try texts(
                "CREATE ()-[:`HAS ``x` {a: 1}]->()", "MATCH ()-[r]->() RETURN r"
            ) == ["[:`HAS ``x` {a: 1}]"])
        #expect(try texts("RETURN {a_1: 1, `b-c`: 2, ``: 3}")[0].contains("`b-c`: 2"))
    }

    @Test func `values are written as the language reads them`() throws {
        #expect(
            try texts("UNWIND [1, 1.5, 'it\\'s', null, [true], {a: 'x'}] AS v RETURN v")
                == ["1", "1.5", "'it\\'s'", "null", "[true]", "{a: 'x'}"])
    }
}
