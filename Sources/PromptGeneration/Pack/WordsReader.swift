internal import ConfigurationFiles
internal import Diagnostics

/// Reads the words of a pack, and sees that none is missing.
struct WordsReader {
    func read(_ node: YAMLNode, _ people: DemographicTable) throws(InputError) -> [Language: Words]
    {
        let fields = try node.fields("`words`", known: Language.allCases.map(\.rawValue))
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            guard let node = fields[language.rawValue] else { continue }
            words[language] = try self.words(node, people)
        }
        return words
    }

    private func words(_ node: YAMLNode, _ people: DemographicTable) throws(InputError) -> Words {
        let fields = try node.fields(
            "the words of a language", known: ["nouns", "attributes", "kinds", "relations"])
        return Words(
            nouns: try nouns(fields), attributes: try attributes(fields, people),
            kinds: try texts(fields, "kinds"), relations: try texts(fields, "relations"))
    }

    private func nouns(_ fields: YAMLFields) throws(InputError) -> [Words.Noun] {
        guard let elements = try fields.required("nouns").elements, !elements.isEmpty else {
            throw fields.error("`nouns` must be a list", at: "nouns")
        }
        var nouns: [Words.Noun] = []
        for node in elements {
            let noun = try node.fields("a noun", known: ["below", "female", "male"])
            let below = try noun.number("below") ?? .infinity
            guard below > nouns.last?.below ?? 0 else {
                throw noun.error("the ages of `nouns` must ascend")
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
    ) throws(InputError) -> [String: [String: Words.Word]] {
        let members = try fields.requiredFields("attributes")
        var attributes: [String: [String: Words.Word]] = [:]
        for attribute in people.attributes {
            let values = try members.required(attribute.name).fields("`\(attribute.name)`")
            var words: [String: Words.Word] = [:]
            for value in attribute.values {
                words[value] = try word(try values.required(value), value)
            }
            attributes[attribute.name] = words
        }
        return attributes
    }

    /// A text, which may be empty for what a note does not mention, or one for each sex.
    private func word(_ node: YAMLNode, _ value: String) throws(InputError) -> Words.Word {
        if let text = node.scalar { return Words.Word(female: text, male: text) }
        let forms = try node.fields("the word for `\(value)`", known: ["female", "male"])
        return Words.Word(
            female: try forms.requiredText("female"), male: try forms.requiredText("male"))
    }

    private func texts(_ fields: YAMLFields, _ name: String) throws(InputError) -> [String: String]
    {
        let members = try fields.requiredFields(name)
        var texts: [String: String] = [:]
        for key in members.names { texts[key] = try members.requiredText(key) }
        return texts
    }
}
