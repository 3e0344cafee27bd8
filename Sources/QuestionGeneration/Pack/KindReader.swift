internal import Yams

/// Turns the YAML of one kind into a ``QuestionKind``, and refuses what no question could mean.
struct KindReader {
    private static let keys = [
        "kind", "hops", "subjects", "entities", "topics", "shuffle", "query", "answers", "top",
        "at-most", "derivation", "choices", "twin", "wordings", "answer",
    ]
    /// With fewer wordings a language shows too often how a question was made.
    private static let wordingCountMin = 6

    private let fields: PackFields
    private let file: String

    init(_ node: Node, file: String) throws(QuestionError) {
        fields = try PackFields(node, "a kind", known: Self.keys, file: file)
        self.file = file
    }

    func read() throws(QuestionError) -> QuestionKind {
        guard let hops = try fields.number("hops", atLeast: 1) else {
            throw QuestionError("a kind lacks `hops`", at: fields.place)
        }
        let entities = try readEntities()
        let form = try readForm()
        let kind = QuestionKind(
            name: try fields.requiredText("kind"), place: fields.place, hops: hops,
            subjects: try requiredQuery("subjects"), entities: entities,
            topics: try columns("topics", among: entities) ?? [entities[0].column],
            shuffle: try fields.texts("shuffle") ?? [],
            query: try requiredQuery("query"), form: form, top: try readTop(form),
            answerCountMax: try fields.number("at-most", atLeast: 1),
            derivation: try readDerivation(entities), choice: try readChoice(),
            twin: try readTwin(form), wordings: try readWordings(), answer: try readAnswer())
        guard (kind.choice == nil) || form == .one else {
            throw fields.error("a kind with `choices` has `answers: one`", at: "choices")
        }
        return kind
    }

    private func requiredQuery(_ name: String) throws(QuestionError) -> QueryText {
        guard let query = try fields.query(name) else {
            throw QuestionError("a kind lacks `\(name)`", at: fields.place)
        }
        return query
    }

    private func readEntities() throws(QuestionError) -> [EntityColumn] {
        guard let mapping = try fields.required("entities").mapping, !mapping.isEmpty else {
            throw fields.error(
                "`entities` must be a mapping of columns to labels", at: "entities",
                hint: "such as `{disease: Disease}`")
        }
        var entities: [EntityColumn] = []
        for (key, value) in mapping {
            entities.append(
                EntityColumn(
                    column: try fields.text(of: key, "a column"),
                    label: try fields.text(of: value, "a label")))
        }
        return entities
    }

    /// Names of columns that must hold entities.
    private func columns(
        _ name: String, among entities: [EntityColumn]
    ) throws(QuestionError) -> [String]? {
        guard let columns = try fields.texts(name) else { return nil }
        for column in columns { try check(column, among: entities, at: fields.place(of: name)) }
        return columns
    }

    private func check(
        _ column: String, among entities: [EntityColumn], at place: PackPlace
    ) throws(QuestionError) {
        if entities.contains(where: { $0.column == column }) { return }
        throw QuestionError(
            "`\(column)` is no column of `entities`", at: place,
            hint: "they are \(entities.map(\.column).joined(separator: ", "))")
    }

    private func readForm() throws(QuestionError) -> AnswerForm {
        let name = try fields.requiredText("answers")
        if let form = AnswerForm(rawValue: name) { return form }
        let names = AnswerForm.allCases.map(\.rawValue).joined(separator: ", ")
        throw fields.error(
            "no answer has the form `\(name)`", at: "answers", hint: "the forms are \(names)")
    }

    private func readTop(_ form: AnswerForm) throws(QuestionError) -> TopCount? {
        guard let text = try fields.text("top") else { return nil }
        guard form == .one || form == .set else {
            throw fields.error("`top` goes with `answers: one` and `answers: set`", at: "top")
        }
        if let number = Int(text) {
            guard number >= 1 else { throw fields.error("`top` must be at least 1", at: "top") }
            return .number(number)
        }
        return .column(text)
    }

    private func readDerivation(_ entities: [EntityColumn]) throws(QuestionError) -> Derivation {
        guard let node = fields["derivation"] else {
            return Derivation(from: entities.map(\.column), any: false, to: nil, along: nil)
        }
        let inner = try PackFields(
            node, "`derivation`", known: ["from", "any", "to", "along"], file: file)
        let from = try inner.texts("from") ?? entities.map(\.column)
        for column in from { try check(column, among: entities, at: inner.place(of: "from")) }
        let to = try inner.text("to")
        if let to { try check(to, among: entities, at: inner.place(of: "to")) }
        return Derivation(
            from: from, any: try inner.flag("any") ?? false, to: to,
            along: try inner.texts("along")?.sorted())
    }

    private func readChoice() throws(QuestionError) -> Choice? {
        guard let node = fields["choices"] else { return nil }
        let inner = try PackFields(
            node, "`choices`", known: ["distractors", "right", "count"], file: file)
        guard let distractors = try inner.query("distractors") else {
            throw QuestionError("`choices` lacks `distractors`", at: inner.place)
        }
        return Choice(
            distractors: distractors, right: try inner.requiredText("right"),
            count: try inner.number("count", atLeast: 2) ?? 4)
    }

    private func readTwin(_ form: AnswerForm) throws(QuestionError) -> Twin? {
        guard let node = fields["twin"] else { return nil }
        guard form == .yesNo else {
            throw fields.error("`twin` goes with `answers: yes-no`", at: "twin")
        }
        guard let (key, value) = node.mapping?.first, node.mapping?.count == 1 else {
            throw fields.error(
                "`twin` must name one column and the one that takes its place", at: "twin",
                hint: "such as `{symptom: other}`")
        }
        return Twin(
            column: try fields.text(of: key, "a column"),
            other: try fields.text(of: value, "a column"))
    }
}

// MARK: Wordings

extension KindReader {
    private func readWordings() throws(QuestionError) -> [QuestionLanguage: [Wording]] {
        let inner = try languages("wordings")
        var wordings: [QuestionLanguage: [Wording]] = [:]
        for language in QuestionLanguage.allCases {
            guard let node = inner[language.rawValue] else { continue }
            guard let elements = node.sequence, elements.count >= Self.wordingCountMin else {
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

    private func readAnswer() throws(QuestionError) -> [QuestionLanguage: Wording] {
        let inner = try languages("answer")
        let worded = try languages("wordings")
        var answers: [QuestionLanguage: Wording] = [:]
        for language in QuestionLanguage.allCases where worded[language.rawValue] != nil {
            guard let node = inner[language.rawValue] else {
                throw QuestionError(
                    "`answer` lacks `\(language.rawValue)`, which the wordings have",
                    at: inner.place)
            }
            answers[language] = try wording(node)
        }
        return answers
    }

    private func languages(_ name: String) throws(QuestionError) -> PackFields {
        let fields = try PackFields(
            fields.required(name), "`\(name)`",
            known: QuestionLanguage.allCases.map(\.rawValue), file: file)
        guard QuestionLanguage.allCases.contains(where: { fields[$0.rawValue] != nil }) else {
            throw QuestionError("`\(name)` has no language", at: fields.place)
        }
        return fields
    }

    private func wording(_ node: Node) throws(QuestionError) -> Wording {
        try Wording(fields.text(of: node, "a wording"), at: node.place(in: file))
    }
}
