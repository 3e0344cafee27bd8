import QueryPlanning

/// Changes the graph.
///
/// All rows are taken before the first change, and none is given before the last: what is read
/// before a clause does not see what it writes, and what is read behind it sees all.
final class WriteOperator: PipelineOperator {
    private let writes: [PhysicalWrite]
    /// The slots that are read by the changes or behind them: only those wait.
    private let kept: [Int]
    private var rows: RowStore
    private var held = HeldValues()

    init(_ writes: [PhysicalWrite], kept: [Int], into next: Operator) {
        self.writes = writes
        self.kept = kept
        rows = RowStore(width: kept.count)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        rows.removeAll()
        try next.begin(row, &run)
    }

    override func rest() {
        rows.removeAll()
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        if row.areScalars(kept) {
            try held.add(scalars: kept.count, &run)
        } else {
            try held.add(kept, of: row, &run)
        }
        rows.append(kept, of: row)
        rows.endRow()
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        // Taken out, so that what is changed meanwhile cannot copy them.
        var rows = RowStore(width: 0)
        swap(&rows, &self.rows)
        try run.apply(writes, to: &rows, kept)
        held.end(&run)
        var row = Row(repeating: .null, count: run.prepared.plan.slotCount)
        for index in 0..<rows.count {
            rows.read(index, from: 0, into: kept, of: &row)
            guard try next.push(&row, &run) else { break }
        }
        rows.removeAll()
        swap(&rows, &self.rows)
        try next.finish(&run)
    }
}

extension PhysicalWrite {
    /// Whether nothing but deleting is done.
    fileprivate var isDelete: Bool {
        switch self {
        case .delete: true
        case .foreach(_, _, let writes): writes.allSatisfy(\.isDelete)
        case .create, .merge, .set, .remove: false
        }
    }
}

extension PhysicalPattern {
    /// The slots that are filled when the path is made.
    fileprivate var madeSlots: [Int] {
        nodes.filter { !$0.isBound }.map(\.slot) + relationships.map(\.slot)
            + [path?.slot].compactMap { $0 }
    }
}

// MARK: Rows that wait

extension Run {
    /// Makes the changes of clauses, one after the other.
    ///
    /// - Parameters:
    ///   - rows: the rows before the first clause, and then those behind the last.
    ///   - kept: the slots that the columns of `rows` belong to.
    fileprivate mutating func apply(
        _ writes: [PhysicalWrite], to rows: inout RowStore, _ kept: [Int]
    ) throws(ExecutionError) {
        for write in writes {
            if !write.isDelete { try finishDeletes() }
            try apply(write, to: &rows, kept)
        }
        try finishDeletes()
    }

    /// Makes the changes of one clause for each row in turn.
    private mutating func apply(
        _ write: PhysicalWrite, to rows: inout RowStore, _ kept: [Int]
    ) throws(ExecutionError) {
        switch write {
        case .create(let patterns):
            let made = Set(patterns.flatMap(\.madeSlots))
            let columns = kept.indices.filter { made.contains(kept[$0]) }
            try forEach(&rows, kept, changed: columns) { row, run throws(ExecutionError) in
                for index in patterns.indices { try run.create(patterns[index], &row) }
            }
        case .set, .remove, .foreach:
            try forEach(&rows, kept, changed: []) { row, run throws(ExecutionError) in
                try run.apply(write, to: &row)
            }
        case .merge(let merge):
            var result = RowStore(width: kept.count)
            try forEach(&rows, kept, changed: []) { row, run throws(ExecutionError) in
                for row in try run.merge(merge, row) { result.append(row.values(of: kept)) }
            }
            rows = result
        case .delete(let targets, let isDetach):
            var all: [Row] = []
            try forEach(&rows, kept, changed: []) { row, _ in all.append(row) }
            try delete(targets, isDetach: isDetach, all)
        }
    }

    /// - Parameter changed: the columns that `body` fills.
    private mutating func forEach(
        _ rows: inout RowStore, _ kept: [Int], changed: [Int],
        _ body: (inout Row, inout Run) throws(ExecutionError) -> Void
    ) throws(ExecutionError) {
        var row = Row(repeating: .null, count: prepared.plan.slotCount)
        for index in 0..<rows.count {
            try step()
            rows.read(index, from: 0, into: kept, of: &row)
            try body(&row, &self)
            for column in changed { rows[index, column] = row[kept[column]] }
        }
    }
}

extension Row {
    fileprivate func values(of slots: [Int]) -> [Value] { slots.map { self[$0] } }
}

// MARK: One row

extension Run {
    /// Makes the changes of a clause that leaves the row one row.
    private mutating func apply(
        _ write: PhysicalWrite, to row: inout Row
    ) throws(ExecutionError) {
        switch write {
        case .create(let patterns): for pattern in patterns { try create(pattern, &row) }
        case .set(let items): for item in items { try set(item, &row) }
        case .remove(let items): for item in items { try remove(item, &row) }
        case .foreach(let slot, let list, let writes):
            for element in try elements(list, &row) ?? [] {
                var inner = [row]
                inner[0][slot] = element
                for write in writes {
                    if !write.isDelete { try finishDeletes() }
                    inner = try apply(write, to: inner)
                }
            }
        case .merge, .delete: preconditionFailure("rows are merged and deleted from all at once")
        }
    }

    /// Makes the changes of one clause of a `FOREACH`.
    ///
    /// - Returns: the rows behind the clause.
    private mutating func apply(
        _ write: PhysicalWrite, to rows: [Row]
    ) throws(ExecutionError) -> [Row] {
        var result: [Row] = []
        switch write {
        case .create, .set, .remove, .foreach:
            result = rows
            for index in result.indices {
                try step()
                try apply(write, to: &result[index])
            }
        case .merge(let merge):
            for row in rows {
                try step()
                result += try self.merge(merge, row)
            }
        case .delete(let targets, let isDetach):
            try delete(targets, isDetach: isDetach, rows)
            result = rows
        }
        return result
    }
}
