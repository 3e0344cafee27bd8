import TestSupport
import Testing

@testable import QueryExecution

/// What patterns match, and which are refused.
@Suite struct RegularExpressionTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try RegularExpression(pattern).matches(text) {}
    }

    /// A pattern, texts that match and texts that do not.
    typealias Row = (pattern: String, matching: [String], other: [String])

    private static let syntax: [Row] = [
        ("", [""], ["a"]),
        ("abc", ["abc"], ["ab", "abcd", "xabc", ""]),
        ("a.c", ["abc", "aéc", "a💊c"], ["ac", "a\nc", "a\u{2028}c"]),
        ("a|bc|", ["a", "bc", ""], ["ab", "b", "abc"]),
        ("(a|b)c|d", ["ac", "bc", "d"], ["ad", "c", "a"]),
        ("(?:ab)+", ["ab", "abab"], ["", "aba"]),
        ("(?<dose>\\d+)mg", ["5mg"], ["mg"]),
        ("()", [""], ["a"]), ("(|a)b", ["b", "ab"], ["a"]), ("(a*)*b", ["b", "aab"], ["a"]),
        ("}]-", ["}]-"], []),
    ]
    private static let repetitions: [Row] = [
        ("a*", ["", "a", "aaa"], ["b", "aab"]), ("a+", ["a", "aa"], [""]),
        ("a?", ["", "a"], ["aa"]), ("a*?b", ["b", "aab"], ["a"]),
        ("a+?", ["a", "aaa"], [""]), ("a??", ["", "a"], ["aa"]),
        ("a{2}", ["aa"], ["a", "aaa"]), ("a{2,}", ["aa", "aaaa"], ["a"]),
        ("a{1,3}", ["a", "aa", "aaa"], ["", "aaaa"]), ("a{0}b", ["b"], ["ab"]),
        ("a{0,}", ["", "aa"], ["b"]), ("(ab|c){2}?", ["abc", "cc"], ["c", "abcc"]),
        ("(a{2}){2,3}", ["aaaa", "aaaaaa"], ["aaaaa", "aa"]),
        ("a{1000}", [String(repeating: "a", count: 1000)], [String(repeating: "a", count: 999)]),
    ]
    private static let classes: [Row] = [
        ("[a-c]", ["a", "b", "c"], ["d", "A", "-", ""]), ("[^a-c]", ["d", "\n"], ["a", "b"]),
        ("[a-]", ["a", "-"], ["b"]), ("[-a]", ["a", "-"], ["b"]), ("[]a]", ["]", "a"], ["["]),
        ("[a^]", ["^", "a"], ["b"]), ("[.*+?(){}|$]", [".", "*", "$", "|"], ["a"]),
        ("[\\d,]+", ["1,5"], ["1.5"]), ("[^\\d\\s]", ["a"], ["1", " "]),
        ("[\\w-]+", ["COVID-19"], ["a b"]), ("[\\D]", ["a"], ["1"]),
        ("[\\x41-\\x43]", ["A", "C"], ["D"]), ("[\\]\\\\]+", ["]\\"], ["a"]),
        ("[а-яё]+", ["ёлка"], ["Ёлка", "elka"]), ("[💊-💌]", ["💊", "💋"], ["💍"]),
        ("[a-fd-zx]", ["a", "e", "z"], ["A"]), ("[&]", ["&"], []),
    ]
    private static let escapes: [Row] = [
        ("Typ-\\d", ["Typ-2"], ["Typ-2 ", "Typ-x"]), ("\\D\\W\\S", ["a-b"], ["1-b", "aab", "a- "]),
        ("\\w+", ["Грипп_1", "ab"], ["a b"]), ("\\s+", [" \t\n\u{A0}"], ["a"]),
        ("\\t\\n\\r\\f", ["\t\n\r\u{C}"], []), ("\\.\\*\\\\\\(", [".*\\("], ["a*\\("]),
        ("\\u0416", ["Ж"], ["ж"]), ("\\uD83D\\uDC8A", ["💊"], []), ("\\x{1F48A}", ["💊"], ["x"]),
        ("\\x41", ["A"], ["B"]), ("\\p{L}+", ["aЖ中"], ["a1"]), ("\\pN", ["5", "½"], ["a"]),
        ("\\p{Lu}\\p{Ll}", ["Жж"], ["жж"]), ("\\P{L}", ["1"], ["a"]), ("\\p{IsLu}", ["A"], ["a"]),
        ("\\p{P}\\p{S}\\p{Z}", ["!+ "], ["a+ "]), ("[\\p{IsCyrillic}\\s]+", ["да нет"], ["da"]),
        ("\\p{IsAlphabetic}", ["я"], ["1"]),
    ]
    private static let anchors: [Row] = [
        ("^a$", ["a", "a"], ["b"]), ("a^b", [], ["ab"]), ("a$b", [], ["ab"]),
        ("a$\\n", ["a\n"], ["a"]), ("a$\\r\\n", ["a\r\n"], []), ("a\\r$\\n", [], ["a\r\n"]),
        ("a$\\nb", [], ["a\nb"]), ("(?m)a$\\n^b", ["a\nb"], ["ab"]),
        ("(?m)a\\r^\\nb", [], ["a\r\nb"]), ("\\Aa\\z", ["a"], ["a\n"]),
        ("(^|b)a", ["a", "ba"], []),
        ("a\\Z\\n", ["a\n"], []),
    ]
    private static let flags: [Row] = [
        ("(?i)abc", ["ABC", "aBc"], ["abd"]), ("(?i)грипп", ["ГРИПП", "Грипп"], ["Грип"]),
        ("(?iu)ёж", ["ЁЖ"], []), ("(?i)[а-я]+", ["ДА"], ["da"]), ("(?i)[^a]", ["b"], ["a", "A"]),
        ("(?i)σ", ["ς", "Σ"], ["s"]), ("a(?i)b", ["aB", "ab"], ["AB"]),
        ("(a(?i)b)c", ["aBc"], ["aBC"]), ("(?i:a)b", ["Ab"], ["AB"]),
        ("(?i)a(?-i)b", ["Ab"], ["AB"]), ("(?s).", ["\n"], []), ("(?s:.).", ["\na"], ["a\n"]),
        ("(?is)A.b", ["a\nB"], []),
    ]

    @Test(arguments: [syntax, repetitions, classes, escapes, anchors, flags])
    func `a pattern matches whole texts`(rows: [Row]) throws {
        for row in rows {
            for text in row.matching {
                #expect(try matches(row.pattern, text), "\(row.pattern) on \(text)")
            }
            for text in row.other {
                #expect(try !matches(row.pattern, text), "\(row.pattern) on \(text)")
            }
        }
    }

    @Test func `scalars are told apart, not what they look like`() throws {
        #expect(try !matches("\u{E9}", "e\u{301}"))
        #expect(try matches("..", "e\u{301}"))
        #expect(try matches("\\r\\n", "\r\n"))
    }

    @Test(
        arguments: [
            ("(a", .unclosedGroup, 0), ("a(?", .unclosedGroup, 1), ("a)", .unopenedGroup, 1),
            ("x[a", .unclosedClass, 1), ("[", .unclosedClass, 0), ("a\\", .danglingEscape, 1),
            ("*a", .nothingToRepeat, 0), ("a**", .nothingToRepeat, 2), ("a|+", .nothingToRepeat, 2),
            ("a{", .badRepetition, 1), ("a{,2}", .badRepetition, 1), ("a{3,2}", .badRepetition, 1),
            ("[z-a]", .badRange, 1), ("[a-\\d]", .badRange, 1), ("\\u12", .badEscape, 0),
            ("\\uD800", .badEscape, 0), ("\\x{110000}", .badEscape, 0),
            ("\\x{FFFFFFFFFFFFFFFFFFFF}", .badEscape, 0), ("(a)\\1", .backReference, 3),
            ("\\k<a>", .backReference, 0), ("a(?=b)", .lookAround, 1), ("(?<!b)", .lookAround, 0),
            ("(?>a)", .atomicGroup, 0), ("a*+", .possessive, 1), ("\\bа", .wordBoundary, 0),
            ("[a[b]]", .classOperation, 2), ("[a&&b]", .classOperation, 2),
            ("é\\q", .unknownEscape, 1), ("\\p{Foo}", .unknownProperty, 0),
            ("(?x)a", .unknownFlag, 2), ("(?#a)", .unknownGroup, 0), ("(?<1>a)", .unknownGroup, 0),
            ("a{10001}", .tooLarge, 1), ("(a{1000}){1000}", .tooLarge, 2),
            ("a{99999999999999999999}", .tooLarge, 1),
        ] as [(String, RegularExpressionError.Problem, Int)])
    func `a refused pattern says what and where`(
        pattern: String, problem: RegularExpressionError.Problem, offset: Int
    ) {
        #expect(throws: RegularExpressionError(problem: problem, offset: offset)) {
            try RegularExpression(pattern)
        }
    }

    @Test func `groups are nested up to a limit`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")*", count: depth)
        }
        #expect(try matches(nested(200), "aaa"))
        #expect(throws: RegularExpressionError(problem: .tooDeep, offset: 200)) {
            try RegularExpression(nested(100_000))
        }
        // Nothing, many times.
        #expect(try matches("((()){9999}){9999}", ""))
    }

    @Test(arguments: ["(a+)+c", "(a|aa)*c", "(a*)*c", "(.*a){12}c", "(a?){30}a{30}c"])
    func `no pattern takes more than linear time`(pattern: String) throws {
        var isMatch = true
        let time = try processorTime {
            isMatch = try matches(pattern, String(repeating: "a", count: 5_000) + "b")
        }
        #expect(!isMatch)
        #expect(time < .seconds(1))
    }

    @Test func `a match ends when it is told to`() throws {
        struct Stop: Error {}
        let expression = try RegularExpression("(a|b)*")
        #expect(throws: Stop.self) {
            try expression.matches(String(repeating: "a", count: 100_000)) {
                () throws(Stop) in throw Stop()
            }
        }
    }

    @Test func `random patterns match what a naive search finds`() throws {
        var generator = Generator(state: 20)
        var found = 0
        for _ in 0..<800 {
            let tree = Tree.random(depth: 4, &generator)
            let expression = try RegularExpression(tree.pattern)
            for _ in 0..<8 {
                let text = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
                    Bool.random(using: &generator) ? "a" : "b"
                }
                let expected = tree.ends(text, 0).contains(text.count)
                found += expected ? 1 : 0
                let isMatch = expression.matches(text.joined()) {}
                if isMatch != expected {
                    Issue.record("\(tree.pattern) on \(text.joined())")
                }
            }
        }
        // Both answers are common.
        #expect(600..<5800 ~= found)
    }
}

