import MedGraph
import TestSupport
import Testing

/// Searches over many nodes against what their definition gives.
@Suite struct SearchTests {
    private static let typeTexts: [(text: String, types: Set<String>)] = [
        ("", ["T", "U", "V"]), (":T", ["T"]), (":U|V", ["U", "V"]), (":Missing", []),
    ]

    private static let bounds: [(text: String, lower: Int, upper: Int)] = [
        ("*", 1, .max), ("*1..1", 1, 1), ("*..2", 1, 2), ("*1..3", 1, 3), ("*0..4", 0, 4),
        ("*..6", 1, 6), ("*0..0", 0, 0),
    ]

    /// Sparse graphs, which break apart, and dense ones, which are asked from the bottom up.
    private static func graph(_ batch: Int, _ random: inout SplitMix64) -> SearchGraph {
        let nodeCount = 60 + random.below(200)
        let relationshipCount = nodeCount * [1, 1, 2, 6][batch % 4]
        return SearchGraph(
            nodeCount: nodeCount, relationshipCount: relationshipCount,
            hubDegree: batch == 3 ? 2_300 : 0, &random)
    }

    @Test(arguments: 0..<8)
    func `nodes that walks reach are those that are near enough`(batch: Int) throws {
        var random = SplitMix64(seed: UInt64(batch) &+ 0x5EA)
        let graph = Self.graph(batch, &random)
        let database = try graph.database()
        for _ in 0..<10 * RandomCases.factor {
            let (typeText, types) = random.pick(Self.typeTexts)
            let (boundText, lower, upper) = random.pick(Self.bounds)
            let direction = random.pick(SearchGraph.Direction.allCases)
            let start = random.below(random.isOne(in: 2) ? 12 : graph.nodeCount)
            let walk = direction.text("[\(typeText)\(boundText)]")
            let expected = graph.reached(from: start, direction, types, lower, upper)
            let rows = try database.run(
                "MATCH (a:N {v: \(start)})\(walk)(b) RETURN DISTINCT b.v AS v")
            #expect(
                Set(rows.compactMap { $0["v", as: Int.self] }) == expected
                    && rows.count == expected.count, "\(batch): \(start)\(walk)")
            let distinct = try database.run(
                "MATCH (a:N {v: \(start)})\(walk)(b) RETURN DISTINCT a, b, b.v AS v")
            #expect(Set(distinct.compactMap { $0["v", as: Int.self] }) == expected)
            #expect(distinct.count == expected.count)
            try checkCounts(expected, start, walk, database, &random)
            let target = random.below(graph.nodeCount)
            let isReached = try database.run(
                "MATCH (a:N {v: \(start)}), (b:N {v: \(target)}) WHERE EXISTS { (a)\(walk)(b) } RETURN 1"
            )
            #expect(isReached.count == (expected.contains(target) ? 1 : 0))
        }
    }

    private func checkCounts(
        _ expected: Set<Int>, _ start: Int, _ walk: String, _ database: Database,
        _ random: inout SplitMix64
    ) throws {
        let conditions: [(text: String, holds: (Int) -> Bool)] = [
            ("true", { _ in true }), ("b.v <> $v", { $0 != start }), ("$v < b.v", { $0 > start }),
            ("b.v = 7", { $0 == 7 }), ("b.w >= 20.0", { $0 % 3 == 0 && $0 >= 40 }),
            ("b.w <> 3", { $0 % 3 == 0 && $0 != 6 }), ("b.missing <> 1", { _ in false }),
            (
                "b.v <> a.v AND b.v % 2 = 0 AND b.v <= 50",
                { $0 != start && $0 % 2 == 0 && $0 <= 50 }
            ),
            ("b.v > null", { _ in false }), ("b.v <> 'x'", { _ in true }),
        ]
        for (text, holds) in conditions {
            let count = expected.filter(holds).count
            let pattern = "MATCH (a:N {v: $v})\(walk)(b) WHERE \(text)"
            let result = random.pick([
                "RETURN count(DISTINCT b) AS n", "WITH DISTINCT b RETURN count(*) AS n",
                "WITH DISTINCT b AS c RETURN count(c) AS n",
                // An aggregation beside it needs rows.
                "RETURN count(DISTINCT b) AS n, min(b.v) AS least",
            ])
            let found = try database.run(
                "\(pattern) \(result)", parameters: ["v": .integer(Int64(start))])
            #expect(found[0]["n", as: Int.self] == count, "\(start)\(walk) \(text) \(result)")
        }
    }

    @Test(arguments: 0..<4)
    func `nodes of several starts are counted once, with the conditions of each`(batch: Int) throws
    {
        var random = SplitMix64(seed: UInt64(batch) &+ 0x3A7)
        let graph = Self.graph(batch, &random)
        let database = try graph.database()
        for (text, lower, upper) in [("*1..2", 1, 2), ("*0..3", 0, 3)] {
            for direction in SearchGraph.Direction.allCases {
                var expected: Set<Int> = []
                var above: Set<Int> = []
                for start in 20..<26 {
                    let reached = graph.reached(
                        from: start, direction, ["T", "U", "V"], lower, upper)
                    expected.formUnion(reached)
                    above.formUnion(reached.filter { $0 > start })
                }
                let pattern =
                    "MATCH (a:N) WHERE a.v >= 20 AND a.v < 26 MATCH (a)\(direction.text("[\(text)]"))(b)"
                let all = try database.run("\(pattern) RETURN count(DISTINCT b) AS n")
                #expect(all[0]["n", as: Int.self] == expected.count)
                let some = try database.run(
                    "\(pattern) WHERE b.v > a.v RETURN count(DISTINCT b) AS n")
                #expect(some[0]["n", as: Int.self] == above.count)
            }
        }
        try checkGroups(graph, database)
        let none = try database.run("MATCH (a:N {v: -1})-[*]-(b) RETURN count(DISTINCT b) AS n")
        #expect(none[0]["n", as: Int.self] == 0)
    }

    /// Groups of one start and of several; one whose walks lead nowhere is none.
    private func checkGroups(_ graph: SearchGraph, _ database: Database) throws {
        for direction in SearchGraph.Direction.allCases {
            var byStart: [String] = []
            var byRest: [Int: Set<Int>] = [:]
            for start in 20..<32 {
                let reached = graph.reached(from: start, direction, ["T"], 1, 2)
                    .filter { $0 != start }
                if !reached.isEmpty { byStart.append("[\(start), \(reached.count)]") }
                byRest[start % 3 == 0 ? start / 6 : -1, default: []].formUnion(reached)
            }
            let pattern = """
                MATCH (a:N) WHERE a.v >= 20 AND a.v < 32 WITH a, CASE WHEN a.v % 3 = 0
                THEN a.v / 6 END AS rest MATCH (a)\(direction.text("[:T*1..2]"))(b) WHERE b.v <> a.v
                """
            let starts = try database.run("\(pattern) RETURN a.v AS v, count(DISTINCT b) AS n")
            #expect(starts.values.map(\.description).sorted() == byStart.sorted())
            let rests = try database.run("\(pattern) RETURN rest, count(DISTINCT b) AS n")
            let expected = byRest.filter { !$0.value.isEmpty }
                .map { "[\($0.key < 0 ? "null" : "\($0.key)"), \($0.value.count)]" }
            #expect(rests.values.map(\.description).sorted() == expected.sorted())
        }
    }

    @Test(arguments: 0..<8)
    func `shortest paths between nodes of larger graphs`(batch: Int) throws {
        var random = SplitMix64(seed: UInt64(batch) &+ 0xB0B)
        let graph = Self.graph(batch, &random)
        let database = try graph.database()
        for _ in 0..<20 * RandomCases.factor {
            let (typeText, types) = random.pick(Self.typeTexts)
            let direction = random.pick(SearchGraph.Direction.allCases)
            let start = random.below(graph.nodeCount)
            let end = random.below(graph.nodeCount)
            guard start != end else { continue }
            let upper = random.pick([1, 2, 3, 15])
            let step = direction.text("[\(typeText)*..\(upper)]")
            let ends = "MATCH (a:N {v: \(start)}), (b:N {v: \(end)})"
            var expected = graph.shortest(from: start, to: end, direction, types)
            if let length = expected?.length, length > upper { expected = nil }
            let query = """
                \(ends) MATCH p = shortestPath((a)\(step)(b))
                RETURN length(p) AS n, [n IN nodes(p) | n.v] AS nodes,
                    [r IN relationships(p) | id(r)] AS ids
                """
            let one = try database.run(query)
            #expect(one.map { $0["n", as: Int.self] } == (expected.map { [$0.length] } ?? []))
            #expect(try database.run(query).values.description == one.values.description)
            let all = try database.run(
                """
                \(ends) MATCH p = allShortestPaths((a)\(step)(b))
                RETURN length(p) AS n, [r IN relationships(p) | id(r)] AS ids,
                    startNode(head(relationships(p))) = a OR endNode(head(relationships(p))) = a AS begins
                """)
            #expect(all.count == expected?.count ?? 0, "\(batch): \(start)\(step)\(end)")
            #expect(Set(all.values.map { $0[1].description }).count == all.count)
            #expect(all.values.allSatisfy { $0[2].description == "true" })
            if let path = one.values.first?[2].description {
                #expect(all.values.contains { $0[1].description == path })
            }
        }
    }

    @Test func `a query that writes finds what one that reads finds`() throws {
        var random = SplitMix64(seed: 11)
        let graph = Self.graph(2, &random)
        let database = try graph.database()
        for start in 0..<12 {
            let expected = graph.reached(from: start, .either, ["T", "U", "V"], 1, 3).count
            let found = try database.run(
                """
                MATCH (a:N {v: \(start)})-[*1..3]-(b) WITH count(DISTINCT b) AS n
                CREATE (:Count {n: n}) RETURN n
                """)
            #expect(found[0]["n", as: Int.self] == expected)
        }
    }
}
