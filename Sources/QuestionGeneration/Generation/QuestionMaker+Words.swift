internal import ConfigurationFiles
internal import MedGraph
internal import Sampling

extension QuestionMaker {
    /// Puts a question and its answer into words.
    func word(
        _ table: AnswerTable, _ answers: [AnswerTable.Answer], _ subject: Subject, twin: Int?
    ) -> Result<One, Dropped> {
        var variables = self.variables(subject)
        variables["only"] = table.only.map { WordingValue(.entity($0), style) }
        let choices = choices(subject, table)
        if let choices {
            variables["choices"] = WordingValue(
                .list(choices.map { WordingValue(.entity($0), style) }), style)
        }
        let index = DrawStage.wording.stream(seed)
            .integer(below: UInt64(wordings.count), for: subject.identity, draw: UInt32(twin ?? 0))
        let question = wordings[Int(index)].render(variables)
        add(table, answers, choices, to: &variables)
        guard let question, let answer = answerWording.render(variables) else {
            return .failure(Dropped(.nameless))
        }
        var proof = table.proof
        let named = named.flatMap { entities(of: $0, subject) }
        for entity in named { proof.add(entity) }
        let id = "\(kind.name)-\(subject.identity.shortText)"
        let record = QuestionRecord(
            id: id + Self.suffix(twin), kind: kind.name, language: language, hops: kind.hops,
            question: question, answer: answer, answers: answers.map(\.value),
            query: kind.query.text, parameters: parameters(subject),
            proof: proof.json(graph, language), seed: seed, snapshot: graph.snapshot,
            choices: choices.map { letters($0) }, topics: topics(subject),
            twin: twin.map { id + Self.suffix(1 - $0) })
        let answering = table.answers.compactMap { answer in
            if case .entity(let entity) = answer { entity.id } else { nil }
        }
        return .success(One(record: record, entities: Set(named.map(\.id) + answering)))
    }

    private static func suffix(_ twin: Int?) -> String { twin.map { $0 == 0 ? "-a" : "-b" } ?? "" }

    /// What the subject gives to the wordings.
    private func variables(_ subject: Subject) -> [String: WordingValue] {
        var variables: [String: WordingValue] = [:]
        for (name, value) in subject.parameters {
            variables[name] = WordingValue(value, style)
        }
        for column in kind.entities {
            let entities = entities(of: column, subject)
            if case .list? = subject.parameters[column.column] {
                variables[column.column] = WordingValue(
                    .list(entities.map { WordingValue(.entity($0), style) }), style)
            } else {
                variables[column.column] = entities.first.map {
                    WordingValue(.entity($0), style)
                }
            }
        }
        return variables
    }

    /// What the answer gives to its wording.
    private func add(
        _ table: AnswerTable, _ answers: [AnswerTable.Answer], _ choices: [GraphEntity]?,
        to variables: inout [String: WordingValue]
    ) {
        let values = answers.compactMap { answer in
            switch answer {
            case .entity(let entity): WordingValue(.entity(entity), style)
            case .value(let value): WordingValue(value, style)
            }
        }
        variables["answers"] = WordingValue(.list(values), style)
        variables["answer"] = values.first
        if case .value(.boolean(let holds))? = answers.first {
            variables["yes"] = WordingValue(.flag(holds), style)
        }
        if let choices, case .entity(let right)? = answers.first,
            let index = choices.firstIndex(where: { $0.id == right.id })
        {
            variables["letter"] = WordingValue(.text(Letters.all[index]), style)
        }
    }

    /// The choices as entities: keys of nodes with the label of the right answer.
    private func choices(_ subject: Subject, _ table: AnswerTable) -> [GraphEntity]? {
        guard let choice = kind.choice, case .list(let keys)? = subject.parameters["choices"],
            let label = kind.entities.first(where: { $0.column == choice.right })?.label
        else { return nil }
        return keys.compactMap { graph[label, GraphEntity.text($0)] }
    }

    private func letters(
        _ choices: [GraphEntity]
    ) -> [(letter: String, key: String, name: String)] {
        zip(Letters.all, choices).map { ($0, $1.key, $1.name(in: language)) }
    }

    /// What the query needs, and how many rows of it are the answer.
    private func parameters(_ subject: Subject) -> [(name: String, value: QueryValue)] {
        var names = kind.query.parameters
        if case .column(let column) = kind.top, !names.contains(column) { names.append(column) }
        return names.compactMap { name in subject.parameters[name].map { (name, $0) } }
    }

    private func topics(_ subject: Subject) -> [String] {
        kind.entities.filter { kind.topics.contains($0.column) }
            .flatMap { entities(of: $0, subject) }.map(\.key)
    }
}