/// A pattern over a and b, matched by trying all ways.
private indirect enum Tree {
    case scalar(String)
    case any
    case sequence(Tree, Tree)
    case choice(Tree, Tree)
    case repetition(Tree, Int, Int?, String)

    static func random(depth: Int, _ generator: inout Generator) -> Tree {
        func part() -> Tree { random(depth: depth - 1, &generator) }
        switch depth == 0 ? 0 : Int.random(in: 0...6, using: &generator) {
        case 0, 1:
            return [.scalar("a"), .scalar("b"), .any].randomElement(using: &generator)!
        case 2, 3: return .sequence(part(), part())
        case 4: return .choice(part(), part())
        default:
            let bounds: [(Int, Int?, String)] = [
                (0, nil, "*"), (1, nil, "+"), (0, 1, "?"), (0, nil, "*?"), (2, 2, "{2}"),
                (2, nil, "{2,}"), (1, 3, "{1,3}"), (0, 2, "{0,2}?"),
            ]
            let (min, max, suffix) = bounds.randomElement(using: &generator)!
            return .repetition(part(), min, max, suffix)
        }
    }

    var pattern: String {
        switch self {
        case .scalar(let scalar): scalar
        case .any: "[ab]"
        case .sequence(let left, let right): left.pattern + right.pattern
        case .choice(let left, let right): "(\(left.pattern)|\(right.pattern))"
        case .repetition(let body, _, _, let suffix): "(?:\(body.pattern))\(suffix)"
        }
    }

    /// Where a match from an index can end.
    func ends(_ text: [String], _ start: Int) -> Set<Int> {
        switch self {
        case .scalar(let scalar):
            return start < text.count && text[start] == scalar ? [start + 1] : []
        case .any: return start < text.count ? [start + 1] : []
        case .sequence(let left, let right):
            return Set(left.ends(text, start).flatMap { right.ends(text, $0) })
        case .choice(let left, let right):
            return left.ends(text, start).union(right.ends(text, start))
        case .repetition(let body, let min, let max, _):
            // Beyond the least count and the length of the text nothing new is reached.
            var reached: Set<Int> = min == 0 ? [start] : []
            var latest: Set<Int> = [start]
            for count in 1...(max ?? min + text.count + 1) {
                latest = Set(latest.flatMap { body.ends(text, $0) })
                if count >= min { reached.formUnion(latest) }
            }
            return reached
        }
    }
}

/// A xorshift: the same draws in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
