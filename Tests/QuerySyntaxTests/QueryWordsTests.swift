import Diagnostics
import QuerySyntax
import Testing

@Suite struct QueryWordsTests {
    @Test(arguments: [
        ("MATCH (d:Disease {icd10: $code})-[r:HAS_SYMPTOM|TREATS*1..2]->(s)", ["d", "r", "s"]),
        (
            "MATCH p = (a)--() WHERE a.name = toLower(b) RETURN length(p) AS hops",
            ["p", "a", "b", "hops"]
        ),
        ("RETURN {name: x, other: [y IN z | y.name]}", ["x", "y", "z"]),
        ("UNWIND [1, 2] AS `two words` RETURN `a``b`, 'text' // comment", ["two words", "a`b"]),
        ("MATCH (a:A:B) WHERE EXISTS { (a)-->(c:C) } WITH a SAMPLE 5 PER a SEED 3", ["a", "c"]),
        ("MATCH (болезнь:Disease) RETURN болезнь", ["болезнь"]),
        ("MATCH (d", ["d"]), ("RETURN 'open (x", []), ("", []),
    ])
    func `names that are nothing else are variables`(query: String, expected: [String]) {
        #expect(QueryWords.variables(in: SourceText(query)) == expected)
    }

    @Test(arguments: [
        ("EXPLAIN MATCH (n) RETURN n", "MATCH (n) RETURN n"),
        ("  // why\n profile\n  RETURN 1", "RETURN 1"),
        ("RETURN 'EXPLAIN'", "RETURN 'EXPLAIN'"), ("EXPLAINED", "EXPLAINED"),
        ("`EXPLAIN`", "`EXPLAIN`"), ("", ""),
    ])
    func `a query is taken without the word that asks for its plan`(
        query: String, expected: String
    ) {
        #expect(QueryWords.withoutPlanWord(SourceText(query)) == expected)
    }

    @Test(arguments: [
        ("Disease", true), ("_x1", true), ("Болезнь", true), ("two words", false), ("1x", false),
        ("", false), ("a`b", false), ("where", false), ("`x`", false), ("a-b", false),
    ])
    func `a name stands without backticks or it does not`(name: String, isPlain: Bool) {
        #expect(QueryWords.isPlain(SourceText(name)) == isPlain)
    }
}
