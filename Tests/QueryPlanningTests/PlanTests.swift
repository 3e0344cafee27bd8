import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax
import Testing

@testable import QueryPlanning

/// Plans as text, made without a database.
@Suite struct PlanTests {
    private static func plan(_ query: String) throws -> String {
        try lines(query).map { $0.branch + $0.text }.joined(separator: "\n")
    }

    private static func lines(_ query: String) throws -> [PlanLine] {
        var catalog = Catalog()
        var statistics = Statistics()
        let disease = catalog.labels.intern("Disease")
        let symptom = catalog.labels.intern("Symptom")
        let type = catalog.types.intern("HAS_SYMPTOM")
        let key = catalog.keys.intern("icd10")
        let index = IndexDefinition(
            id: IndexID(rawValue: 0), name: "code", label: disease, key: key, kind: .unique)
        catalog.insert(index)
        statistics.add(1000, to: .nodes(label: disease))
        statistics.add(20, to: .nodes(label: symptom))
        statistics.add(1020, to: .nodes(label: nil))
        statistics.add(1000, to: .distinctValues(index.id))
        for (start, end) in [(disease, symptom), (disease, nil), (nil, symptom), (nil, nil)] {
            statistics.add(3000, to: .relationships(start: start, type: type, end: end))
        }
        let statement = try Binder.bind(
            try QueryParser.parse(SourceText(query)), catalog: catalog)
        let plan = try Planner.plan(statement, catalog: catalog, statistics: statistics)
        return PlanPrinter.lines(of: plan, in: SourceText(query))
    }

