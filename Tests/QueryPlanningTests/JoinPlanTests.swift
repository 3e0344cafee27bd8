import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax
import Testing

@testable import QueryPlanning

/// Which parts of patterns are searched by themselves and joined by a table.
@Suite struct JoinPlanTests {
    /// 1,000 diseases and 20 drugs with a unique code; 20,000 symptoms; each symptom has one
    /// disease, and each disease is treated with a drug.
    private static func plan(_ query: String, _ rules: RewriteRules = .all) throws -> String {
        try lines(query, rules).map { $0.branch + $0.text }.joined(separator: "\n")
    }

    private static func lines(
        _ query: String, _ rules: RewriteRules = .all
    ) throws -> [PlanLine] {
        var catalog = Catalog()
        var statistics = Statistics()
        let labels = ["Disease", "Drug", "Symptom"].map { catalog.labels.intern($0) }
        let key = catalog.keys.intern("code")
        for (place, label) in labels.prefix(2).enumerated() {
            let index = IndexDefinition(
                id: IndexID(rawValue: UInt32(place)), name: "code\(place)", label: label, key: key,
                kind: .unique)
            catalog.insert(index)
            statistics.add(place == 0 ? 1000 : 20, to: .distinctValues(index.id))
        }
        for (label, count) in zip(labels, [1000, 20, 20_000] as [Int64]) {
            statistics.add(count, to: .nodes(label: label))
        }
        statistics.add(21_020, to: .nodes(label: nil))
        for (name, start, end, count) in [
            ("HAS_SYMPTOM", labels[0], labels[2], 20_000), ("TREATS", labels[1], labels[0], 1000),
        ] as [(String, LabelID, LabelID, Int64)] {
            let type = catalog.types.intern(name)
            for (start, end) in [(start, end), (start, nil), (nil, end), (nil, nil)] {
                statistics.add(count, to: .relationships(start: start, type: type, end: end))
            }
        }
        let statement = try Binder.bind(
            try QueryParser.parse(SourceText(query)), catalog: catalog)
        let plan = try Planner.plan(
            statement, catalog: catalog, statistics: statistics, rules: rules)
        return PlanPrinter.lines(of: plan, in: SourceText(query))
    }

    @Test(arguments: [
        (
            "MATCH (d:Disease)-[r:HAS_SYMPTOM]->(s), (e:Disease)-[q:HAS_SYMPTOM]->(t) "
                + "WHERE r.weight = q.weight RETURN d, e",
            "HashJoin on r.weight = q.weight, no relationship twice"
        ),
        (
            "MATCH (d:Disease)-[r:HAS_SYMPTOM]->(s) MATCH (e:Disease)-[q:HAS_SYMPTOM]->(t) "
                + "WHERE r.weight = q.weight AND s.name = t.name RETURN d, e",
            "HashJoin on r.weight = q.weight, s.name = t.name\n"
        ),
        (
            "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s), (m:Drug)-[:TREATS]->(e) "
                + "WHERE toLower(s.name) = toLower(e.name) RETURN d, e",
            "HashJoin on toLower(s.name) = toLower(e.name)\n"
        ),
    ])
    func `parts that only equations join are searched by themselves`(
        query: String, join: String
    ) throws {
        let plan = try Self.plan(query)
        #expect(plan.contains(join), "\(plan)")
        #expect(try !Self.plan(query, .all.subtracting(.hashJoins)).contains("HashJoin"))
    }

    @Test func `the smaller part is the table`() throws {
        for pattern in [
            "(d:Disease)-[:HAS_SYMPTOM]->(s), (m:Drug)-[:TREATS]->(e)",
            "(m:Drug)-[:TREATS]->(e), (d:Disease)-[:HAS_SYMPTOM]->(s)",
        ] {
            let plan = try Self.plan(
                "MATCH \(pattern) WHERE toLower(s.name) = toLower(e.name) RETURN d, e")
            let table = plan.split(separator: "\n").filter { $0.first == "├" || $0.first == "│" }
            #expect(table.contains { $0.contains("[:TREATS]") }, "\(plan)")
            #expect(!table.contains { $0.contains("[:HAS_SYMPTOM]") }, "\(plan)")
        }
    }

    @Test func `what begins at one node from either end meets in the middle`() throws {
        let query =
            "MATCH (a:Disease {code: 1})-[:HAS_SYMPTOM]->(s)<-[:HAS_SYMPTOM]-(d)-[:HAS_SYMPTOM]->(t)"
            + "<-[:HAS_SYMPTOM]-(e)-[:HAS_SYMPTOM]->(u)<-[:HAS_SYMPTOM]-(b:Disease {code: 2}) "
            + "RETURN s"
        let plan = try Self.plan(query, [.all, .eagerJoins])
        #expect(plan.contains("HashJoin on "), "\(plan)")
    }

    @Test(arguments: [
        // One row on either side.
        "MATCH (d:Disease {code: 1}), (m:Drug {code: 2}) WHERE d.name = m.name RETURN d",
        "MATCH (d:Disease {code: 1})-[:HAS_SYMPTOM]->(s) RETURN d, s",
        // Nothing says which rows belong together.
        "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s), (m:Drug)-[:TREATS]->(e) WHERE s.x < e.x RETURN d",
        // An index gives the rows of the other side.
        "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s), (m:Drug {code: s.code})-[:TREATS]->(e) RETURN d",
        // Numbers would be drawn for other rows.
        "MATCH (d:Disease)-[:HAS_SYMPTOM]->(s), (m:Drug)-[:TREATS]->(e) "
            + "WHERE toLower(s.name) = toLower(e.name) AND rand() < 0.5 RETURN d, e",
    ])
    func `parts are not joined by a table where that does not help`(query: String) throws {
        let plan = try Self.plan(query)
        #expect(!plan.contains("HashJoin on"), "\(plan)")
    }

    @Test func `what leads to a node tells how many relationships it has`() throws {
        // A symptom has one disease, and that 20 symptoms.
        let lines = try Self.lines(
            "MATCH (:Disease {code: 1})-[:HAS_SYMPTOM]->(s)<-[:HAS_SYMPTOM]-(d)"
                + "-[r:HAS_SYMPTOM]->(t) RETURN t")
        let steps = lines.filter { $0.text.hasPrefix("Expand") }
        #expect(steps.map(\.expectedRowCount) == [400, 20, 20], "\(lines)")
    }
}
