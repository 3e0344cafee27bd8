internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph
internal import Sampling

/// What a subject becomes: one record, or two that are twins.
struct Draft: Sendable {
    let records: [QuestionRecord]
    /// The records as lines of the output.
    let lines: [String]
    /// Those that the questions name and those that answer them.
    let entities: Set<NodeID>
    let topics: [GraphEntity]
}

/// Makes the questions of one kind, each from its subject alone.
struct QuestionMaker: Sendable {
    let kind: QuestionKind
    let database: Database
    let graph: GraphEntities
    let reachable: ReachableNodes
    let language: QuestionLanguage
    let format: QuestionFormat
    let seed: Int64
    let wordings: [Wording]
    let answerWording: Wording
    /// The columns whose entities the wordings name.
    let named: [EntityColumn]

    var style: WordingStyle { WordingStyle(language: language, properNames: kind.properNames) }

    func make(_ subject: Subject) throws(InputError) -> Result<Draft, Dropped> {
        guard let twin = kind.twin else {
            return try make(subject, twin: nil).map { one in draft([one], subject) }
        }
        var exchanged = subject
        exchanged.parameters[twin.column] = subject.parameters[twin.other]
        let isReversed =
            DrawStage.twin.stream(seed).integer(below: 2, for: subject.identity) == 1
        var ones: [One] = []
        let halves = isReversed ? [exchanged, subject] : [subject, exchanged]
        for (index, half) in halves.enumerated() {
            switch try make(half, twin: index) {
            case .failure(let dropped): return .failure(dropped)
            case .success(let one): ones.append(one)
            }
        }
        guard ones[0].record.answers[0].description != ones[1].record.answers[0].description else {
            return .failure(Dropped(.equalTwins))
        }
        return .success(draft(ones, subject))
    }

    /// One question with what it speaks of.
    struct One {
        var record: QuestionRecord
        var entities: Set<NodeID>
    }

    private func draft(_ ones: [One], _ subject: Subject) -> Draft {
        let topics = kind.entities.filter { kind.topics.contains($0.column) }
            .flatMap { entities(of: $0, subject) }
        return Draft(
            records: ones.map(\.record), lines: ones.map { format.line($0.record) },
            entities: Set(topics.map(\.id)).union(ones.flatMap(\.entities)), topics: topics)
    }

    private func make(_ given: Subject, twin: Int?) throws(InputError) -> Result<One, Dropped> {
        var subject = given
        guard kind.entities.allSatisfy({ areKnown($0, subject) }) else {
            return .failure(Dropped(.unknown))
        }
        if let choice = kind.choice {
            guard let keys = try choices(choice, subject) else {
                return .failure(Dropped(.fewDistractors))
            }
            subject.parameters["choices"] = .list(keys.map { .string($0) })
        }
        let rows = try kind.query.run(
            on: database, subject.parameters, "the query of the kind `\(kind.name)`")
        let table: AnswerTable
        switch try AnswerTable.read(rows, kind, top: try top(subject), graph) {
        case .failure(let dropped): return .failure(dropped)
        case .success(let read): table = read
        }
        let answers: [AnswerTable.Answer]
        switch try decide(table) {
        case .failure(let dropped): return .failure(dropped)
        case .success(let decided): answers = decided
        }
        if let dropped = try check(table, answers, subject) { return .failure(dropped) }
        return word(table, answers, subject, twin: twin)
    }

    private func top(_ subject: Subject) throws(InputError) -> Int? {
        switch kind.top {
        case nil: return nil
        case .number(let number): return number
        case .column(let column):
            guard case .integer(let number) = subject.parameters[column], number >= 1 else {
                throw InputError(
                    "the column `\(column)` of the subjects of `\(kind.name)` must hold a whole "
                        + "number from 1 on", at: kind.subjects.place)
            }
            return Int(number)
        }
    }

