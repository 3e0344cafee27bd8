import QueryPlanning

/// Gives each row once for every row of another plan that has the same keys.
///
/// ```
/// rows    table by x        rows behind
/// b.x     d.x  d            b.x  d
/// 1       1    7       →    1    7
/// 2       1    8            1    8
/// ```
///
/// The other plan is run when the first row comes, once. Where a key cannot be computed, the row is
/// given with all rows: the condition behind the join then says what is wrong, if it comes to it.
final class HashJoinOperator: PipelineOperator {
    private let keys: [Evaluation]
    private let differences: [PhysicalJoin.Difference]
    private let side: Operator
    private let sink: JoinTableSink
    /// What the other plan is run with; nil once it was.
    private var argument: Row?
    /// Room for the key of a row.
    private var key: [Value] = []

    /// `side` ends in `sink`.
    init(
        _ keys: [Evaluation], _ differences: [PhysicalJoin.Difference], _ side: Operator,
        _ sink: JoinTableSink, into next: Operator
    ) {
        self.keys = keys
        self.differences = differences
        self.side = side
        self.sink = sink
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        argument = row
        sink.end(&run)
        try next.begin(row, &run)
    }

    override func rest() {
        argument = nil
        key = []
        side.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        if var own = argument {
            argument = nil
            try side.begin(own, &run)
            _ = try side.push(&own, &run)
            try side.finish(&run)
        }
        // Without rows nobody would have looked at the key.
        guard sink.table.rowCount > 0 else { return true }
        try run.step()
        switch try keys.joinKey(&row, &run, &key) {
        case .unknown: return true
        case .failed: return try pushAll(&row, &run)
        case .known:
            let (first, unplaced) = sink.table.places(of: key)
            guard try push(from: first, &row, &run) else { return false }
            return try push(from: unplaced, &row, &run)
        }
    }

    private func pushAll(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for place in 0..<sink.table.rowCount {
            guard try push(place, &row, &run) else { return false }
        }
        return true
    }

    /// The rows of a chain.
    private func push(
        from first: Int, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var place = first
        while place >= 0 {
            guard try push(place, &row, &run) else { return false }
            place = sink.table.place(behind: place)
        }
        return true
    }

    private func push(
        _ place: Int, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        try run.step()
        sink.table.read(place, into: sink.kept, of: &row)
        for difference in differences where !row.lacks(difference) { return true }
        return try next.push(&row, &run)
    }
}

/// The end of the plan whose rows go into the table.
final class JoinTableSink: Operator {
    private let keys: [Evaluation]
    /// The slots that are kept of a row.
    let kept: [Int]
    private(set) var table: JoinTable
    private var held = HeldValues()
    private var key: [Value] = []

    init(_ keys: [Evaluation], kept: [Int]) {
        self.keys = keys
        self.kept = kept
        table = JoinTable(keyCount: keys.count, rowWidth: kept.count)
    }

    override func rest() {
        table = JoinTable(keyCount: keys.count, rowWidth: kept.count)
        held = HeldValues()
        key = []
    }

    /// Forgets all rows.
    func end(_ run: inout Run) {
        held.end(&run)
        guard table.rowCount > 0 else { return }
        table = JoinTable(keyCount: keys.count, rowWidth: kept.count)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        let outcome = try keys.joinKey(&row, &run, &key)
        if case .unknown = outcome { return true }
        try held.add(key, &run)
        try held.add(kept, of: row, &run)
        var isKnown = false
        if case .known = outcome { isKnown = true }
        try table.add(isKnown ? key : nil, kept, of: row, run.control)
        return true
    }
}

/// What comes of the key of a row.
private enum JoinKeyOutcome {
    case known
    /// Some part is null, which equals nothing.
    case unknown
    case failed
}

extension [Evaluation] {
    /// Evaluates a key into `key`.
    ///
    /// **Throws** What has nothing to do with the values: `Timeout`, `Cancelled`, `LimitExceeded`,
    /// errors of the store.
    fileprivate func joinKey(
        _ row: inout Row, _ run: inout Run, _ key: inout [Value]
    ) throws(ExecutionError) -> JoinKeyOutcome {
        key.removeAll(keepingCapacity: true)
        var hasNull = false
        for part in self {
            do throws(ExecutionError) {
                let value = try part.value(&row, &run)
                if case .null = value { hasNull = true }
                key.append(value)
            } catch {
                guard error.isOfValues else { throw error }
                key.removeAll(keepingCapacity: true)
                return .failed
            }
        }
        return hasNull ? .unknown : .known
    }
}

extension Row {
    fileprivate func lacks(_ difference: PhysicalJoin.Difference) -> Bool {
        switch self[difference.build] {
        case .relationship(let relationship): lacks(relationship, difference.probes)
        case .list(let elements):
            elements.allSatisfy { element in
                guard case .relationship(let relationship) = element else { return true }
                return lacks(relationship, difference.probes)
            }
        default: true
        }
    }
}
