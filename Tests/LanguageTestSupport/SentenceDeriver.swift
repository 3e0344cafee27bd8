/// Derives sentences from the grammar at random, the same ones for the same seed.
package struct SentenceDeriver {
    private let grammar: GrammarFile
    private let heights: [String: Int]
    private var random: SeededGenerator
    private var tokens: [(text: String, isPath: Bool)] = []
    private var budget = 0
    private var pathDepth = 0

    package init(_ grammar: GrammarFile, seed: UInt64) {
        self.grammar = grammar
        random = SeededGenerator(seed: seed)
        heights = Self.heights(of: grammar)
    }

    /// A sentence of `rule` of about `size` steps.
    package mutating func sentence(of rule: String = "Statement", size: Int) -> String {
        repeat {
            tokens.removeAll()
            budget = size
            derive(.reference(rule))
        } while isAmbiguous
        return joined()
    }

    /// The least number of rules below each rule, so that a derivation can come to an end.
    private static func heights(of grammar: GrammarFile) -> [String: Int] {
        var heights: [String: Int] = [:]
        var isChanged = true
        while isChanged {
            isChanged = false
            for (name, term) in grammar.rules {
                guard let height = height(of: term, heights), height < heights[name] ?? .max else {
                    continue
                }
                heights[name] = height
                isChanged = true
            }
        }
        return heights
    }

    private static func height(of term: GrammarFile.Term, _ heights: [String: Int]) -> Int? {
        switch term {
        case .literal, .optional, .repeated: return 0
        case .reference(let name):
            return name.first!.isLowercase ? 0 : heights[name].map { $0 + 1 }
        case .sequence(let parts):
            var highest = 0
            for part in parts {
                guard let height = height(of: part, heights) else { return nil }
                highest = max(highest, height)
            }
            return highest
        case .choice(let parts): return parts.compactMap { height(of: $0, heights) }.min()
        }
    }

    private mutating func derive(_ term: GrammarFile.Term) {
        budget -= 1
        switch term {
        case .literal(let text): append(text)
        case .reference(let name): derive(rule: name)
        case .sequence(let parts): for part in parts { derive(part) }
        case .choice(let parts): derive(choice(of: parts))
        case .optional(let part):
            if budget > 0, Bool.random(using: &random) { derive(part) }
        case .repeated(let part):
            while budget > 0, Int.random(in: 0..<3, using: &random) == 0 { derive(part) }
        }
    }

    private mutating func derive(rule name: String) {
        if name.first!.isLowercase { return append(tokenText(of: name)) }
        let isPath = name.hasSuffix("Relationship")
        if isPath { pathDepth += 1 }
        derive(grammar.rules[name]!)
        if isPath { pathDepth -= 1 }
    }

    private mutating func choice(of parts: [GrammarFile.Term]) -> GrammarFile.Term {
        guard budget <= 0 else { return parts.randomElement(using: &random)! }
        return parts.min {
            Self.height(of: $0, heights) ?? .max < Self.height(of: $1, heights) ?? .max
        }!
    }

    private mutating func append(_ text: String) {
        tokens.append((text, pathDepth > 0))
    }

    /// Arithmetic that reads as a path: `(a) - - (b)`, `(a) - [b] - (c)`.
    private var isAmbiguous: Bool {
        tokens.indices.dropLast(2).contains { index in
            guard tokens[index].text == ")", !tokens[index + 1].isPath else { return false }
            let next = tokens[index + 1].text
            return (next == "-" || next == "<") && ["-", "["].contains(tokens[index + 2].text)
        }
    }

    private mutating func joined() -> String {
        var text = ""
        for token in tokens {
            if !text.isEmpty { text += blanks.randomElement(using: &random)! }
            text += token.text
        }
        return text
    }

    private let blanks = [" ", " ", " ", " ", "  ", "\n", "\t", " /* note */ ", " // note\n"]

    private mutating func tokenText(of kind: String) -> String {
        let pool: [String]
        switch kind {
        case "name":
            pool = [
                "n", "m", "d", "x", "sample", "per", "weighted", "replacement", "seed", "count",
                "any", "index", "for", "если", "症状", "_1", "`a b`", "`match`", "``", "`a``b`",
                "single", "foreach", "constraint", "explain",
            ]
        case "function": pool = ["f", "toUpper", "icd10", "normalize", "sum", "длина", "`my f`"]
        case "anyName":
            pool = [
                "A", "Disease", "HAS_SYMPTOM", "name", "match", "RETURN", "end", "in", "sample",
                "болезнь", "`x y`", "exists", "null", "true",
            ]
        case "parameter": pool = ["$p", "$0", "$`x y`", "$match", "$лимит"]
        case "integer": pool = ["0", "1", "42", "0x1F", "0o17", "9223372036854775807"]
        case "float": pool = ["1.5", ".5", "1e3", "2.5E-3", "0.0", "1.7976931348623157e308"]
        case "string":
            pool = ["''", "'a'", "\"b\"", #"'it\'s'"#, #"'\u00e9'"#, "'// no comment'", "'中文'"]
        default: preconditionFailure("no tokens of class \(kind)")
        }
        return pool.randomElement(using: &random)!
    }
}

/// A small generator of random numbers. **Source** Steele, Lea, Flood 2014, SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
