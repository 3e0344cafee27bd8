internal import ConfigurationFiles
internal import Diagnostics

/// Turns the YAML of one kind into a ``QuestionKind``, and refuses what no question could mean.
struct KindReader {
    private static let keys = [
        "kind", "hops", "subjects", "entities", "topics", "shuffle", "query", "answers", "top",
        "at-most", "derivation", "choices", "twin", "wordings", "answer",
    ]
    /// With fewer wordings a language shows too often how a question was made.
    private static let wordingCountMin = 6

    private let fields: YAMLFields

    init(_ node: YAMLNode) throws(InputError) {
        fields = try node.fields("a kind", known: Self.keys)
    }

    func read() throws(InputError) -> QuestionKind {
        let hops = try fields.required("hops").wholeNumber("`hops`", atLeast: 1)
        let entities = try readEntities()
        let form = try readForm()
        let kind = QuestionKind(
            name: try fields.requiredText("kind"), place: fields.place, hops: hops,
            subjects: try fields.requiredQuery("subjects"), entities: entities,
            topics: try columns("topics", among: entities) ?? [entities[0].column],
            shuffle: try fields.texts("shuffle", canBeEmpty: false),
            query: try fields.requiredQuery("query"), form: form, top: try readTop(form),
            answerCountMax: try fields.wholeNumber("at-most", atLeast: 1),
            derivation: try readDerivation(entities), choice: try readChoice(),
            twin: try readTwin(form), wordings: try readWordings(), answer: try readAnswer())
        guard (kind.choice == nil) || form == .one else {
            throw fields.error("a kind with `choices` has `answers: one`", at: "choices")
        }
        return kind
    }

    private func readEntities() throws(InputError) -> [EntityColumn] {
        let node = try fields.required("entities")
        guard let columns = node.pairs, !columns.isEmpty else {
            throw fields.error(
                "`entities` must be a mapping of columns to labels", at: "entities",
                hint: "such as `{disease: Disease}`")
        }
        var entities: [EntityColumn] = []
        for (key, value) in columns {
            entities.append(
                EntityColumn(
                    column: try key.text("a column", canBeEmpty: false),
                    label: try value.text("a label", canBeEmpty: false)))
        }
        return entities
    }

    /// Names of columns that must hold entities.
    private func columns(
        _ name: String, among entities: [EntityColumn]
    ) throws(InputError) -> [String]? {
        guard let columns = try fields[name]?.texts("`\(name)`", canBeEmpty: false) else {
            return nil
        }
        for column in columns { try check(column, among: entities, at: fields.place(of: name)) }
        return columns
    }

    private func check(
        _ column: String, among entities: [EntityColumn], at place: FilePlace
    ) throws(InputError) {
        if entities.contains(where: { $0.column == column }) { return }
        throw InputError(
            "`\(column)` is no column of `entities`", at: place,
            hint: "they are \(entities.map(\.column).joined(separator: ", "))")
    }

    private func readForm() throws(InputError) -> AnswerForm {
        let name = try fields.requiredText("answers")
        if let form = AnswerForm(rawValue: name) { return form }
        let names = AnswerForm.allCases.map(\.rawValue).joined(separator: ", ")
        throw fields.error(
            "no answer has the form `\(name)`", at: "answers", hint: "the forms are \(names)")
    }

    private func readTop(_ form: AnswerForm) throws(InputError) -> TopCount? {
        guard let text = try fields.text("top", canBeEmpty: false) else { return nil }
        guard form == .one || form == .set else {
            throw fields.error("`top` goes with `answers: one` and `answers: set`", at: "top")
        }
        if let number = Int(text) {
            guard number >= 1 else { throw fields.error("`top` must be at least 1", at: "top") }
            return .number(number)
        }
        return .column(text)
    }

    private func readDerivation(_ entities: [EntityColumn]) throws(InputError) -> Derivation {
        guard let node = fields["derivation"] else {
            return Derivation(from: entities.map(\.column), any: false, to: nil, along: nil)
        }
        let inner = try node.fields("`derivation`", known: ["from", "any", "to", "along"])
        let from =
            try inner["from"]?.texts("`from`", canBeEmpty: false) ?? entities.map(\.column)
        for column in from { try check(column, among: entities, at: inner.place(of: "from")) }
        let to = try inner.text("to", canBeEmpty: false)
        if let to { try check(to, among: entities, at: inner.place(of: "to")) }
        return Derivation(
            from: from, any: try inner.flag("any") ?? false, to: to,
            along: try inner["along"]?.texts("`along`", canBeEmpty: false).sorted())
    }

    private func readChoice() throws(InputError) -> Choice? {
        guard let node = fields["choices"] else { return nil }
        let inner = try node.fields("`choices`", known: ["distractors", "right", "count"])
        return Choice(
            distractors: try inner.requiredQuery("distractors"),
            right: try inner.requiredText("right"),
            count: try inner.wholeNumber("count", atLeast: 2) ?? 4)
    }

    private func readTwin(_ form: AnswerForm) throws(InputError) -> Twin? {
        guard let node = fields["twin"] else { return nil }
        guard form == .yesNo else {
            throw fields.error("`twin` goes with `answers: yes-no`", at: "twin")
        }
        guard let pairs = node.pairs, pairs.count == 1 else {
            throw fields.error(
                "`twin` must name one column and the one that takes its place", at: "twin",
                hint: "such as `{symptom: other}`")
        }
        let (key, value) = pairs[0]
        return Twin(
            column: try key.text("a column", canBeEmpty: false),
            other: try value.text("a column", canBeEmpty: false))
    }
}

// MARK: Wordings

extension KindReader {
    private func readWordings() throws(InputError) -> [QuestionLanguage: [Wording]] {
        let inner = try languages("wordings")
        var wordings: [QuestionLanguage: [Wording]] = [:]
        for language in QuestionLanguage.allCases {
            guard let node = inner[language.rawValue] else { continue }
            guard let elements = node.elements, elements.count >= Self.wordingCountMin else {
                throw inner.error(
                    "a language needs a list of at least \(Self.wordingCountMin) wordings",
                    at: language.rawValue)
            }
            var list: [Wording] = []
            for element in elements { list.append(try wording(element)) }
            wordings[language] = list
        }
        return wordings
    }

    private func readAnswer() throws(InputError) -> [QuestionLanguage: Wording] {
        let inner = try languages("answer")
        let worded = try languages("wordings")
        var answers: [QuestionLanguage: Wording] = [:]
        for language in QuestionLanguage.allCases where worded[language.rawValue] != nil {
            guard let node = inner[language.rawValue] else {
                throw inner.error("`answer` lacks `\(language.rawValue)`, which the wordings have")
            }
            answers[language] = try wording(node)
        }
        return answers
    }

    private func languages(_ name: String) throws(InputError) -> YAMLFields {
        let fields = try fields.requiredFields(
            name, known: QuestionLanguage.allCases.map(\.rawValue))
        guard QuestionLanguage.allCases.contains(where: { fields[$0.rawValue] != nil }) else {
            throw fields.error("`\(name)` has no language")
        }
        return fields
    }

    private func wording(_ node: YAMLNode) throws(InputError) -> Wording {
        try Wording(node.text("a wording", canBeEmpty: false), at: node.place)
    }
}
