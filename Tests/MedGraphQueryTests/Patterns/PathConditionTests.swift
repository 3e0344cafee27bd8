import MedGraph
import Testing

/// Conditions on all of a path, which end the walks that break them.
///
/// ```
/// 1 → 2 → … → 12        the chain, all of it allowed
///  ↘   ↘       ↘
///   each joined to each other of 16 that are not allowed, and back to the chain
/// ```
@Suite struct PathConditionTests {
    private let graph: QueryGraph

    init() throws {
        graph = try QueryGraph(
            "UNWIND range(1, 12) AS x CREATE (:Node:Chain {number: x, allowed: true})",
            "UNWIND range(101, 116) AS x CREATE (:Node:Thicket {number: x, allowed: false})",
            "MATCH (a:Chain) MATCH (b:Chain) WHERE b.number = a.number + 1 "
                + "CREATE (a)-[:NEXT {weight: 1.0, kind: 'chain'}]->(b)",
            "MATCH (a:Node) MATCH (b:Thicket) WHERE a <> b "
                + "CREATE (a)-[:NEXT {weight: 0.1, kind: 'thicket'}]->(b)",
            "MATCH (a:Thicket) MATCH (b:Chain) "
                + "CREATE (a)-[:NEXT {weight: 0.1, kind: 'thicket'}]->(b)")
    }

