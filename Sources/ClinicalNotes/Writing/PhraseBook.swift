internal import ConfigurationFiles
internal import Diagnostics

/// The phrases of a language: styles of notes, and rules with the wordings that each can have.
struct PhraseBook: Sendable {
    /// A way to write a note.
    struct Style: Sendable {
        let name: String
        /// Between the sections.
        let separator: String
        /// The orders that its sections can have; a section is a rule.
        let layouts: [[String]]
        let place: FilePlace
    }

    /// A wording, and when it fits.
    struct Wording: Sendable {
        let phrase: Phrase
        let when: [String]
        let place: FilePlace
    }

    let styles: [Style]
    let rules: [String: [Wording]]

    /// - Parameters:
    ///   - fields: the file of a language, with `styles` and `rules`.
    ///   - neutral: the neutral facts, which can be conditions.
    /// - Throws: for phrases that are not closed, places that are neither slot nor rule, conditions
    ///   that are none, and rules that lead back to themselves.
    init(_ fields: YAMLFields, neutral: Set<String>) throws(InputError) {
        styles = try fields.required("styles").list("`styles`").map { node throws(InputError) in
            try Style(node)
        }
        rules = try fields.required("rules").valuesByKey("`rules`") {
            node, what throws(InputError) in
            try node.list(what).map { node throws(InputError) in try Wording(node) }
        }
        try check(neutral, fields)
    }

    private func check(_ neutral: Set<String>, _ fields: YAMLFields) throws(InputError) {
        for style in styles {
            for section in style.layouts.joined() where rules[section] == nil {
                throw InputError(
                    "style `\(style.name)`: there is no rule `\(section)`", at: style.place)
            }
        }
        for (name, wordings) in rules.sorted(by: { $0.key < $1.key }) {
            for wording in wordings { try check(wording, neutral) }
            if leads(name, to: name, []) {
                throw InputError(
                    "the rule `\(name)` leads back to itself",
                    at: wordings.first?.place ?? fields.place(of: "rules"))
            }
        }
    }

    private func check(_ wording: Wording, _ neutral: Set<String>) throws(InputError) {
        let numbers = Set(Self.numbers(wording.phrase.parts))
        for name in wording.phrase.names.sorted()
        where rules[name] == nil && !NoteSlots.names.contains(name) && !numbers.contains(name) {
            throw InputError("`\(name)` is neither a slot nor a rule", at: wording.place)
        }
        for condition in wording.when
        where !NoteSlots.isCondition(condition, neutral.union(rules.keys)) {
            throw InputError("`\(condition)` is no condition", at: wording.place)
        }
    }

    private static func numbers(_ parts: [Phrase.Part]) -> [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .number(let name, _): [name]
            case .optional(let parts): numbers(parts)
            default: []
            }
        }
    }

    private func leads(_ start: String, to end: String, _ seen: Set<String>) -> Bool {
        guard let wordings = rules[start], !seen.contains(start) else { return false }
        let next = wordings.reduce(into: Set<String>()) { names, wording in
            names.formUnion(wording.phrase.names)
            names.formUnion(
                wording.when.map { $0.hasPrefix("not ") ? String($0.dropFirst(4)) : $0 })
        }
        return next.contains(end)
            || next.contains { leads($0, to: end, seen.union([start])) }
    }
}

// MARK: Reading

extension PhraseBook.Style {
    fileprivate init(_ node: YAMLNode) throws(InputError) {
        let fields = try node.fields("a style", known: ["name", "separator", "layouts"])
        name = try fields.requiredText("name")
        separator = try fields.required("separator").text("`separator`")
        layouts = try fields.required("layouts").list("`layouts`").map {
            node throws(InputError) in try node.texts("a layout")
        }
        place = node.place
    }
}

extension PhraseBook.Wording {
    /// A text, or one with its conditions.
    fileprivate init(_ node: YAMLNode) throws(InputError) {
        place = node.place
        if let text = node.scalar {
            when = []
            phrase = try Phrase(text, at: place)
        } else {
            let fields = try node.fields("a wording", known: ["text", "when"])
            when = try fields.requiredTexts("when")
            phrase = try Phrase(fields.required("text").text("`text`"), at: place)
        }
    }
}
