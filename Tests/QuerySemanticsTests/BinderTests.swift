import Diagnostics
import GraphModel
import LanguageTestSupport
import QuerySyntax
import Testing

@testable import QuerySemantics

@Suite struct BinderTests {
    @Test("equal names of one scope are one variable, of two scopes two")
    func variables() throws {
        let bound = try bind("MATCH (a)-->(b) WITH b AS a MATCH (a)-->(c) RETURN a, c")
        guard case .query(let query) = bound.kind,
            case .match(let first) = query.parts[0].clauses[0],
            case .project(let with) = query.parts[0].clauses[1],
            case .match(let second) = query.parts[0].clauses[2]
        else {
            Issue.record("other clauses")
            return
        }
        #expect(second.paths[0].nodes[0].variable == with.items[0].variable)
        #expect(second.paths[0].nodes[0].variable != first.paths[0].nodes[0].variable)
        #expect(second.paths[0].nodes[0].isBound)
        #expect(!second.paths[0].nodes[1].isBound)
        #expect(query.columns == ["a", "c"])
    }

    @Test("rows are grouped by the items without aggregation")
    func groupings() throws {
        let bound = try bind(
            "MATCH (n) RETURN n.kind AS kind, count(*) + 1 AS c, sum(n.x) ORDER BY n.kind, sum(n.x)"
        )
        guard case .query(let query) = bound.kind,
            case .project(let result) = query.parts[0].clauses[1]
        else {
            Issue.record("other clauses")
            return
        }
        #expect(result.isAggregated)
        #expect(result.groupings.count == 1)
        #expect(result.aggregates.map(\.function.name) == ["count", "sum"])
        #expect(result.aggregates[0].isStar)
        guard case .variable(let kind) = result.order[0].expression.kind,
            case .variable(let sum) = result.order[1].expression.kind
        else {
            Issue.record("the order is by columns")
            return
        }
        #expect(kind == result.items[0].variable)
        #expect(sum == result.items[2].variable || sum == result.aggregates[1].variable)
    }

    @Test("a pattern beside an aggregation sees the groups, and nothing else")
    func patternsOfGroups() throws {
        let bound = try bind("MATCH (n)-->(m) RETURN n, count(m) + COUNT { (n)-->() } AS c")
        guard case .query(let query) = bound.kind,
            case .project(let result) = query.parts[0].clauses[1],
            case .arithmetic(_, let steps) = result.items[1].expression.kind,
            case .count(.pattern(let paths, _)) = steps[0].operand.kind
        else {
            Issue.record("other clauses")
            return
        }
        #expect(paths[0].nodes[0].variable == result.groupings[0].variable)
    }

    @Test(
        "what grouping and DISTINCT hide is no new variable in a pattern",
        arguments: [
            ("MATCH (n)-->(m) RETURN n, count(m) + COUNT { (m)-->() } AS c", "S032"),
            ("MATCH (n)-->(m) RETURN n, count(m) + size([(m)-->(x) | x]) AS c", "S032"),
            ("MATCH (n)-->(m) RETURN n, count(m) > 1 AND (m)-->() AS c", "S010"),
            ("MATCH (n) RETURN DISTINCT n.x ORDER BY COUNT { (n)-->() }", "S010"),
            ("MATCH (n) RETURN n.x, count(*) ORDER BY COUNT { (n)-->() }", "S010"),
            (
                "MATCH (n) RETURN n.x, count(*) ORDER BY EXISTS { MATCH (m) WHERE m.x = n.x }",
                "S010"
            ),
        ])
    func hiddenNames(query: String, code: String) {
        #expect(problems(query).first?.code.rawValue == code)
    }

    @Test("parameters are listed once, in order")
    func parameters() throws {
        let bound = try bind("MATCH (n {a: $b}) WHERE n.c = $a RETURN $b AS x SAMPLE $n SEED $s")
        #expect(bound.parameters == ["b", "a", "n", "s"])
    }

    @Test("names are told apart by their scalars")
    func scalars() {
        let composed = "\u{E9}"
        let combined = "e\u{301}"
        #expect(problems("WITH 1 AS \(composed) RETURN \(combined)").first?.code == "S010")
        #expect(problems("RETURN 1 AS \(composed), 2 AS \(combined)").isEmpty)
    }

    @Test(
        "queries that must be bound",
        arguments: [
            "MATCH (a) WITH a.name AS name WHERE a.age > 3 RETURN name",
            "MATCH (a) RETURN DISTINCT a.name ORDER BY a.name",
            "MATCH (a) RETURN a, count(*) AS c ORDER BY a.name, c",
            "MATCH (a) RETURN [x IN collect(a) | x.name] AS names",
            "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WITH b, count(*) AS c WHERE c > 1 AND a.x = b.x RETURN b } RETURN a",
            "MATCH (a) RETURN count(*) + size([x IN [1] WHERE x > 0]) AS k",
            "UNWIND [1, 2] AS x WITH x SAMPLE 1 PER x % 2 WEIGHTED BY x SEED 3 RETURN x",
            "MATCH (d)-[r]->(s) RETURN d.name, count(s) AS n SAMPLE 3 WEIGHTED BY n ORDER BY n",
            "MATCH p = (a)-[*]->(b) RETURN reduce(w = 1.0, r IN relationships(p) | w * r.weight) AS w",
            "MATCH (a), (b) RETURN a.x + $p AS s, count(b) ORDER BY a.x + $p",
            "CREATE (a)-[:T]->(b), (b)-[:T]->(a)", "MERGE (a:A) MERGE (a)-[r:T]->(b) SET r.x = a.x",
            "MATCH (n) FOREACH (x IN [1] | CREATE (m {x: x}) SET n.y = m.x) RETURN n",
            "RETURN COUNT { (n) WHERE n.x = 1 } AS c", "WITH * RETURN 1",
            "OPTIONAL MATCH (n) RETURN coalesce(n.name, 'none')",
        ])
    func accepted(query: String) {
        #expect(problems(query).isEmpty, "\(problems(query))")
    }

    @Test("whatever parses is bound or refused, without a crash", arguments: 0..<4)
    func derivedSentences(series: Int) throws {
        var deriver = SentenceDeriver(try GrammarFile(), seed: UInt64(series) &+ 77)
        for number in 0..<500 {
            let sentence = deriver.sentence(size: 20 + number % 10 * 30)
            for problem in problems(sentence) {
                #expect(problem.span.end <= sentence.utf8.count)
                #expect(problem.classification != nil)
            }
        }
    }

    @Test("the deepest tree fits a stack of two megabytes")
    func deepTrees() {
        let count = 120
        let query =
            "RETURN " + String(repeating: "[{a: ", count: count) + "1"
            + String(repeating: "}]", count: count) + " AS x ORDER BY x"
        #expect(problems(query).isEmpty)
    }

    private func bind(_ query: String) throws -> BoundStatement {
        try Binder.bind(try QueryParser.parse(SourceText(query)), catalog: Catalog())
    }

    private func problems(_ query: String) -> [Diagnostic] {
        do throws(QueryError) {
            _ = try Binder.bind(try QueryParser.parse(SourceText(query)), catalog: Catalog())
            return []
        } catch {
            return error.diagnostics
        }
    }
}