    /// Walks through the thicket are too many to look at the condition only at their ends.
    @Test(arguments: [
        "all(n IN nodes(p) WHERE n.allowed)", "none(n IN nodes(p) WHERE NOT n.allowed)",
        "all(n IN nodes(p) WHERE n:Chain)", "all(n IN nodes(p) WHERE n.number < $bound)",
        "all(r IN relationships(p) WHERE r.weight > 0.5)",
        "none(r IN relationships(p) WHERE r.kind = 'thicket')",
        "all(n IN nodes(p) WHERE n.allowed) AND all(r IN relationships(p) WHERE r.weight > 0.5)",
        "all(n IN nodes(p) WHERE n.allowed) AND length(p) > 0 AND b.number > 1",
    ])
    func `a condition on all of a path ends the walks that break it`(condition: String) throws {
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*1..11]->(b) WHERE \(condition) RETURN count(*)",
                "MATCH p = (a:Chain {number: 1})-[*]->(b) WHERE \(condition) RETURN count(*)",
                "MATCH p = (b)<-[*]-(a:Chain {number: 1}) WHERE \(condition) RETURN count(p)",
                "MATCH (a:Chain {number: 1}) MATCH p = (a)-[*1..30]->(b) "
                    + "WHERE \(condition) RETURN count(DISTINCT b)",
            ], 11)
        // The same walks from their ends.
        try expect(
            ["MATCH p = (a:Chain)-[*]->(b:Chain {number: 12}) WHERE \(condition) RETURN count(*)"],
            11)
    }

    @Test func `the condition on the nodes of a path is asked of its ends too`() throws {
        try expect(
            [
                "MATCH p = (a:Thicket {number: 101})-[*0..20]->(b) "
                    + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)",
                "MATCH p = (a:Chain {number: 1})-[*0..20]->(b:Thicket) "
                    + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)",
            ], 0)
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*0..20]->(b) "
                    + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)"
            ], 12)
    }

    @Test func `properties in the pattern end the walks that lack them`() throws {
        try expect(
            [
                "MATCH (a:Chain {number: 1})-[* {kind: 'chain'}]->(b) RETURN count(*)",
                "MATCH (a:Chain {number: 1})-[r* {kind: 'chain'}]->(b) RETURN count(r)",
                "MATCH (a:Chain {number: 1})-[r*]->(b) "
                    + "WHERE all(x IN r WHERE x.kind = 'chain') RETURN count(r)",
            ], 11)
    }

    @Test func `a null of the condition ends the walk as false does`() throws {
        try graph.run("MATCH (n:Thicket) REMOVE n.allowed")
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*]->(b) "
                    + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)"
            ], 11)
    }

    @Test func `the profile shows that only walks that keep the condition came out`() throws {
        let query =
            "PROFILE MATCH p = (a:Chain {number: 1})-[*]->(b) "
            + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)"
        var options = RunOptions()
        options.timeoutMilliseconds = 5_000
        let lines = try graph.run(query, options: options).values.compactMap { String($0[0]) }
        let step = try #require(lines.first { $0.contains("VariableExpand") })
        let column = try #require(step.firstMatch(of: /([\d,]+) +[\d,]+ µs/))
        let rows = try #require(Int(column.1.filter { $0 != "," }))
        // Walks along a part of the chain, with any node before it and any behind it: the ends may
        // be looked at behind the step. All walks would be more than 10¹².
        #expect(rows <= 28 * 78 * 28)
    }

    /// A condition may ask for what the walk does not give until its end.
    @Test func `conditions that compare the elements of a path with its end hold`() throws {
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*1..3]->(b:Chain) "
                    + "WHERE all(n IN nodes(p) WHERE n.number <= b.number) RETURN count(*)",
                "MATCH p = (a:Chain {number: 1})-[*1..3]->(b:Chain) "
                    + "WHERE all(n IN nodes(p) WHERE n.number <= length(p) + 1) RETURN count(*)",
                "MATCH p = (a:Chain {number: 1})-[*1..3]->(b:Chain) "
                    + "WHERE all(n IN nodes(p) WHERE n IN [a, b] OR n.allowed) RETURN count(*)",
            ], 3)
    }

    @Test func `a condition that differs each time is asked of whole paths`() throws {
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*1..2]->(b) "
                    + "WHERE all(n IN nodes(p) WHERE rand() >= 0) RETURN count(*)"
            ], 2 + 16 + 16 * 15 + 16 * 12 + 16)
    }

    @Test func `a condition on one of two walks leaves the other alone`() throws {
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*1..2]->(b:Chain {number: 3}), "
                    + "q = (b)-[*2]->(c:Chain {number: 5}) "
                    + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)"
            ], 1 + 16)
        try expect(
            [
                "MATCH p = (a:Chain {number: 1})-[*1..2]->(b)-[*1..2]->(c:Chain {number: 5}) "
                    + "WHERE all(n IN nodes(p) WHERE n.allowed) RETURN count(*)"
            ], 1)
    }

    /// Conditions that no walk can be ended by early still hold.
    @Test func `other conditions on a path are asked of the whole path`() throws {
        let walks = "MATCH p = (a:Chain {number: 1})-[*1..2]->(b) WHERE "
        // 1 → 2 → 3 and 1 → 2; through the thicket: 16 + 16 · 15 + 16 · 12, and 16 over 2.
        let all = 2 + 16 + 16 * 15 + 16 * 12 + 16
        for (condition, count) in [
            ("any(n IN nodes(p) WHERE n.allowed)", all),
            ("any(n IN nodes(p) WHERE NOT n.allowed)", all - 2),
            ("single(n IN nodes(p) WHERE NOT n.allowed)", 16 + 16 + 16 * 12),
            ("NOT all(n IN nodes(p) WHERE n.allowed)", all - 2),
            ("all(n IN nodes(p) WHERE n.allowed) OR length(p) = 1", 2 + 16),
            ("all(n IN tail(nodes(p)) WHERE NOT n.allowed)", 16 + 16 * 15),
        ] {
            try expect([walks + condition + " RETURN count(*)"], count)
        }
    }

    private func expect(_ queries: [String], _ count: Int) throws {
        var options = RunOptions()
        options.timeoutMilliseconds = 5_000
        for query in queries {
            let rows = try graph.run(query, ["bound": 100], options: options)
            #expect(rows.values.first.flatMap { Int($0[0]) } == count, "\(query)")
        }
    }
}
