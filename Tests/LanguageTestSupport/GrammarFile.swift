package import Foundation

/// The rules of `Grammar/medgraph.ebnf`.
package struct GrammarFile {
    package indirect enum Term {
        /// A keyword or sign.
        case literal(String)
        /// A rule, or a class of tokens.
        case reference(String)
        case sequence([Term])
        case choice([Term])
        case optional(Term)
        case repeated(Term)
    }

    package private(set) var rules: [String: Term] = [:]

    package static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Grammar")

    package init() throws {
        let file = Self.folder.appending(path: "medgraph.ebnf")
        var reader = Reader(tokens: Self.tokens(of: try String(contentsOf: file, encoding: .utf8)))
        while let name = reader.next() {
            guard reader.next() == "=" else { throw GrammarError(message: "no `=` behind \(name)") }
            rules[name] = try reader.choice()
            guard reader.next() == ";" else { throw GrammarError(message: "no `;` behind \(name)") }
        }
    }

    struct GrammarError: Error { var message: String }

    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix("(*") {
                rest = rest[rest.firstRange(of: "*)")!.upperBound...]
            } else if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" {
                let end = rest.dropFirst().firstIndex(of: "\"")!
                tokens.append(String(rest[...end]))
                rest = rest[rest.index(after: end)...]
            } else if first.isLetter {
                let name = rest.prefix { $0.isLetter }
                tokens.append(String(name))
                rest = rest.dropFirst(name.count)
            } else {
                tokens.append(String(rest.removeFirst()))
            }
        }
        return tokens
    }

    private struct Reader {
        var tokens: [String]
        var position = 0

        mutating func next() -> String? {
            guard position < tokens.count else { return nil }
            defer { position += 1 }
            return tokens[position]
        }

        mutating func choice() throws -> Term {
            var alternatives = [try sequence()]
            while position < tokens.count, tokens[position] == "|" {
                position += 1
                alternatives.append(try sequence())
            }
            return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
        }

        private mutating func sequence() throws -> Term {
            var parts = [try part()]
            while position < tokens.count, tokens[position] == "," {
                position += 1
                parts.append(try part())
            }
            return parts.count == 1 ? parts[0] : .sequence(parts)
        }

        private mutating func part() throws -> Term {
            guard let token = next() else { throw GrammarError(message: "the file ends in a rule") }
            switch token {
            case "[": return .optional(try closed("]"))
            case "{": return .repeated(try closed("}"))
            case "(": return try closed(")")
            default:
                if token.hasPrefix("\"") { return .literal(String(token.dropFirst().dropLast())) }
                guard token.first!.isLetter else {
                    throw GrammarError(message: "unexpected \(token)")
                }
                return .reference(token)
            }
        }

        private mutating func closed(_ sign: String) throws -> Term {
            let term = try choice()
            guard next() == sign else { throw GrammarError(message: "no \(sign)") }
            return term
        }
    }
}
