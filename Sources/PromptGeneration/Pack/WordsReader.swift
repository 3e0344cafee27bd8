internal import Yams

/// Reads the words of a pack, and sees that none is missing.
struct WordsReader {
    let file: String

    func read(_ node: Node, _ people: DemographicTable) throws(PromptError) -> [Language: Words] {
        let fields = try YAMLFields(
            node, "`words`", known: Language.allCases.map(\.rawValue), file: file)
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            guard let node = fields[language.rawValue] else { continue }
            words[language] = try self.words(node, people)
        }
        return words
    }

    private func words(_ node: Node, _ people: DemographicTable) throws(PromptError) -> Words {
        let fields = try YAMLFields(
            node, "the words of a language", known: ["nouns", "attributes", "kinds", "relations"],
            file: file)
        return Words(
            nouns: try nouns(fields), attributes: try attributes(fields, people),
            kinds: try texts(fields, "kinds"), relations: try texts(fields, "relations"))
    }

    private func nouns(_ fields: YAMLFields) throws(PromptError) -> [Words.Noun] {
        guard let sequence = try fields.required("nouns").sequence, !sequence.isEmpty else {
            throw PromptError("`nouns` must be a list", at: fields.place(of: "nouns"))
        }
        var nouns: [Words.Noun] = []
        for node in sequence {
            let noun = try YAMLFields(
                node, "a noun", known: ["below", "female", "male"], file: file)
            let below = try noun.number("below") ?? .infinity
            guard below > nouns.last?.below ?? 0 else {
                throw PromptError("the ages of `nouns` must ascend", at: noun.place)
            }
            nouns.append(
                Words.Noun(
                    below: below,
                    word: .init(
                        female: try noun.requiredText("female"),
                        male: try noun.requiredText("male"))))
        }
        return nouns
    }

    private func attributes(
        _ fields: YAMLFields, _ people: DemographicTable
    ) throws(PromptError) -> [String: [String: Words.Word]] {
        let members = try YAMLFields(
            try fields.required("attributes"), "`attributes`", known: nil, file: file)
        var attributes: [String: [String: Words.Word]] = [:]
        for attribute in people.attributes {
            let values = try YAMLFields(
                try members.required(attribute.name), "`\(attribute.name)`", known: nil, file: file)
            var words: [String: Words.Word] = [:]
            for value in attribute.values {
                words[value] = try word(try values.required(value), value)
            }
            attributes[attribute.name] = words
        }
        return attributes
    }

    /// A text, which may be empty for what a note does not mention, or one for each sex.
    private func word(_ node: Node, _ value: String) throws(PromptError) -> Words.Word {
        if let text = node.scalar?.string { return Words.Word(female: text, male: text) }
        let forms = try YAMLFields(
            node, "the word for `\(value)`", known: ["female", "male"], file: file)
        return Words.Word(
            female: try forms.requiredText("female"), male: try forms.requiredText("male"))
    }

    private func texts(_ fields: YAMLFields, _ name: String) throws(PromptError) -> [String: String]
    {
        let members = try YAMLFields(
            try fields.required(name), "`\(name)`", known: nil, file: file)
        var texts: [String: String] = [:]
        for key in members.names { texts[key] = try members.requiredText(key) }
        return texts
    }
}
