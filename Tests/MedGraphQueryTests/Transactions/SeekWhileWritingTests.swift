import MedGraph
import Testing

/// Look-ups in an index by a query that writes.
@Suite struct SeekWhileWritingTests {
    private static func graph() throws -> QueryGraph {
        try QueryGraph(
            "CREATE INDEX FOR (n:N) ON (n.id)",
            "UNWIND range(1, 5) AS id CREATE (:N {id: id, name: 'n' + toString(id)})",
            "CREATE (:N {id: 'text'}), (:N {id: true}), (:N {id: [1, 2]}), (:N {id: 0.0 / 0.0})")
    }

    private static let ids: QueryValue = .list([
        1, 2.0, 2.5, "text", true, .null, .list([1, 2]), .list([1, .null]), .float(.nan), "Text",
        9,
    ])

    /// By a property of a map, by a variable and by a parameter, where nothing is asked for twice.
    @Test(arguments: [
        "UNWIND $ids AS id WITH {id: id} AS row MATCH (a:N {id: row.id})",
        "UNWIND $ids AS id MATCH (a:N) WHERE a.id = id",
        "UNWIND $ids AS id MATCH (a:N) WHERE id = a.id",
    ])
    func `a query that writes finds what one that reads finds`(pattern: String) throws {
        let graph = try Self.graph()
        let parameters = ["ids": Self.ids]
        let read = try graph.bag(pattern + " RETURN a.id", parameters)
        #expect(read == ["['text']", "[1]", "[2]", "[[1, 2]]", "[true]"])
        let written = try graph.bag(
            pattern + " CREATE (a)-[:SEEN]->(:Mark) RETURN a.id", parameters)
        #expect(written == read)
        #expect(try graph.number("MATCH (:N)-[:SEEN]->(:Mark) RETURN count(*)") == read.count)
        #expect(try graph.check().violations.isEmpty)
    }

    @Test func `what the query has made and changed is found as it is`() throws {
        let graph = try Self.graph()
        let found = try graph.bag(
            """
            MATCH (n:N {id: 1}) SET n.id = 10 CREATE (:N {id: 11, name: 'new'})
            WITH count(*) AS one UNWIND [{id: 1}, {id: 10}, {id: 11}] AS row
            MATCH (m:N {id: row.id}) RETURN row.id, m.name
            """)
        #expect(found == ["[10, 'n1']", "[11, 'new']"])
    }

    @Test func `what the query has deleted is not found`() throws {
        let graph = try Self.graph()
        let found = try graph.bag(
            """
            MATCH (n:N {id: 1}) DELETE n
            WITH count(*) AS one UNWIND [{id: 1}, {id: 2}] AS row
            MATCH (m:N {id: row.id}) RETURN m.name
            """)
        #expect(found == ["['n2']"])
    }

    @Test func `a row that is no map is told as by a query that reads`() throws {
        let graph = try Self.graph()
        let pattern = "UNWIND [{id: 1}, 7] AS row MATCH (a:N {id: row.id})"
        let read = try graph.problem(pattern + " RETURN a.id")
        let written = try graph.problem(pattern + " CREATE (a)-[:SEEN]->(a)")
        #expect(read != nil)
        #expect(read?.code == written?.code)
        #expect(try graph.number("MATCH ()-[s:SEEN]->() RETURN count(s)") == 0)
    }

    /// Rows that wait for the changes keep all that is read by them and behind them.
    @Test(arguments: [
        (
            "UNWIND [3, 1, 2] AS i CREATE (a:A {i: i})-[r:R {w: i * 2}]->(b:B {i: i + 10}) "
                + "RETURN a.i, r.w, b.i, i",
            ["[1, 2, 11, 1]", "[2, 4, 12, 2]", "[3, 6, 13, 3]"]
        ),
        (
            "UNWIND [1, 2] AS i CREATE p = (:A {i: i})-[:R]->(:B {i: -i}) "
                + "RETURN [n IN nodes(p) | n.i], length(p)",
            ["[[1, -1], 1]", "[[2, -2], 1]"]
        ),
        (
            "UNWIND [{k: 1, t: 'x'}, {k: 2, t: 'y'}] AS row MATCH (n:N {id: row.k}) "
                + "CREATE (n)-[r:R]->(m:M) SET m.t = row.t, r.k = row.k WITH m, n, r "
                + "CREATE (m)-[:BACK {k: r.k}]->(n) RETURN n.id, m.t, r.k",
            ["[1, 'x', 1]", "[2, 'y', 2]"]
        ),
        (
            "UNWIND [1, 1, 2] AS i MERGE (m:M {i: i}) ON CREATE SET m.n = 1 "
                + "ON MATCH SET m.n = m.n + 1 WITH m, i CREATE (m)-[:R {i: i}]->(:X) "
                + "RETURN m.i, m.n, i",
            ["[1, 2, 1]", "[1, 2, 1]", "[2, 1, 2]"]
        ),
        (
            "MATCH (n:N) WHERE n.id < 3 WITH n, n.name AS name FOREACH (k IN [1, 2] | "
                + "CREATE (n)-[:R {k: k}]->(:M {name: name + toString(k)})) WITH n, name "
                + "MATCH (n)-[:R]->(m) RETURN name, m.name",
            ["['n1', 'n11']", "['n1', 'n12']", "['n2', 'n21']", "['n2', 'n22']"]
        ),
        (
            "MATCH (n:N) WHERE n.id < 3 WITH n.name AS name, n DETACH DELETE n "
                + "CREATE (:Gone {name: name}) RETURN name",
            ["['n1']", "['n2']"]
        ),
        (
            "MATCH (n:N) WHERE n.id < 4 WITH n ORDER BY n.id DESC REMOVE n.name "
                + "CREATE (n)-[:NEXT]->(n) WITH n SKIP 1 RETURN n.id, n.name, EXISTS { (n)-->(n) }",
            ["[1, null, true]", "[2, null, true]"]
        ),
    ])
    func `rows keep what is read behind a change`(query: String, expected: [String]) throws {
        let graph = try Self.graph()
        #expect(try graph.bag(query) == expected)
        #expect(try graph.check().violations.isEmpty)
    }
}
