import QueryPlanning

/// Changes the graph.
///
/// All rows are taken before the first change, and none is given before the last: what is read
/// before a clause does not see what it writes, and what is read behind it sees all.
final class WriteOperator: PipelineOperator {
    private let writes: [PhysicalWrite]
    private var rows: [Row] = []
    private var held = HeldValues()

    init(_ writes: [PhysicalWrite], into next: Operator) {
        self.writes = writes
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        rows = []
        try next.begin(row, &run)
    }

    override func rest() {
        rows = []
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        try held.add(row, &run)
        rows.append(row)
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        var written = rows
        rows = []
        written = try run.apply(writes, to: written)
        held.end(&run)
        for row in written {
            var row = row
            guard try next.push(&row, &run) else { break }
        }
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

extension Run {
    /// Makes the changes of clauses, one after the other.
    ///
    /// - Returns: the rows behind the last of them.
    mutating func apply(
        _ writes: [PhysicalWrite], to rows: [Row]
    ) throws(ExecutionError) -> [Row] {
        var rows = rows
        for write in writes {
            if !write.isDelete { try finishDeletes() }
            rows = try apply(write, to: rows)
        }
        try finishDeletes()
        return rows
    }

    /// Makes the changes of one clause for each row in turn.
    ///
    /// - Returns: the rows behind the clause.
    mutating func apply(
        _ write: PhysicalWrite, to rows: [Row]
    ) throws(ExecutionError) -> [Row] {
        switch write {
        case .create(let patterns):
            return try forEach(rows) { row, run throws(ExecutionError) in
                for pattern in patterns { try run.create(pattern, &row) }
            }
        case .set(let items):
            return try forEach(rows) { row, run throws(ExecutionError) in
                for item in items { try run.set(item, &row) }
            }
        case .remove(let items):
            return try forEach(rows) { row, run throws(ExecutionError) in
                for item in items { try run.remove(item, &row) }
            }
        case .merge(let merge):
            var result: [Row] = []
            for row in rows {
                try step()
                result += try self.merge(merge, row)
            }
            return result
        case .delete(let targets, let isDetach):
            return try delete(targets, isDetach: isDetach, rows)
        case .foreach(let slot, let list, let writes):
            return try forEach(rows) { row, run throws(ExecutionError) in
                for element in try run.elements(list, &row) ?? [] {
                    var inner = [row]
                    inner[0][slot] = element
                    for write in writes {
                        if !write.isDelete { try run.finishDeletes() }
                        inner = try run.apply(write, to: inner)
                    }
                }
            }
        }
    }

    private mutating func forEach(
        _ rows: [Row],
        _ body: (inout Row, inout Run) throws(ExecutionError) -> Void
    ) throws(ExecutionError) -> [Row] {
        var rows = rows
        for index in rows.indices {
            try step()
            try body(&rows[index], &self)
        }
        return rows
    }
}
