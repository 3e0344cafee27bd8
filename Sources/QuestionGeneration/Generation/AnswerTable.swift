internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// The rows that a query of a kind answers a subject with.
///
/// | column | holds |
/// |---|---|
/// | `answer` | a node, a list of nodes, or a value |
/// | `only` | what the question describes without naming it: the same in all rows |
/// | `rank` | a number; the greatest is the answer, where the kind says so |
/// | any other | nodes, relationships, paths or lists of them: the proof |
struct AnswerTable: Sendable {
    /// A thing that answers.
    enum Answer: Sendable {
        case entity(GraphEntity)
        case value(QueryValue)

        var key: String {
            switch self {
            case .entity(let entity): entity.key
            case .value(let value): value.description
            }
        }

        var value: QueryValue {
            switch self {
            case .entity(let entity): .string(entity.key)
            case .value(let value): value
            }
        }
    }

    /// Each once; by rank where there is one, else ascending by key.
    private(set) var answers: [Answer] = []
    private(set) var only: GraphEntity?
    private(set) var proof = Proof()

    /// - Throws: where a column holds what it must not.
    /// - Returns: a reason instead where the rows do not decide the answer.
    static func read(
        _ rows: Rows, _ kind: QuestionKind, top: Int?, _ graph: GraphEntities
    ) throws(InputError) -> Result<AnswerTable, Dropped> {
        let columns = try Columns(rows, kind)
        var values = rows.values
        if let rank = columns.rank {
            var ranked: [(rank: Double, row: [QueryValue])] = []
            for row in values {
                guard let number = Double(row[rank]) else {
                    throw kind.query.problem("a `rank` is no number", kind)
                }
                ranked.append((number, row))
            }
            ranked.sort { $0.rank > $1.rank }
            if let top {
                if ranked.count < top { return .failure(Dropped(.empty)) }
                if ranked.count > top, areEqual(ranked[top - 1].rank, ranked[top].rank) {
                    return .failure(Dropped(.tie))
                }
                ranked = Array(ranked.prefix(top))
            }
            values = ranked.map(\.row)
        }
        var table = AnswerTable()
        for row in values {
            if let dropped = try table.add(row, columns, kind, graph) { return .failure(dropped) }
        }
        if columns.rank == nil { table.answers.sort { $0.key < $1.key } }
        return .success(table)
    }

    /// Sums of the same numbers may differ in their last bits by the order they were added in.
    private static func areEqual(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-9 * max(abs(left), abs(right))
    }

    private mutating func add(
        _ row: [QueryValue], _ columns: Columns, _ kind: QuestionKind, _ graph: GraphEntities
    ) throws(InputError) -> Dropped? {
        if let column = columns.only {
            guard case .node(let node) = row[column], let entity = graph[node.id] else {
                throw kind.query.problem("the column `only` must hold a node", kind)
            }
            if let only, only.id != entity.id { return Dropped(.ambiguous) }
            only = entity
        }
        try add(answer: row[columns.answer], kind, graph)
        for column in columns.proof {
            guard proof.add(row[column], graph) else {
                throw kind.query.problem(
                    "the column `\(columns.names[column])` must hold nodes, relationships or paths",
                    kind)
            }
        }
        return nil
    }

    private mutating func add(
        answer value: QueryValue, _ kind: QuestionKind, _ graph: GraphEntities
    ) throws(InputError) {
        switch value {
        case .null: return
        case .list(let elements):
            for element in elements { try add(answer: element, kind, graph) }
        case .node(let node):
            guard let entity = graph[node.id] else { return }
            guard !answers.contains(where: { $0.isEntity(entity.id) }) else { return }
            answers.append(.entity(entity))
            proof.add(entity)
        case .boolean, .integer, .float, .string:
            answers.append(.value(value))
        case .map, .relationship, .path:
            throw kind.query.problem("the column `answer` must hold nodes or values", kind)
        }
    }

    /// Where the columns stand.
    struct Columns {
        let names: [String]
        let answer: Int
        let rank: Int?
        let only: Int?
        let proof: [Int]

        init(_ rows: Rows, _ kind: QuestionKind) throws(InputError) {
            names = rows.columns
            guard let answer = names.firstIndex(of: "answer") else {
                throw kind.query.problem("there is no column `answer`", kind)
            }
            self.answer = answer
            rank = names.firstIndex(of: "rank")
            only = names.firstIndex(of: "only")
            if kind.top != nil, rank == nil {
                throw kind.query.problem("there is no column `rank`, which `top` needs", kind)
            }
            proof = names.indices.filter { !["answer", "rank", "only"].contains(rows.columns[$0]) }
        }
    }
}

extension AnswerTable.Answer {
    func isEntity(_ id: NodeID) -> Bool {
        if case .entity(let entity) = self { entity.id == id } else { false }
    }
}

/// A possible question that is not asked.
struct Dropped: Error {
    let reason: DropReason

    init(_ reason: DropReason) { self.reason = reason }
}

extension QueryText {
    /// What is wrong with the result of the query of a kind.
    func problem(_ message: String, _ kind: QuestionKind) -> InputError {
        InputError("the query of the kind `\(kind.name)`: \(message)", at: place)
    }
}
