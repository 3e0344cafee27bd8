import MedGraph
import TestSupport
import Testing

/// A query is one transaction: all that it changes is kept, or nothing.
@Suite struct AtomicityTests {
    private func graph() throws -> QueryGraph {
        try QueryGraph(
            "CREATE CONSTRAINT disease_code FOR (d:Disease) REQUIRE d.code IS UNIQUE",
            "CREATE INDEX symptom_name FOR (s:Symptom) ON (s.name)",
            "UNWIND ['G43', 'I10', 'J45'] AS code CREATE (:Disease {code: code, rank: 1})",
            "UNWIND range(1, 5) AS x CREATE (:Symptom {name: 's' + toString(x), number: x})",
            "MATCH (d:Disease) MATCH (s:Symptom) WHERE s.number < 4 "
                + "CREATE (d)-[:HAS {weight: s.number}]->(s)")
    }

    @Test(arguments: [
        "UNWIND [1, 2, 0] AS x CREATE (n:New {value: 1}) SET n.value = 1 / x",
        "UNWIND [1, 2, 0] AS x CREATE (:Symptom {name: 'new'})-[:NEW {value: 1 / x}]->(:New)",
        "UNWIND range(1, 500) AS x CREATE (:New {value: x}) WITH count(*) AS n RETURN 1 / (n - 500)",
        "MATCH (s:Symptom) DETACH DELETE s WITH count(*) AS n RETURN n / 0",
        "MATCH (s:Symptom) WITH s ORDER BY s.number DESC DELETE s",
        "MATCH ()-[r:HAS]->() DELETE r WITH count(*) AS n RETURN n / 0",
        "MATCH (s:Symptom) SET s.name = 'other', s:Other REMOVE s.number "
            + "WITH count(*) AS n RETURN n / 0",
        "MATCH (s:Symptom) WITH s ORDER BY s.number SET s.inverse = 10 / (3 - s.number)",
        "MATCH ()-[r:HAS]->() SET r.weight = 1 / (r.weight - 3)",
        "MATCH (s:Symptom) SET s.name = {a: 1}",
        "MATCH (d:Disease) REMOVE d:Disease, d.code WITH count(*) AS n RETURN n / 0",
        "UNWIND ['a', 'b', null] AS name MERGE (:Symptom {name: name})",
        "UNWIND [1, 2, 0] AS x MERGE (n:New {value: x}) ON CREATE SET n.inverse = 1 / x",
        "FOREACH (x IN [1, 2, 0] | CREATE (:New {value: 1 / x}))",
        "CREATE (:New) RETURN toInteger('1') / 0",
        "CREATE (n:New) WITH n UNWIND [1, 0] AS x RETURN 1 / x AS y ORDER BY y",
        "UNWIND [1, 2, 3] AS x CREATE (:New) WITH x RETURN x SAMPLE 1 WEIGHTED BY x - 2",
    ])
    func `a query that fails in the middle of writing leaves nothing behind`(
        query: String
    ) throws {
        let graph = try graph()
        let hash = try graph.database.contentHash()
        let information = try graph.database.information()
        #expect(try graph.problem(query)?.type != nil)
        try expectUnchanged(graph, hash, information)
    }

    @Test(arguments: [
        "UNWIND ['a', 'b', 'G43'] AS code CREATE (:Disease {code: code})",
        "UNWIND ['a', 'b', 'a'] AS code CREATE (:Disease {code: code})",
        "MATCH (d:Disease) SET d.code = 'same'",
        "MATCH (s:Symptom) WITH s ORDER BY s.number SET s:Disease, s.code = s.number / 3",
        "UNWIND ['a', 'b', 'I10'] AS code MERGE (d:Disease {code: code, rank: 2})",
        "MATCH (s:Symptom) DETACH DELETE s WITH count(*) AS n CREATE (:Disease {code: 'J45'})",
    ])
    func `a query that would break a constraint leaves nothing behind`(query: String) throws {
        let graph = try graph()
        let hash = try graph.database.contentHash()
        let information = try graph.database.information()
        do {
            try graph.run(query)
            Issue.record("the constraint did not hold")
        } catch MedGraphError.duplicateValue(let label, let property, _, _) {
            #expect(label == "Disease" && property == "code")
        }
        try expectUnchanged(graph, hash, information)
    }

    @Test func `a query that reaches a limit leaves nothing behind`() throws {
        let graph = try graph()
        let hash = try graph.database.contentHash()
        let information = try graph.database.information()
        var options = RunOptions()
        options.rowCountMax = 2
        options.valueCountMax = 1_000
        for query in [
            "UNWIND [1, 2, 3] AS x CREATE (n:New {value: x}) RETURN n",
            "UNWIND range(1, 900) AS x CREATE (n:New {value: x}) WITH n, x ORDER BY x RETURN 1 AS y",
        ] {
            #expect(try graph.problem(query, options: options)?.type == "LimitExceeded")
        }
        try expectUnchanged(graph, hash, information)
    }

    @Test func `a constraint that the graph breaks is not made`() throws {
        let graph = try graph()
        let hash = try graph.database.contentHash()
        let information = try graph.database.information()
        #expect(throws: MedGraphError.self) {
            try graph.run(
                "CREATE CONSTRAINT disease_rank FOR (d:Disease) REQUIRE d.rank IS UNIQUE")
        }
        try expectUnchanged(graph, hash, information)
    }

    private func expectUnchanged(
        _ graph: QueryGraph, _ hash: String, _ information: Information
    ) throws {
        #expect(try graph.database.contentHash() == hash)
        let now = try graph.database.information()
        #expect(now.nodeCount == information.nodeCount)
        #expect(now.relationshipCount == information.relationshipCount)
        #expect(try graph.number("MATCH (n:New) RETURN count(n)") == 0)
        #expect(try graph.number("MATCH (s:Symptom {name: 's4'}) RETURN count(s)") == 1)
        #expect(try graph.number("MATCH (d:Disease {code: 'I10'}) RETURN count(d)") == 1)
        #expect(try graph.number("MATCH (:Disease)-[r:HAS]->() RETURN count(r)") == 9)
        // The next writer is not held up, and its work is kept.
        #expect(try graph.run("CREATE (:Next) CREATE (:Next)").summary.changes.nodesCreated == 2)
        #expect(try graph.number("MATCH (n:Next) RETURN count(n)") == 2)
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }
}
