import Diagnostics
import GraphModel
import QuerySyntax
import Testing

@testable import QuerySemantics

@Suite("every word for an error before a query runs")
struct ErrorDetailTests {
    @Test(
        "queries are refused with the word",
        arguments: [
            (ErrorDetail.ambiguousAggregationExpression, "MATCH (a) RETURN a.x + count(*)"),
            (
                .ambiguousAggregationExpression,
                "MATCH (a) WITH a.x + 1 AS y, a.x + 1 + count(*) AS z RETURN *"
            ),
            (.columnNameConflict, "WITH 1 AS a, 2 AS a RETURN a"),
            (.creatingVarLength, "CREATE ()-[:T*2]->()"),
            (.differentColumnsInUnion, "RETURN 1 AS a UNION ALL RETURN 1 AS b"),
            (.floatingPointOverflow, "RETURN 1e999"),
            (.integerOverflow, "RETURN 0xFFFFFFFFFFFFFFFFF"),
            (.invalidAggregation, "MATCH (n) SET n.x = count(*)"),
            (.invalidAggregation, "UNWIND collect(1) AS x RETURN x"),
            (.invalidArgumentType, "MATCH ()-[r]->() RETURN length(r)"),
            (.invalidArgumentType, "MATCH (n) RETURN type(n)"),
            (.invalidArgumentType, "MATCH p = ()-->() RETURN labels(p)"),
            (.invalidArgumentType, "RETURN 1 IN 'abc'"),
            (
                .invalidClauseComposition,
                "MATCH (n) WHERE EXISTS { MATCH (n) SET n.x = 1 } RETURN n"
            ),
            (.invalidDelete, "MATCH (n) DELETE n:A"),
            (.invalidNumberLiteral, "RETURN 0o8"),
            (.invalidNumberOfArguments, "RETURN size()"),
            (.invalidParameterUse, "MERGE (n $p) RETURN n"),
            (.invalidRelationshipPattern, "MATCH ()-[*-2]->() RETURN 1"),
            (.invalidUnicodeCharacter, "RETURN 42 — 41"),
            (.invalidUnicodeLiteral, #"RETURN '\uH'"#),
            (.negativeIntegerArgument, "RETURN 1 LIMIT -1"),
            (.nestedAggregation, "RETURN sum(max(1))"),
            (.noExpressionAlias, "WITH 1 + 1 RETURN 1"),
            (.noSingleRelationshipType, "CREATE ()-->()"),
            (.noSingleRelationshipType, "MATCH (a), (b) MERGE (a)-->(b)"),
            (.noVariablesInScope, "MATCH () RETURN *"),
            (.nonConstantExpression, "MATCH (n) WITH n SKIP n.x RETURN n"),
            (.relationshipUniquenessViolation, "MATCH ()-[r]->(), ()-[r]->() RETURN r"),
            (.requiresDirectedRelationship, "CREATE ()-[:T]-()"),
            (.undefinedVariable, "MATCH (a) RETURN DISTINCT a.x ORDER BY a.y"),
            (.undefinedVariable, "MATCH (a) WITH a.x AS x RETURN a"),
            (.undefinedVariable, "MATCH (n) SET m.x = 1"),
            (.unexpectedSyntax, "MATCH (n) SET n.x = head((n)-->())"),
            (.unexpectedSyntax, "RETURN {k1.k: 1}"),
            (.unexpectedSyntax, "RETURN {1B2c3e67: 1}"),
            (.unexpectedSyntax, "RETURN [[[]]"),
            (.unknownFunction, "RETURN foo(1)"),
            (.variableAlreadyBound, "MATCH (a) CREATE (a)"),
            (.variableAlreadyBound, "CREATE (a:A) MERGE (a)-[r:T]->(a:B)"),
            (.variableTypeConflict, "MATCH (n) MATCH ()-[n]->() RETURN n"),
            (.variableTypeConflict, "MATCH (n) WITH [n] AS n MATCH (n)-->() RETURN n"),
        ])
    func details(detail: ErrorDetail, query: String) {
        let first = problems(query).first?.classification
        #expect(first == .syntax(detail))
    }

    @Test(
        "what has no properties gives a type error",
        arguments: ["WITH 1 AS x RETURN x.a", "WITH [1] AS x RETURN x.a", "RETURN 'a'.b"])
    func propertyAccess(query: String) {
        let first = problems(query).first?.classification
        #expect(first == Classification(.typeError, .compileTime, .invalidArgumentType))
    }

    @Test(
        "what only running can tell is not refused",
        arguments: [
            "MATCH (n) RETURN labels([n, 1][1])", "RETURN [1, 2]['a']",
            "RETURN $x.a, $x[1], $x % 2",
            "RETURN range(true, 'a')", "MATCH (n) SET n.x = [{a: 1}]", "RETURN toInteger([]) + {}",
            "MATCH (n) RETURN n LIMIT $limit", "RETURN percentileDisc(1, 7)",
            "WITH [true, 1] AS xs RETURN [x IN xs | toBoolean(x)]", "RETURN null.a, null[0]",
            "MATCH (n) DELETE n.x", "UNWIND [1, {a: 2}] AS x RETURN x.a",
        ])
    func runtime(query: String) {
        #expect(problems(query).isEmpty, "\(problems(query))")
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
