import QueryPlanning

/// Changes the graph.
///
/// All rows are taken before the first change, and none is given before the last: what is read
/// before a clause does not see what it writes, and what is read behind it sees all.
final class WriteOperator: PipelineOperator {
    private let writes: [PhysicalWrite]
    private var rows: [Row] = []

    init(_ writes: [PhysicalWrite], into next: Operator) {
        self.writes = writes
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        rows = []
        try next.begin(row, &run)
    }

    override func rest() {
        rows = []
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        rows.append(row)
        try run.checkHeld(rows.count * row.count)
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        var written = rows
        rows = []
        for write in writes { written = try run.apply(write, to: written) }
        for row in written {
            var row = row
            guard try next.push(&row, &run) else { break }
        }
        try next.finish(&run)
    }
}

extension Run {
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
                    for write in writes { inner = try run.apply(write, to: inner) }
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
