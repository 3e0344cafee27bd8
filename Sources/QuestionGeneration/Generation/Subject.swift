internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph
internal import Sampling

/// What one question is about: a row of the subjects of its kind.
struct Subject: Sendable {
    /// Of the kind and the row; the same in every graph that has the row.
    let identity: RowIdentity
    /// The columns of the row by name, and `seed`.
    var parameters: [String: QueryValue]
}

/// The subjects of a kind in the order in which they are asked about.
struct SubjectList: Sendable {
    let columns: [String]
    let subjects: [Subject]

    /// Runs the query for subjects.
    ///
    /// The order is drawn for each row alone, so that no row moves another.
    ///
    /// - Throws: where the query fails, or a column is missing or no value.
    init(_ kind: QuestionKind, _ database: Database, seed: Int64) throws(InputError) {
        let what = "the subjects of the kind `\(kind.name)`"
        let rows = try kind.subjects.run(on: database, ["seed": .integer(seed)], what)
        columns = rows.columns
        for column in kind.columnsOfSubjects where !rows.columns.contains(column.name) {
            throw InputError(
                "\(what) have no column `\(column.name)`, which \(column.use) needs",
                at: kind.subjects.place,
                hint: "the columns are \(rows.columns.joined(separator: ", "))")
        }
        for row in rows.values {
            for (column, value) in zip(rows.columns, row) where value.holdsEntity {
                throw InputError(
                    "the column `\(column)` of \(what) holds nodes, relationships or paths",
                    at: kind.subjects.place, hint: "return their keys")
            }
        }
        subjects = Self.ordered(rows, kind, seed)
    }

    private static func ordered(_ rows: Rows, _ kind: QuestionKind, _ seed: Int64) -> [Subject] {
        let stream = DrawStage.order.stream(seed)
        var known: Set<RowIdentity> = []
        var ordered: [(Double, Subject)] = []
        for row in rows.values {
            let map = QueryMap(zip(rows.columns, row).map { (key: $0, value: $1) })
            var hasher = IdentityHasher()
            hasher.combine(kind.name)
            hasher.combine(.map(map))
            let identity = hasher.identity()
            guard known.insert(identity).inserted else { continue }
            var parameters: [String: QueryValue] = ["seed": .integer(seed)]
            for (column, value) in zip(rows.columns, row) { parameters[column] = value }
            for column in kind.shuffle {
                parameters[column]?.shuffle(column, DrawStage.shuffle.stream(seed), identity)
            }
            ordered.append(
                (stream.uniform(for: identity), Subject(identity: identity, parameters: parameters))
            )
        }
        return ordered.sorted { ($0.0, $0.1.identity) < ($1.0, $1.1.identity) }.map(\.1)
    }
}

extension QueryValue {
    fileprivate var holdsEntity: Bool {
        switch self {
        case .node, .relationship, .path: true
        case .list(let elements): elements.contains(where: \.holdsEntity)
        case .map(let map): map.entries.contains { $0.value.holdsEntity }
        default: false
        }
    }

    fileprivate mutating func shuffle(
        _ column: String, _ stream: RandomStream, _ identity: RowIdentity
    ) {
        guard case .list(let elements) = self else { return }
        self = .list(stream.shuffled(elements, for: identity.part(column), by: \.description))
    }
}

extension QuestionKind {
    /// The columns that the subjects must have, and what for.
    fileprivate var columnsOfSubjects: [(name: String, use: String)] {
        var columns = entities.map { ($0.column, "`entities`") }
        columns += shuffle.map { ($0, "`shuffle`") }
        let given = ["seed", "choices"]
        columns += query.parameters.filter { !given.contains($0) }.map { ($0, "`query`") }
        if case .column(let column) = top { columns.append((column, "`top`")) }
        if let choice {
            columns.append((choice.right, "`choices`"))
            columns += choice.distractors.parameters.filter { $0 != "seed" }
                .map { ($0, "`choices`") }
        }
        if let twin { columns += [(twin.column, "`twin`"), (twin.other, "`twin`")] }
        return columns
    }
}