    @Test func `a search begins where an index finds one node`() throws {
        let plan = try Self.plan(
            "MATCH (s:Symptom)<-[:HAS_SYMPTOM]-(d:Disease {icd10: 'G43'}) RETURN s")
        #expect(
            plan == """
                Project s
                Filter (s:Symptom)
                Expand (d)-[:HAS_SYMPTOM]->(s)
                Filter icd10: 'G43'
                NodeScan d by index Disease(icd10), equal
                """)
    }

    @Test func `plans inside a plan stand on branches`() throws {
        let joined = try Self.plan(
            "MATCH (d:Disease) OPTIONAL MATCH (d)-[:HAS_SYMPTOM]->(s) RETURN d, s ORDER BY s.name LIMIT 3"
        )
        #expect(
            joined == """
                Limit 3
                Top 3 by s.name
                Project d, s
                Optional
                ├ Expand (d)-[:HAS_SYMPTOM]->(s)
                NodeScan d by label Disease
                """)
        let united = try Self.plan(
            "MATCH (d:Disease) RETURN d.icd10 AS x UNION ALL UNWIND [1, 2] AS x RETURN x")
        #expect(
            united == """
                Union
                ├ Project x
                │ NodeScan d by label Disease
                └ Project x
                  Unwind [1, 2] AS x
                """)
    }

    @Test func `a plan for each row says what asks for it`() throws {
        let plan = try Self.plan(
            "MATCH (s:Symptom) WHERE NOT EXISTS { (s)<-[:HAS_SYMPTOM]-(:Disease) } RETURN s")
        #expect(
            plan == """
                Project s
                Filter NOT EXISTS { (s)<-[:HAS_SYMPTOM]-(:Disease) }
                NodeScan s by label Symptom
                For a row of its own: EXISTS { (s)<-[:HAS_SYMPTOM]-(:Disease) }
                └ Filter (:Disease)
                  Expand (s)<-[:HAS_SYMPTOM]-()
                """)
    }

    @Test func `steps say by what they order, group and draw`() throws {
        let plan = try Self.plan(
            "MATCH (d:Disease)-[r]->(s) WITH d, collect(DISTINCT s.name) AS names, r.w AS w "
                + "RETURN d, names SAMPLE 2 PER d WEIGHTED BY w SEED 7")
        #expect(plan.contains("Aggregate collect(DISTINCT s.name) by d, r.w"), "\(plan)")
        #expect(plan.contains("Sample 2 per d weighted by w seed 7"), "\(plan)")
    }

    @Test func `a node without a name is shown as in a pattern`() throws {
        #expect(
            try Self.plan("MATCH (:Symptom) RETURN 1 AS x").hasSuffix(
                "\nNodeScan () by label Symptom"))
    }

    @Test func `no more rows are expected than are asked for`() throws {
        let counts = try Self.lines(
            "MATCH (s:Symptom) RETURN s.name AS n ORDER BY n SKIP 4 LIMIT 3"
        )
        .map(\.expectedRowCount)
        #expect(counts == [3, 3, 7, 20, 20])
    }

    @Test func `a search begins at the rarer label`() throws {
        let plan = try Self.plan("MATCH (d:Disease)-[:HAS_SYMPTOM]->(s:Symptom) RETURN d, s")
        #expect(plan.hasSuffix("NodeScan s by label Symptom"))
    }

    @Test func `counts that the graph keeps are read, and others carried along`() throws {
        let kept = try Self.plan("MATCH (d:Disease)-[:HAS_SYMPTOM]->(s:Symptom) RETURN count(d)")
        #expect(kept.hasSuffix("StatisticsCount (:Disease)-[:HAS_SYMPTOM]->(:Symptom)"), "\(kept)")
        let carried = try Self.plan(
            "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s:Symptom) RETURN s, count(d)")
        #expect(
            carried.contains("CountedChain (s:Symptom)<-[:HAS_SYMPTOM]-(d:Disease)"), "\(carried)")
    }

    @Test func `relationships of different types need not be told apart`() throws {
        let apart = try Self.plan("MATCH (a)-[:HAS_SYMPTOM]->(b)<-[:TREATS]-(c) RETURN a")
        #expect(!apart.contains("no relationship twice"))
        let same = try Self.plan("MATCH (a)-[:HAS_SYMPTOM]->(b)<-[:HAS_SYMPTOM]-(c) RETURN a")
        #expect(same.contains("no relationship twice"))
    }

    @Test func `a plan says how the relationships of a pattern are kept apart`() throws {
        let proved = try Self.plan("MATCH (a)-[:HAS_SYMPTOM]->(b)<-[:TREATS]-(c) RETURN a")
        #expect(proved.contains(", other types than before"))
        let single = try Self.plan("MATCH (a)-[:HAS_SYMPTOM]->(b) RETURN a")
        #expect(!single.contains("other types") && !single.contains("twice"))
        // What a search finds stands beside the pattern.
        let search = try Self.plan(
            "MATCH (a)-[r:HAS_SYMPTOM]->(b), p = shortestPath((a)-[:HAS_SYMPTOM*]->(b)) RETURN p")
        #expect(!search.contains("other types") && !search.contains("twice"))
    }

    @Test(arguments: [
        ("(d:Disease)-[*1..3]->(s:Symptom {name: 'x'})", "s by label Symptom"),
        ("(s:Symptom)<-[*1..3]-(d:Disease {icd10: 'G43'})", "d by index Disease(icd10), equal"),
        ("(d:Disease {icd10: 'G43'})-[*1..3]->(s:Symptom)", "d by index Disease(icd10), equal"),
        ("(d:Disease)-[:HAS_SYMPTOM*]->(s:Symptom)", "s by label Symptom"),
        ("(a)-[:HAS_SYMPTOM*1..2]-(d:Disease {icd10: 'G43'})", "d by index Disease(icd10), equal"),
        ("(d:Disease)-[:HAS_SYMPTOM*2..4]-(e:Disease {icd10: 'G43'})", "e by index Disease(icd10)"),
    ])
    func `a walk begins at the end with fewer ways`(pattern: String, start: String) throws {
        for pattern in [pattern, "(x), \(pattern)"] {
            let plan = try Self.plan("MATCH \(pattern) RETURN count(*)")
            #expect(plan.contains("NodeScan \(start)"), "\(pattern)\n\(plan)")
        }
    }

    @Test(arguments: [
        "MATCH (d:Disease), (s:Symptom) WHERE d.name = s.name RETURN d, s",
        "MATCH (s:Symptom), (d:Disease) WHERE d.name = s.name RETURN d, s",
        "MATCH (d:Disease), (s:Symptom {name: d.name}) RETURN d, s",
    ])
    func `nodes that agree in a property are joined by a table of the fewer`(
        query: String
    ) throws {
        let plan = try Self.plan(query)
        #expect(plan.contains("HashJoin s by label Symptom on name"), "\(plan)")
        #expect(plan.contains("NodeScan d by label Disease"), "\(plan)")
    }

    @Test func `parts of a pattern that agree in a property are joined where they agree`() throws {
        let plan = try Self.plan(
            "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s:Symptom), (e:Disease)-[:TREATS]->(f) "
                + "WHERE s.name = f.name RETURN d, e")
        #expect(plan.contains("HashJoin "), "\(plan)")
    }

    @Test(arguments: ["'G43'", "$code", "'G40-G47'"])
    func `codes under a parent are found by an index`(parent: String) throws {
        let plan = try Self.plan(
            "MATCH (d:Disease) WHERE icd10.covers(\(parent), d.icd10) RETURN d")
        #expect(
            plan == """
                Project d
                Filter icd10.covers(\(parent), d.icd10)
                NodeScan d by index Disease(icd10), codes under a parent
                """)
    }

    @Test(arguments: [
        "MATCH (d:Disease)-[*1..3]-(b) RETURN count(DISTINCT b)",
        "MATCH (d:Disease)-[:HAS_SYMPTOM*]-(b) RETURN DISTINCT b.name",
        "MATCH (d:Disease)-[*0..2]-(b) WITH DISTINCT b RETURN count(*)",
    ])
    func `nodes that are wanted once are searched by levels`(query: String) throws {
        #expect(try Self.plan(query).contains("Reach"))
    }

    @Test(arguments: [
        "MATCH (d:Disease)-[*1..3]-(b) RETURN count(DISTINCT b)",
        "MATCH (d:Disease)-[*1..3]-(b) WHERE b.x > d.x RETURN count(DISTINCT b) AS n",
        "MATCH (d:Disease)-[*0..2]-(b) WITH DISTINCT b RETURN count(*)",
        "MATCH (d:Disease)-[*0..2]-(b) WITH DISTINCT b AS c RETURN count(c)",
        "MATCH (d:Disease)-[*1..3]-(b) RETURN d, count(DISTINCT b)",
        "UNWIND [1] AS x MATCH (d:Disease {icd10: 'G'})-[*1..3]-(b) WHERE b.y < x "
            + "RETURN d.x, x, count(DISTINCT b)",
    ])
    func `nodes that are only counted make no rows`(query: String) throws {
        #expect(try Self.plan(query).contains("ReachCount"))
    }

    @Test(arguments: [
        "MATCH (d:Disease)-[*1..3]-(b) RETURN b, count(DISTINCT b)",
        "MATCH (d:Disease)-[*1..3]-(b) RETURN b.x, count(DISTINCT b)",
        "MATCH (d:Disease)-[*1..3]-(b) RETURN d.x + b.x, count(DISTINCT b)",
        "MATCH (d:Disease)-[*1..3]-(b) WITH d AS e, b RETURN e.x, count(DISTINCT b)",
        "MATCH (d:Disease)-[*1..3]-(b) RETURN count(DISTINCT d)",
        "MATCH (d:Disease)-[*1..3]-(b) RETURN count(DISTINCT b), max(b.x)",
        "MATCH (d:Disease)-[*1..3]-(b) WITH DISTINCT d, b RETURN count(*)",
        "MATCH (d:Disease)-[*1..3]-(b) WITH DISTINCT b.x AS x RETURN count(x)",
    ])
    func `nodes of which more is asked make rows`(query: String) throws {
        #expect(!(try Self.plan(query).contains("ReachCount")))
    }

    @Test(arguments: [
        ("MATCH (d:Disease {icd10: 'G43'})-[*1..3]-(b) RETURN DISTINCT b", false),
        (
            "MATCH (d:Disease {icd10: 'G43'})-[*1..3]-(b) WHERE b.x > 1 RETURN DISTINCT d.x, b",
            false
        ),
        ("MATCH (d:Disease {icd10: 'G43'})-[*1..3]-(b) RETURN DISTINCT b.x", true),
        ("MATCH (d:Disease)-[*1..3]-(b) RETURN DISTINCT b", true),
        ("UNWIND [1, 2] AS x MATCH (d:Disease {icd10: 'G43'})-[*1..3]-(b) RETURN DISTINCT b", true),
    ])
    func `rows that cannot be equal are not compared`(query: String, isCompared: Bool) throws {
        let plan = try Self.plan(query)
        #expect(plan.contains("Reach") && plan.contains("Distinct") == isCompared)
    }

    @Test func `a walk begins where few nodes are, however short it is`() throws {
        for length in ["*1..1", "*1..2", "*1..3", "*1..6", "*"] {
            let walk = "-[:HAS_SYMPTOM\(length)]-"
            let left = try Self.plan("MATCH (d:Disease {icd10: 'G43'})\(walk)(b) RETURN b")
            let right = try Self.plan("MATCH (b)\(walk)(d:Disease {icd10: 'G43'}) RETURN b")
            #expect(left.hasSuffix("NodeScan d by index Disease(icd10), equal"), "\(left)")
            #expect(right.hasSuffix("NodeScan d by index Disease(icd10), equal"), "\(right)")
        }
    }

    @Test(arguments: [
        "MATCH (d:Disease)-[*1..3]-(b) RETURN count(b)",
        "MATCH (d:Disease)-[*2..3]-(b) RETURN count(DISTINCT b)",
        "MATCH (d:Disease)-[r*1..3]-(b) RETURN count(DISTINCT r)",
        "MATCH p = (d:Disease)-[*1..3]-(b) RETURN DISTINCT length(p)",
        "MATCH (d:Disease)-[*1..3]-(b)--(c) RETURN DISTINCT c",
        "MATCH (d:Disease)-[*1..3]-(b) WITH b LIMIT 5 RETURN DISTINCT b",
    ])
    func `walks are searched where they matter`(query: String) throws {
        #expect(!(try Self.plan(query).contains("Reach")))
    }

    @Test func `a query of very many steps is refused`() throws {
        let query = String(repeating: "MATCH () ", count: 3000) + "RETURN 1 AS x"
        #expect(throws: QueryError.self) { try Self.plan(query) }
    }
}
