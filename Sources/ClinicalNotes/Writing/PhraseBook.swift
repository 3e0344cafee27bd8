/// The phrases of a language: styles of notes, and rules with the wordings that each can have.
struct PhraseBook: Sendable {
    /// A way to write a note.
    struct Style: Decodable, Sendable {
        let name: String
        /// Between the sections.
        let separator: String
        /// The orders that its sections can have; a section is a rule.
        let layouts: [[String]]
    }

    /// A wording, and when it fits.
    struct Alternative: Decodable, Sendable {
        let text: String
        let when: [String]

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self.text = text
                when = []
            } else {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                text = try fields.decode(String.self, forKey: .text)
                when = try fields.decode([String].self, forKey: .when)
            }
        }

        private enum CodingKeys: String, CodingKey { case text, when }
    }

    struct Wording: Sendable {
        let phrase: Phrase
        let when: [String]
    }

    let styles: [Style]
    let rules: [String: [Wording]]

    /// - Throws: ``NoteError`` for phrases that are not closed, places that are neither slot nor
    ///   rule, conditions that are none, and rules that lead back to themselves.
    init(
        styles: [Style], rules: [String: [Alternative]], neutral: Set<String>, file: String
    ) throws(NoteError) {
        self.styles = styles
        var read: [String: [Wording]] = [:]
        for (name, alternatives) in rules {
            var wordings: [Wording] = []
            for alternative in alternatives {
                do {
                    wordings.append(
                        Wording(phrase: try Phrase(alternative.text), when: alternative.when))
                } catch { throw NoteError("`\(file)`, rule `\(name)`: \(error.message)") }
            }
            read[name] = wordings
        }
        self.rules = read
        try check(neutral, file)
    }

    private func check(_ neutral: Set<String>, _ file: String) throws(NoteError) {
        for style in styles {
            for section in style.layouts.joined() where rules[section] == nil {
                throw NoteError("`\(file)`, style `\(style.name)`: there is no rule `\(section)`")
            }
        }
        for (name, wordings) in rules {
            for wording in wordings {
                try check(wording, neutral, "`\(file)`, rule `\(name)`")
            }
            if leads(name, to: name, []) {
                throw NoteError("`\(file)`: the rule `\(name)` leads back to itself")
            }
        }
    }

    private func check(
        _ wording: Wording, _ neutral: Set<String>, _ place: String
    ) throws(NoteError) {
        let numbers = Set(Self.numbers(wording.phrase.parts))
        for name in wording.phrase.names
        where rules[name] == nil && !NoteSlots.names.contains(name) && !numbers.contains(name) {
            throw NoteError("\(place): `\(name)` is neither a slot nor a rule")
        }
        for condition in wording.when
        where !NoteSlots.isCondition(condition, neutral.union(rules.keys)) {
            throw NoteError("\(place): `\(condition)` is no condition")
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
