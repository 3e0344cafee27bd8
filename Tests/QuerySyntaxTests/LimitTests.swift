import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import QuerySyntax

@Suite("limits of depth and size")
struct LimitTests {
    static let nestings: [(open: String, inner: String, close: String)] = [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("NOT ", "true", ""),
        ("- ", "1", ""), ("CASE WHEN true THEN ", "1", " END"), ("f(", "1", ")"),
        ("EXISTS { MATCH (n) WHERE ", "true", " RETURN n }"), ("COUNT { (n) WHERE ", "true", " }"),
        ("[x IN ", "[]", " | x]"), ("[(a)-->(b {p: ", "1", "}) | b]"), ("1 + (2 * ", "3", ")"),
        ("all(x IN [] WHERE ", "true", ")"), ("reduce(a = 0, x IN [] | ", "1", ")"),
        ("a[", "0", "]"), ("1 ^ (", "2", ")"), ("NOT (", "true", ")"),
    ]

    @Test("two hundred levels of anything parse", arguments: nestings.indices)
    func deepEnough(index: Int) {
        let (open, inner, close) = Self.nestings[index]
        let count = open.hasPrefix("EXISTS") || open.hasPrefix("COUNT") ? 60 : 120
        let query =
            "RETURN " + String(repeating: open, count: count) + inner
            + String(repeating: close, count: count) + " AS x"
        #expect(diagnostics(query).isEmpty)
    }

    @Test(
        "ten thousand levels are refused with a limit, closed or not", arguments: nestings.indices)
    func tooDeep(index: Int) {
        let (open, inner, close) = Self.nestings[index]
        let head = "RETURN " + String(repeating: open, count: 10_000) + inner
        for query in [head, head + String(repeating: close, count: 10_000)] {
            let first = diagnostics(query).first
            #expect(first?.code == "S190")
            #expect(first?.classification == .limitExceeded)
        }
    }

    @Test(
        "chains of ten thousand terms are no deeper than short ones",
        arguments: [
            " + ", " - ", " * ", " / ", " ^ ", " OR ", " AND ", " XOR ", " = ", " < ", ", ",
        ])
    func chains(sign: String) {
        let query = "RETURN " + Array(repeating: "n", count: 10_000).joined(separator: sign)
        #expect(diagnostics(query).isEmpty)
    }

    @Test(
        "long chains that nest are refused with a limit",
        arguments: [".a", "[0]", " IS NULL", " IN x"])
    func nestingChains(link: String) {
        let query = "RETURN n" + String(repeating: link, count: 10_000)
        #expect(diagnostics(query).first?.code == "S190")
    }

    @Test("long lists, unions, patterns and clauses parse")
    func wideQueries() {
        let rows = Array(repeating: "({a: 1})", count: 5_000).joined(separator: ", ")
        #expect(diagnostics("CREATE " + rows).isEmpty)
        let path = "()" + String(repeating: "-->()", count: 5_000)
        #expect(diagnostics("MATCH \(path) RETURN 1").isEmpty)
        let union = Array(repeating: "RETURN 1 AS a", count: 5_000).joined(separator: " UNION ")
        #expect(diagnostics(union).isEmpty)
        #expect(diagnostics(String(repeating: "MATCH (n) ", count: 5_000) + "RETURN n").isEmpty)
    }

    @Test("a query of ten megabytes is refused at once")
    func tooLong() {
        let query = "RETURN [" + String(repeating: "1, ", count: 3_500_000) + "1]"
        let time = processorTime { #expect(diagnostics(query).first?.code == "S191") }
        #expect(time < .seconds(1))
    }

    @Test("the deepest tree fits a stack of two megabytes")
    func smallStack() async {
        let count = 125
        let query =
            "RETURN " + String(repeating: "[{a: ", count: count) + "1"
            + String(repeating: "}]", count: count)
        await withCheckedContinuation { continuation in
            let thread = Thread {
                let tree = try? parse(query)
                #expect(tree.map(SyntaxPrinter.text(of:)) == query)
                continuation.resume()
            }
            thread.stackSize = 2 << 20
            thread.start()
        }
    }

    @Test(
        "tens of thousands of brackets are answered quickly",
        arguments: ["[x IN ", "(", "({a: ", "[(a)-->(b {c: ", "EXISTS { (", "CASE [", "{a: [x IN "])
    func manyBrackets(open: String) {
        let query = "RETURN " + String(repeating: open, count: 100_000 / open.count)
        let time = processorTime { #expect(!diagnostics(query).isEmpty) }
        #expect(time < .seconds(2))
    }

    @Test("a limit can be set")
    func ownLimits() throws {
        let source = SourceText("RETURN ((1))")
        #expect(throws: QueryError.self) {
            try QueryParser.parse(source, limits: SyntaxLimits(depthMax: 2))
        }
        #expect(throws: QueryError.self) {
            try QueryParser.parse(source, limits: SyntaxLimits(byteCountMax: 4))
        }
        _ = try QueryParser.parse(source, limits: SyntaxLimits(byteCountMax: 12, depthMax: 4))
    }
}
