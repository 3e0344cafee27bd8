/// The result of a query.
///
/// ```swift
/// let rows = try database.run("MATCH (d:Disease) RETURN d.name AS name LIMIT 3")
/// for row in rows { print(row["name", as: String.self] ?? "?") }
/// ```
public struct Rows: Sendable {
    /// The names of the columns, in the order of the `RETURN` items.
    public let columns: [String]
    /// The values of all rows, one row after the other.
    let cells: [QueryValue]
    /// The number of rows.
    public let count: Int
    public let summary: QuerySummary

    /// The rows in the order of the result, each as long as `columns`.
    ///
    /// - Complexity: O(values): the rows themselves, ``Row``, cost nothing.
    public var values: [[QueryValue]] { map(\.values) }
}

extension Rows: RandomAccessCollection {
    /// One row, by column.
    public struct Row: Sendable {
        let columns: [String]
        let cells: ArraySlice<QueryValue>

        /// The values, by column.
        public var values: [QueryValue] { Array(cells) }

        /// The value in a column; nil when there is no such column.
        public subscript(column: String) -> QueryValue? {
            columns.firstIndex { $0.utf8.elementsEqual(column.utf8) }.map { self[$0] }
        }

        /// The value in the column at an index.
        ///
        /// - Precondition: there is such a column.
        public subscript(index: Int) -> QueryValue { cells[cells.startIndex + index] }

        /// The value in a column as a Swift type; nil for null and for another kind of value.
        public subscript<Result: QueryValueConvertible>(
            column: String, as type: Result.Type
        ) -> Result? {
            self[column].flatMap { Result($0) }
        }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(position: Int) -> Row {
        precondition(position >= 0 && position < count, "the result has the row")
        let start = position * columns.count
        return Row(columns: columns, cells: cells[start..<(start + columns.count)])
    }
}

/// What a query did.
public struct QuerySummary: Sendable {
    /// What it changed, net: what it both made and deleted does not count.
    public struct Changes: Sendable, Equatable {
        public internal(set) var nodesCreated = 0
        public internal(set) var nodesDeleted = 0
        public internal(set) var relationshipsCreated = 0
        public internal(set) var relationshipsDeleted = 0
        /// Properties set, changed or removed.
        public internal(set) var propertiesSet = 0
        public internal(set) var labelsAdded = 0
        public internal(set) var labelsRemoved = 0
        public internal(set) var indexesAdded = 0
        public internal(set) var indexesRemoved = 0

        public init() {}
    }

    public let changes: Changes
    /// From receiving the query to its last row, in microseconds.
    public var elapsedMicroseconds: Double {
        let (seconds, attoseconds) = elapsed.components
        return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
    }
    /// Taken apart only when someone asks, which takes longer than to measure it.
    let elapsed: Duration
    /// The seed of the draws for which the query names none; with it they can be repeated.
    public let seed: Int64?
    /// What is odd about the query, such as labels that the graph lacks.
    public let warnings: [QueryProblem]
    /// How the query is carried out, when it begins with `EXPLAIN` or `PROFILE`.
    public internal(set) var explanation: Explanation?
}
