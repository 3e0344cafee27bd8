import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax
import Testing

@testable import QueryPlanning

extension Substring {
    fileprivate func trimmingSuffix() -> Substring {
        var rest = self
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}

/// Plans as text, made without a database.
@Suite struct PlanTests {
    private static func plan(_ query: String) throws -> String {
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
        return PlanPrinter.text(of: plan, in: SourceText(query)).split(separator: "\n")
            .map { $0.split(separator: " (about")[0].trimmingSuffix() }.joined(separator: "\n")
    }

    @Test func `a search begins where an index finds one node`() throws {
        let plan = try Self.plan(
            "MATCH (s:Symptom)<-[:HAS_SYMPTOM]-(d:Disease {icd10: 'G43'}) RETURN s")
        #expect(
            plan == """
                Project s
                Filter (s:Symptom)
                Expand (d)-[:HAS_SYMPTOM]->(s)
                Filter (d:Disease {icd10: 'G43'}), icd10: 'G43'
                NodeScan d by index Disease(icd10), equal
                """)
    }

    @Test func `a search begins at the rarer label`() throws {
        let plan = try Self.plan("MATCH (d:Disease)-[:HAS_SYMPTOM]->(s:Symptom) RETURN d, s")
        #expect(plan.hasSuffix("NodeScan s by label Symptom"))
        let counted = try Self.plan(
            "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s:Symptom) RETURN count(d)")
        #expect(
            counted.hasSuffix(
                "CountedChain (s:Symptom)<-[:HAS_SYMPTOM]-(d:Disease), no relationship can come twice"
            ))
    }

    @Test func `relationships of different types need not be told apart`() throws {
        let apart = try Self.plan("MATCH (a)-[:HAS_SYMPTOM]->(b)<-[:TREATS]-(c) RETURN a")
        #expect(!apart.contains("no relationship twice"))
        let same = try Self.plan("MATCH (a)-[:HAS_SYMPTOM]->(b)<-[:HAS_SYMPTOM]-(c) RETURN a")
        #expect(same.contains("no relationship twice"))
    }

    @Test(arguments: [
        "MATCH (d:Disease)-[*1..3]-(b) RETURN count(DISTINCT b)",
        "MATCH (d:Disease)-[:HAS_SYMPTOM*]-(b) RETURN DISTINCT b.name",
        "MATCH (d:Disease)-[*0..2]-(b) WITH DISTINCT b RETURN count(*)",
    ])
    func `nodes that are wanted once are searched by levels`(query: String) throws {
        #expect(try Self.plan(query).contains("Reach "))
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
        #expect(!(try Self.plan(query).contains("Reach ")))
    }

    @Test func `a query of very many steps is refused`() throws {
        let query = String(repeating: "MATCH () ", count: 3000) + "RETURN 1 AS x"
        #expect(throws: QueryError.self) { try Self.plan(query) }
    }
}
