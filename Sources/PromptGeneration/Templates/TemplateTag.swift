/// A tag of a Mustache template, as far as it has to be known to check names.
struct TemplateTag: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case variable, section, invertedSection, end
        case comment
        /// What prompt templates do without: partials, blocks, pragmas, other delimiters.
        case unsupported
        /// A tag that does not end.
        case unfinished
    }

    let kind: Kind
    let name: String
    /// Counted from 1.
    let line: Int

    /// The tags of a template, in their order.
    static func tags(of text: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        var rest = text[...]
        var line = 1
        while let opening = rest.firstRange(of: "{{") {
            line += rest[..<opening.lowerBound].utf8.count { $0 == 10 }
            rest = rest[opening.upperBound...]
            let isTriple = rest.first == "{"
            guard let closing = rest.firstRange(of: isTriple ? "}}}" : "}}") else {
                tags.append(TemplateTag(kind: .unfinished, name: "", line: line))
                break
            }
            let inside = rest[..<closing.lowerBound]
            tags.append(tag(inside, line))
            line += inside.utf8.count { $0 == 10 }
            rest = rest[closing.upperBound...]
        }
        return tags
    }

    private static func tag(_ inside: Substring, _ line: Int) -> TemplateTag {
        let kind: Kind
        switch inside.first {
        case "#": kind = .section
        case "^": kind = .invertedSection
        case "/": kind = .end
        case "!": kind = .comment
        case ">", "<", "$", "%", "=", "*": kind = .unsupported
        default: kind = .variable
        }
        let hasSign = kind != .variable || inside.first == "{" || inside.first == "&"
        let name = (hasSign ? inside.dropFirst() : inside).drop { $0.isWhitespace }
        return TemplateTag(
            kind: kind, name: String(name.reversed().drop { $0.isWhitespace }.reversed()),
            line: line)
    }
}
