import MedGraph
import TestSupport

/// A random graph with all that can make counts go wrong: loops, parallel relationships, nodes with
/// several labels or none, values that several nodes share, that are missing, or of several kinds.
struct ChainGraph {
    private var statements: [String] = []
    private let isWeighted: Bool
    private let hasIndex: Bool

    init(_ random: inout SplitMix64) {
        let count = 2 + random.below(9)
        isWeighted = random.isOne(in: 2)
        hasIndex = random.isOne(in: 2)
        let isPlain = random.isOne(in: 2)
        var nodes: [String] = []
        for index in 0..<count {
            var labels = random.pick([":A", ":B", ":A:B", ":C", ""])
            // Labels that statistics can prove.
            if isPlain { labels = index.isMultiple(of: 2) ? ":A" : ":B" }
            let value = random.pick(["1", "2", "2.0", "'a'", "null", "0.0 / 0.0", "null"])
            nodes.append(
                "(n\(index)\(labels) {v: \(index * 3), k: \(value), m: \(random.below(4))})")
        }
        statements.append("CREATE " + nodes.joined(separator: ", "))
        for _ in 0..<random.below(4 * count) {
            var (start, end) = (random.below(count), random.below(count))
            if isPlain, start.isMultiple(of: 2) == end.isMultiple(of: 2) { end = (end + 1) % count }
            if isPlain, !start.isMultiple(of: 2) { swap(&start, &end) }
            let type = random.pick(["T", "T", "U"])
            // Sums of these are exact in any order.
            let weight = random.pick(["0.5", "1.25", "2.0", "-0.75", isPlain ? "4.0" : "null"])
            let copies = random.isOne(in: 6) ? 2 : 1
            for _ in 0..<copies {
                statements.append(
                    """
                    MATCH (a {v: \(start * 3)}), (b {v: \(end * 3)}) \
                    CREATE (a)-[:\(type) {w: \(weight)}]->(b)
                    """)
            }
        }
        if random.isOne(in: 8) { statements.append("MATCH (a {v: 0})-[r]->() SET r.w = 3") }
        // Ids are not given again, so nodes do not stand in the order of their values.
        if random.isOne(in: 3) { statements.append("MATCH (a {v: 3}) SET a.v = 1000") }
    }

    func database() throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        if isWeighted {
            let loader = try database.beginLoad()
            try loader.declareWeight(type: "T", property: "w")
            _ = try loader.commit()
        }
        if hasIndex {
            _ = try database.run("CREATE CONSTRAINT FOR (n:A) REQUIRE n.v IS UNIQUE")
            _ = try database.run("CREATE CONSTRAINT FOR (n:B) REQUIRE n.v IS UNIQUE")
        }
        for statement in statements { _ = try database.run(statement) }
        return database
    }

    var script: String { statements.joined(separator: ";\n") }
}

/// A random query over walks whose rows are only counted.
struct ChainQuery {
    let text: String
    /// The same with a condition on a relationship that always holds, which no rule sees through.
    let escaped: String

    init(_ random: inout SplitMix64) {
        let stepCount = random.pick([1, 1, 2, 2, 2, 3])
        var pattern = Self.node(0, &random)
        for step in 1...stepCount {
            let inner = "[r\(step)\(random.pick(["", ":T", ":T", ":U", ":T|U"]))]"
            pattern += random.pick(["-\(inner)->", "<-\(inner)-", "-\(inner)-"])
            pattern += Self.node(step, &random)
        }
        let (start, end) = ("n0", "n\(stepCount)")
        var conditions: [String] = []
        for _ in 0..<random.below(3) {
            let node = "n\(random.below(stepCount + 1))"
            conditions.append(
                random.pick([
                    "\(node).m > 0", "\(node).m <> 2", "2 >= \(node).m", "\(node).k = 2",
                    "\(end).v > \(start).v", "\(start).v < \(end).v", "\(end).v <> \(start).v",
                    "\(node).k <> \(start).k", "\(end).m = \(start).m",
                    "\(node):A OR \(node).m = 1",
                    "\(start).v IN [0, 6, 9]", "\(start).v = 6", "\(node).m < $bound",
                ]))
        }
        let groups = random.pick([
            [], ["\(end)"], ["\(start)"], ["\(start)", "\(end)"], ["\(end).v"], ["\(start).v"],
            ["\(end).k"], ["\(start).k", "\(end)"], ["\(start).v", "\(end).v"], ["\(end).m + 1"],
            ["\(start).m + \(end).m"], ["1"],
        ])
        var aggregates = ["count(*) AS c"]
        for _ in 0..<random.below(3) {
            aggregates.append(
                random.pick([
                    "count(\(end))", "count(r1)", "count(DISTINCT \(end))", "sum(r1.w)",
                    "avg(r1.w)", "min(r1.w)", "max(r1.w)", "count(DISTINCT \(start))",
                ]))
        }
        var names: [String] = []
        let items = groups.enumerated().map { index, group in
            names.append("g\(index)")
            return "\(group) AS g\(index)"
        }
        let others = aggregates.dropFirst().enumerated().map { "\($1) AS x\($0)" }
        names += others.indices.map { "x\($0)" } + ["c"]
        let columns = (items + others + [aggregates[0]]).joined(separator: ", ")
        let least = random.below(4)
        let tail = random.pick([
            "RETURN \(columns)", "RETURN \(columns)",
            "WITH \(columns) WHERE c >= \(least) RETURN \(names.joined(separator: ", "))",
            "WITH \(columns) WHERE c > \(least) AND c < 9 RETURN count(*)",
            "WITH \(columns) RETURN count(*)",
            """
            RETURN \(columns) ORDER BY c \(random.pick(["DESC", "ASC"])), \
            \(names.dropLast().map { "\($0), " }.joined())c LIMIT \(random.below(4))
            """,
        ])
        func query(_ extra: [String]) -> String {
            let all = conditions + extra
            let filter = all.isEmpty ? "" : " WHERE " + all.joined(separator: " AND ")
            return "MATCH \(pattern)\(filter) \(tail)"
        }
        text = query([])
        escaped = query((1...stepCount).map { "id(r\($0)) >= 0" })
    }

    private static func node(_ index: Int, _ random: inout SplitMix64) -> String {
        "(n\(index)\(random.pick(["", "", ":A", ":B", ":A:B", ":Z"])))"
    }
}
