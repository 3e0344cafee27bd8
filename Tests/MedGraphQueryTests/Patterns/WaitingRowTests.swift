import MedGraph
import Testing

/// Rows that wait in a sort, a draw or a group keep all that is read behind it, however indirectly.
@Suite struct WaitingRowTests {
    private static func graph() throws -> QueryGraph {
        try QueryGraph(
            "CREATE (a:N {x: 1})-[:T {w: 10}]->(b:N {x: 2})-[:T {w: 20}]->(c:N {x: 3}), "
                + "(a)-[:T {w: 30}]->(c), (:M {y: 2}), (:M {y: 3})")
    }

    @Test(arguments: [
        // What a pattern behind starts at, and what it must not meet again.
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, b, r ORDER BY r.w LIMIT 2 "
                + "MATCH (a)-[s:T]->(c) WHERE s <> r RETURN a.x, b.x, c.x, r.w, s.w",
            ["[1, 2, 3, 10, 30]"]
        ),
        // What only an optional part reads.
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, r, b ORDER BY r.w DESC "
                + "OPTIONAL MATCH (m:M) WHERE m.y = b.x AND a.x < r.w RETURN m.y",
            ["[2]", "[3]", "[3]"]
        ),
        // What only a subplan reads.
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, b, r ORDER BY r.w SKIP 1 "
                + "RETURN EXISTS { (b)-[:T]->() }, COUNT { (a)-[:T]->() }, [(a)-->(z) | z.x + b.x]",
            ["[false, 1, [6]]", "[false, 2, [5, 6]]"]
        ),
        // What only a comprehension or a path reads.
        (
            "MATCH p = (a:N)-[r:T]->(b) WITH p, a, b, 5 AS k ORDER BY a.x, b.x LIMIT 1 "
                + "RETURN [x IN [1, 2] | x + k + a.x], length(p), [n IN nodes(p) | n.x]",
            ["[[7, 8], 1, [1, 2]]"]
        ),
        // Groups by an entity, of which properties are asked behind.
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, count(*) AS c, max(r.w) AS w WITH a, c, w "
                + "ORDER BY c DESC, w OPTIONAL MATCH (a)<-[s:T]-() RETURN a.x, c, w, s.w",
            ["[1, 2, 30, null]", "[2, 1, 20, 10]"]
        ),
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, collect(b) AS bs UNWIND bs AS b "
                + "MATCH (b) WHERE b.x > a.x RETURN a.x, b.x, size(bs)",
            ["[1, 2, 2]", "[1, 3, 2]", "[2, 3, 1]"]
        ),
        // What is written behind.
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, b, r ORDER BY r.w LIMIT 1 "
                + "CREATE (a)-[s:S {w: r.w}]->(b) RETURN a.x, b.x, s.w",
            ["[1, 2, 10]"]
        ),
        // Draws of all rows.
        (
            "MATCH (a:N)-[r:T]->(b) WITH a, r, b SAMPLE 10 WEIGHTED BY r.w SEED 1 "
                + "MATCH (a)-[s]->(b) RETURN a.x, b.x, s.w",
            ["[1, 2, 10]", "[1, 3, 30]", "[2, 3, 20]"]
        ),
        (
            "MATCH (a:N)-[r:T]->(b) RETURN a.x, b.x SAMPLE 10 PER a WEIGHTED BY r.w SEED 1",
            ["[1, 2]", "[1, 3]", "[2, 3]"]
        ),
    ])
    func `a query gives its rows`(query: String, bag: [String]) throws {
        let graph = try Self.graph()
        #expect(try graph.bag(query) == bag, "\(query)")
    }

    @Test func `seeds that nobody named differ from run to run`() throws {
        let graph = try Self.graph()
        let seeds = try (0..<50).map { _ in
            try graph.run("MATCH (n:N) RETURN n.x SAMPLE 1").summary.seed
        }
        #expect(Set(seeds).count == 50)
        #expect(seeds.allSatisfy { $0 ?? -1 >= 0 })
    }
}
