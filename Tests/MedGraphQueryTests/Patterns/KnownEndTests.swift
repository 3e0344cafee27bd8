import MedGraph
import TestSupport
import Testing

/// Relationships between two nodes that are both known are looked up, not scanned for: they must
/// be those that scanning finds.
@Suite struct KnownEndTests {
    private static let patterns = [
        "(a:N {id: $a})-[r:T]->(b:N {id: $b})", "(a:N {id: $a})<-[r:T]-(b:N {id: $b})",
        "(a:N {id: $a})-[r:T]-(b:N {id: $b})", "(a:N {id: $a})-[r]-(b:N {id: $b})",
        "(a:N {id: $a})-[r:U|T]->(b:N {id: $b})", "(a:N {id: $a})-[r]->(b:N {id: $b})",
        "(a:N {id: $a})-[r:Missing]-(b:N {id: $b})",
    ]

    /// The same pattern, for which no index finds the end.
    private static func scanning(_ pattern: String) -> String {
        let open = pattern.replacing("(b:N {id: $b})", with: "(b:N)")
        return "MATCH \(open) WHERE b.id + 0 = $b RETURN id(r), type(r), r.x"
    }

    private static func check(
        _ graph: QueryGraph, _ a: Int, _ b: Int, _ patterns: some Sequence<String> = patterns
    ) throws {
        let parameters: [String: QueryValue] = ["a": .integer(Int64(a)), "b": .integer(Int64(b))]
        for pattern in patterns {
            let known = "MATCH \(pattern) RETURN id(r), type(r), r.x"
            #expect(
                try graph.bag(known, parameters) == graph.bag(scanning(pattern), parameters),
                "\(pattern) from \(a) to \(b)")
        }
    }

    @Test func `random graphs with loops and parallel relationships`() throws {
        for seed in 0..<UInt64(2) {
            var numbers = SplitMix64(seed: seed)
            let graph = try QueryGraph(
                "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
                "UNWIND range(0, 4) AS i CREATE (:N {id: i})")
            for index in 0..<40 {
                let type = numbers.isOne(in: 3) ? "U" : "T"
                try graph.run(
                    "MATCH (a:N {id: $a}), (b:N {id: $b}) CREATE (a)-[:\(type) {x: $x}]->(b)",
                    [
                        "a": .integer(Int64(numbers.below(5))),
                        "b": .integer(Int64(numbers.below(5))), "x": .integer(Int64(index)),
                    ])
            }
            for a in 0..<5 { for b in 0..<5 { try Self.check(graph, a, b) } }
        }
    }

    /// A node with so many relationships that they stand in chunks, some to one node in several.
    @Test func `a hub with more parallel relationships than a chunk holds`() throws {
        let graph = try QueryGraph()
        try Self.loadHub(graph)
        for (a, b) in [(0, 1), (0, 1_500), (1_500, 0), (0, 1_501), (0, 0), (2_000, 0)] {
            try Self.check(graph, a, b, ["(a:N {id: $a})-[r:T]-(b:N {id: $b})"])
        }
        let count = "MATCH (:N {id: 0})-[r:T]->(:N {id: 1500}) RETURN count(r)"
        #expect(try graph.number(count) == 2_501)
    }

    /// Node 0 leads to each of 2,199 others once, to node 1,500 another 2,500 times, and to itself;
    /// node 2,000 leads to it.
    private static func loadHub(_ graph: QueryGraph) throws {
        let nodes = Array(Int64(0)..<2_200)
        var starts = Array(repeating: Int64(0), count: 4_700)
        var ends = nodes + Array(repeating: 1_500, count: 2_500)
        starts.append(2_000)
        ends.append(0)
        func lines(_ count: Int) -> [UInt32] { (0..<count).map { UInt32($0 + 1) } }
        func endpoint(_ keys: [Int64]) -> RelationshipBatch.Endpoint {
            RelationshipBatch.Endpoint(label: "N", keyProperty: "id", keys: .integers(keys))
        }
        let load = try graph.database.beginLoad()
        let origin = LoadOrigin(name: "hub")
        try load.add(
            NodeBatch(
                label: "N", keyProperty: "id", keys: .integers(nodes), properties: [],
                lines: lines(nodes.count)), from: origin)
        try load.add(
            RelationshipBatch(
                type: "T", source: Source(name: "", version: "", license: ""),
                start: endpoint(starts), end: endpoint(ends), identityProperties: ["x"],
                properties: [
                    PropertyColumn(key: "x", cells: .integers(ends.indices.map { Int64($0) }))
                ], lines: lines(ends.count)), from: origin)
        _ = try load.commit()
    }

    /// From the second row on the end is known from the row before.
    @Test func `one end that many rows ask for`() throws {
        var numbers = SplitMix64(seed: 17)
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
            "UNWIND range(0, 9) AS i CREATE (:N {id: i})")
        for index in 0..<120 {
            let type = numbers.isOne(in: 3) ? "U" : "T"
            try graph.run(
                "MATCH (a:N {id: $a}), (b:N {id: $b}) CREATE (a)-[:\(type) {x: $x}]->(b)",
                [
                    "a": .integer(Int64(numbers.below(10))),
                    "b": .integer(Int64(numbers.below(10))), "x": .integer(Int64(index)),
                ])
        }
        for pattern in Self.patterns {
            let open = pattern.replacing("(a:N {id: $a})", with: "(a)")
            let known = "MATCH (a:N) MATCH \(open) RETURN a.id, id(r), type(r), r.x"
            let scanning =
                "MATCH (a:N) MATCH \(open.replacing("(b:N {id: $b})", with: "(b:N)")) "
                + "WHERE b.id + 0 = $b RETURN a.id, id(r), type(r), r.x"
            for b in 0..<10 {
                let parameters: [String: QueryValue] = ["b": .integer(Int64(b))]
                #expect(
                    try graph.bag(known, parameters) == graph.bag(scanning, parameters),
                    "\(pattern) to \(b)")
            }
        }
    }

    @Test func `a relationship is not met twice when both ends are known`() throws {
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
            "CREATE (a:N {id: 1})-[:T]->(b:N {id: 2}), (a)-[:T]->(b)")
        let pairs = "MATCH (a:N {id: 1})-[r:T]->(b:N {id: 2})<-[s:T]-(a) RETURN id(r) < id(s)"
        #expect(try graph.bag(pairs) == ["[false]", "[true]"])
    }

    @Test func `a transaction looks up what it has just written`() throws {
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
            "CREATE (:N {id: 1}), (:N {id: 2})")
        let query = """
            MATCH (a:N {id: 1}), (b:N {id: 2}) CREATE (a)-[:T]->(b), (a)-[:T]->(b) \
            WITH a, b MATCH (a)-[r:T]->(b) WITH a, b, r DELETE r \
            WITH a, b MATCH (a)-[s]-(b) RETURN count(s)
            """
        #expect(try graph.number(query) == 0)
    }

    @Test func `an index finds no node for what equals nothing`() throws {
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
            "CREATE (:N {id: 0.0 / 0.0})-[:T]->(:N {id: 1})")
        let query = "MATCH (a:N {id: $id})-[:T]-(b:N {id: 1}) RETURN count(*)"
        #expect(try graph.run(query, ["id": .float(.nan)]).values.first.map { Int($0[0]) } == 0)
        #expect(try graph.run(query, ["id": .null]).values.first.map { Int($0[0]) } == 0)
        #expect(try graph.run(query, ["id": .list([1])]).values.first.map { Int($0[0]) } == 0)
        #expect(try graph.bag("MATCH (b:N {id: 1.0}) RETURN b.id") == ["[1]"])
    }
}
