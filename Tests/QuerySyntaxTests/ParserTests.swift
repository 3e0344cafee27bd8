import Diagnostics
import Testing

@testable import QuerySyntax

@Suite struct ParserTests {
    @Test("every node knows its place in the text")
    func spans() throws {
        let text = "MATCH (d:Disease) WHERE (d.a + 1) / 0 > 2 RETURN d.name AS n"
        let source = SourceText(text)
        let statement = try QueryParser.parse(source)
        guard case .query(let query) = statement.kind,
            case .match(let match) = query.parts[0].clauses[0],
            case .comparison(let left, _) = match.condition?.kind,
            case .arithmetic(let sum, let steps) = left.kind,
            case .return(let result) = query.parts[0].clauses[1]
        else {
            Issue.record("the tree has another shape")
            return
        }
        #expect(source.text(match.span) == "MATCH (d:Disease) WHERE (d.a + 1) / 0 > 2")
        #expect(source.text(match.pattern[0].start.labels[0].span) == "Disease")
        #expect(source.text(left.span) == "(d.a + 1) / 0")
        #expect(source.text(sum.span) == "d.a + 1")
        #expect(source.text(steps[0].operatorSpan) == "/")
        #expect(source.text(result.projection.items[0].span) == "d.name AS n")
        #expect(source.text(result.projection.items[0].expression.span) == "d.name")
    }

    @Test(
        "columns are named by alias or text",
        arguments: [
            ("RETURN count( * )", "count( * )"), ("RETURN  n.a  AS  b ", "b"),
            ("RETURN (n)", "(n)"), ("RETURN `a b`", "a b"), ("RETURN [1,  2]LIMIT 1", "[1,  2]"),
        ])
    func columnNames(text: String, name: String) throws {
        guard case .query(let query) = try parse(text).kind,
            case .return(let result) = query.parts[0].clauses[0]
        else {
            Issue.record("no RETURN")
            return
        }
        #expect(result.projection.items[0].columnName == name)
    }

    @Test(
        "operators bind as in openCypher",
        arguments: [
            ("a OR b XOR c AND d", "a OR (b XOR (c AND d))"),
            ("NOT a = b", "NOT (a = b)"), ("NOT a AND b", "(NOT a) AND b"),
            ("a = b IS NULL", "a = (b IS NULL)"), ("a < b IN c", "a < (b IN c)"),
            ("a + b IN c + d", "(a + b) IN (c + d)"), ("a - b * c ^ d", "a - (b * (c ^ d))"),
            ("-a ^ b", "(-a) ^ b"), ("-a.b[0]", "-((a.b)[0])"), ("a ^ b ^ c", "a ^ b ^ c"),
            ("a + b[0]", "a + (b[0])"), ("a STARTS WITH b + c", "a STARTS WITH (b + c)"),
            ("a =~ b OR c", "(a =~ b) OR c"), ("a IN b IS NULL", "(a IN b) IS NULL"),
            ("n:A AND m:B:C", "(n:A) AND (m:B:C)"), ("NOT NOT a", "NOT (NOT a)"),
            ("- - a", "-(-a)"), ("a - -1", "a - (-1)"),
        ])
    func precedence(text: String, explicit: String) throws {
        #expect(try treeText(tree(text)) == treeText(tree(explicit)))
    }

    @Test(
        "what looks alike is told apart",
        arguments: [
            ("(a) - (b)", "a - b"), ("(a)-b", "a - b"), ("(a) < (b)", "a < b"),
            ("(a)<-b", "a < -b"), ("count(a)-1", "count(a) - 1"), ("[(x IN y)]", "[(x IN y)]"),
            ("all", "`all`"), ("any", "`any`"), ("none + single", "`none` + `single`"),
            ("any(x)", "any((x))"), ("reduce", "`reduce`"),
        ])
    func lookalikes(text: String, explicit: String) throws {
        if text == "all" {
            #expect(diagnostics("RETURN all AS x").first?.code == "S109")
        } else {
            #expect(try treeText(tree(text)) == treeText(tree(explicit)))
        }
    }

    @Test(
        "strings mean what their escapes say",
        arguments: [
            (#"'a\'b'"#, "a'b"), (#""a\"b""#, "a\"b"), (#"'\\n'"#, #"\n"#), (#"'\n\t'"#, "\n\t"),
            (#"'\u00E9'"#, "é"), (#"'\U0001F600'"#, "😀"), (#"'\uD83D\uDE00'"#, "😀"),
            ("'症状 // no /* comment */'", "症状 // no /* comment */"), ("''", ""),
        ])
    func strings(text: String, value: String) throws {
        guard case .literal(.string(let parsed)) = try tree(text).kind else {
            Issue.record("no string")
            return
        }
        #expect(parsed == value)
    }

    @Test(
        "integers take all 64 bits",
        arguments: [
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
            ("-0x8000000000000000", Int64.min), ("0x7FFFFFFFFFFFFFFF", Int64.max),
            ("-0o1000000000000000000000", Int64.min), ("0", 0), ("-0", 0), ("0xaBc", 0xABC),
        ])
    func integers(text: String, value: Int64) throws {
        guard case .literal(.integer(let parsed)) = try tree(text).kind else {
            Issue.record("no integer")
            return
        }
        #expect(parsed == value)
    }

    @Test(
        "floats are read exactly",
        arguments: [
            ("1.5", 1.5), (".5", 0.5), ("1e3", 1000), ("2.5E-3", 0.0025), ("-.1e-5", -0.000001),
            ("1e308", 1e308), ("1e-400", 0), ("0.1", 0.1),
        ])
    func floats(text: String, value: Double) throws {
        guard case .literal(.float(let parsed)) = try tree(text).kind else {
            Issue.record("no float")
            return
        }
        #expect(parsed == value)
    }

    @Test(
        "names are words of any script, or stand in backticks",
        arguments: [
            "болезнь", "症状", "naïve_2", "_x", "sample", "weighted", "`a``b`", "``", "index",
        ])
    func names(name: String) {
        #expect(diagnostics("MATCH (\(name):\(name) {\(name): $\(name)}) RETURN \(name)").isEmpty)
    }

    @Test(
        "every keyword is a label, a type and a key", arguments: Keyword.allCases.map(\.spelling))
    func keywordsAsNames(word: String) {
        #expect(
            diagnostics(
                "MATCH (n:\(word) {\(word): 1})-[:\(word)|\(word)]-() RETURN n.\(word), {\(word): 1}"
            )
            .isEmpty)
    }

    @Test(
        "free keywords are variables anywhere",
        arguments: Keyword.allCases.filter { !$0.isReserved }.map(\.spelling))
    func freeKeywords(word: String) {
        let queries = [
            "MATCH (\(word))-[\(word)]-() RETURN \(word)",
            "WITH 1 AS \(word) RETURN \(word) + 1 AS \(word)",
            "UNWIND [1] AS \(word) RETURN [\(word) IN [1] | \(word)]",
            "CREATE \(word) = (\(word))", "RETURN 1 AS x SAMPLE \(word) PER \(word) SEED \(word)",
            "MATCH (n) SET \(word).a = 1, \(word) += {} DELETE \(word)",
        ]
        for query in queries { #expect(diagnostics(query).isEmpty, "\(query)") }
    }

    private func tree(_ text: String) throws -> Expression {
        guard case .query(let query) = try parse("RETURN \(text) AS x").kind,
            case .return(let result) = query.parts[0].clauses[0]
        else { preconditionFailure("a RETURN was parsed") }
        return result.projection.items[0].expression
    }
}