    /// The complete answer in the form of the kind.
    private func decide(
        _ table: AnswerTable
    ) throws(InputError) -> Result<[AnswerTable.Answer], Dropped> {
        let answers = table.answers
        if kind.form != .none, answers.isEmpty { return .failure(Dropped(.empty)) }
        if let countMax = kind.answerCountMax, answers.count > countMax {
            return .failure(Dropped(.tooMany))
        }
        switch kind.form {
        case .set: return .success(answers)
        case .one: return answers.count == 1 ? .success(answers) : .failure(Dropped(.ambiguous))
        case .count: return .success([.value(.integer(Int64(answers.count)))])
        case .none: return answers.isEmpty ? .success([]) : .failure(Dropped(.answerable))
        case .yesNo:
            guard answers.count == 1, case .value(.boolean) = answers[0] else {
                throw kind.query.problem(
                    "a kind of the form `yes-no` answers one true or false", kind)
            }
            return .success(answers)
        }
    }
}

// MARK: Entities and choices

extension QuestionMaker {
    /// The entities that a column of a subject names.
    func entities(of column: EntityColumn, _ subject: Subject) -> [GraphEntity] {
        switch subject.parameters[column.column] {
        case nil, .null: []
        case .list(let elements):
            elements.compactMap { graph[column.label, GraphEntity.text($0)] }
        case .some(let value): [graph[column.label, GraphEntity.text(value)]].compactMap(\.self)
        }
    }

    /// Whether a node is found for each key of a column: a question would have a hole without it.
    private func areKnown(_ column: EntityColumn, _ subject: Subject) -> Bool {
        let keyCount =
            switch subject.parameters[column.column] {
            case nil, .null: 0
            case .list(let elements): elements.count
            case .some: 1
            }
        return entities(of: column, subject).count == keyCount
    }

    /// The keys of the right answer and of distractors, in the order of their letters.
    private func choices(
        _ choice: Choice, _ subject: Subject
    ) throws(InputError) -> [String]? {
        let what = "the distractors of the kind `\(kind.name)`"
        let rows = try choice.distractors.run(on: database, subject.parameters, what)
        guard let column = rows.columns.firstIndex(of: "distractor") else {
            throw InputError("\(what) have no column `distractor`", at: choice.distractors.place)
        }
        guard let right = subject.parameters[choice.right].map(GraphEntity.text) else { return nil }
        var keys: Set<String> = []
        for row in rows.values {
            guard case .node(let node) = row[column], let entity = graph[node.id] else {
                throw InputError(
                    "the column `distractor` must hold nodes", at: choice.distractors.place)
            }
            if entity.key != right { keys.insert(entity.key) }
        }
        guard keys.count >= choice.count - 1 else { return nil }
        let drawn = DrawStage.distractor.stream(seed)
            .shuffled(keys.sorted(), for: subject.identity, by: \.self).prefix(choice.count - 1)
        return DrawStage.shuffle.stream(seed)
            .shuffled(drawn + [right], for: subject.identity.part("choices"), by: \.self)
    }
}

// MARK: Derivations

extension QuestionMaker {
    /// Whether the proof has a derivation of the hops that are claimed, and the graph no shorter.
    private func check(
        _ table: AnswerTable, _ answers: [AnswerTable.Answer], _ subject: Subject
    ) throws(InputError) -> Dropped? {
        let targets: [NodeID]
        if let to = kind.derivation.to, let column = kind.entities.first(where: { $0.column == to })
        {
            // What does not hold has no derivation.
            if kind.form == .none { return nil }
            if case .value(.boolean(false))? = answers.first { return nil }
            targets = entities(of: column, subject).map(\.id)
        } else {
            targets = table.answers.compactMap { answer in
                if case .entity(let entity) = answer { entity.id } else { nil }
            }
        }
        guard !targets.isEmpty else { return nil }
        let along = kind.derivation.along ?? table.proof.types.sorted()
        for column in kind.entities where kind.derivation.from.contains(column.column) {
            var proven = kind.derivation.any ? Set<NodeID>() : Set(targets)
            for start in entities(of: column, subject) {
                let near = try reachable.nodes(from: start, along: along, hops: kind.hops - 1)
                if targets.contains(where: near.contains) { return Dropped(.shorter) }
                let distances = table.proof.distances(from: start.id)
                let reached = targets.filter { distances[$0] == kind.hops }
                if kind.derivation.any {
                    proven.formUnion(reached)
                } else {
                    proven.formIntersection(reached)
                }
            }
            guard targets.allSatisfy(proven.contains) else { return Dropped(.unproven) }
        }
        return nil
    }
}
