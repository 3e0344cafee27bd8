import Diagnostics
import GraphModel
import QueryPlanning
import Sampling

/// Draws some of the rows, for each value of the groups on its own.
///
/// Rows wait until their groups are over: when all rows are there, or those of the node by which the
/// rows are partitioned.
///
/// A row is drawn by what it is: its groups and items, entities by what they hold. Equal rows are
/// numbered in the order of their weights and of what else is asked of them behind the draw, so
/// that the order in which they come decides nothing.
final class SampleOperator: PipelineOperator {
    private let sample: PhysicalSample
    private let expressions: SampleExpressions
    private var work: Work

    /// - Parameter kept: the slots that are read behind the step: only those wait.
    init(
        _ sample: PhysicalSample, _ expressions: SampleExpressions, kept: [Int],
        into next: Operator
    ) {
        self.sample = sample
        self.expressions = expressions
        work = Work(sample, expressions, kept: kept)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        work.waiting.begin(&run)
        var countMax = 0
        if case .count(let count, let hasReplacement) = sample.method {
            countMax = try run.rowCount(count, row)
            guard !hasReplacement || GroupDraw.mayDraw(countMax, run.control) else {
                throw .tooMuchMemory(count.span)
            }
        }
        let seed = try run.seed(sample.seed, row)
        work.begin(RandomStream(seed: seed, stage: UInt32(sample.stage)), countMax, run)
        try next.begin(row, &run)
    }

    override func rest() {
        work.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        if let partition = sample.partition {
            guard try work.go(to: row[partition], next, &run) else { return false }
        }
        try work.waiting.add(&row, &run)
        return true
    }

    override var takesBatches: Bool { expressions.areColumnar }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if let partition = sample.partition {
            return try work.add(batch, by: partition, next, &row, &run)
        }
        try work.add(batch, &row, &run)
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        _ = try work.draw(into: next, &run)
        work.end(&run)
        try next.finish(&run)
    }
}

/// What a draw changes: one value, so that it is watched for overlapping accesses as a whole.
private struct Work: ~Copyable {
    var waiting: SampleRows
    private let kept: [Int]
    private let isGrouped: Bool
    private var draw: GroupDraw
    private var batchDraw: BatchDraw
    /// The node whose rows wait.
    private var node: Value = .null
    /// Where the rows of each node lie in a batch.
    private var partitions: [Range<Int>] = []
    /// Room for a row that was drawn.
    private var row: Row = []
    /// Whether the step behind welcomes more rows.
    private var isOpen = true

    init(_ sample: PhysicalSample, _ expressions: SampleExpressions, kept: [Int]) {
        self.kept = kept
        isGrouped = !expressions.groups.isEmpty
        waiting = SampleRows(sample, expressions, kept: kept)
        draw = GroupDraw(sample)
        batchDraw = BatchDraw(sample, expressions)
    }

    /// Draws in a stream from now on, up to `countMax` rows of each group.
    mutating func begin(_ stream: RandomStream, _ countMax: Int, _ run: borrowing Run) {
        draw.begin(stream, countMax)
        batchDraw.begin(stream, countMax, run)
        node = .null
        row.begin(run)
        isOpen = true
    }

    /// Lets go of what is held.
    mutating func end(_ run: inout Run) {
        draw.end(&run)
        waiting.end(&run)
        row.end()
    }

    /// The run is over, and what it held with it.
    mutating func rest() {
        waiting.rest()
        draw.rest()
        batchDraw.rest()
    }

    /// Takes the rows of a batch.
    mutating func add(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        if try waiting.add(batch, &row, &run) { return }
        for index in 0..<batch.count {
            try run.step()
            batch.write(index, into: &row, run)
            try waiting.add(&row, &run)
        }
    }

    /// Draws from the rows that wait, and pushes those that are drawn.
    ///
    /// - Returns: whether more rows are welcome.
    mutating func draw(into next: Operator, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard isOpen, waiting.candidates.count > 0 else { return isOpen }
        if isGrouped, waiting.groupCount > 1 {
            let (members, starts) = try waiting.grouped(&run)
            for group in 0..<waiting.groupCount where isOpen {
                try draw.draw(members[starts[group]..<starts[group + 1]], waiting, &run)
                try push(into: next, &run)
            }
        } else {
            try draw.draw(waiting, &run)
            try push(into: next, &run)
        }
        return isOpen
    }

    private mutating func push(into next: Operator, _ run: inout Run) throws(ExecutionError) {
        for index in draw.drawn {
            try run.step()
            waiting.read(index, into: &row)
            isOpen = try next.push(&row, &run)
            if !isOpen { return }
        }
    }

    // MARK: Partitions

    /// Goes on to the rows of a node: if it is another one, those of the last are drawn from.
    ///
    /// - Returns: whether more rows are welcome.
    mutating func go(
        to node: Value, _ next: Operator, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        if node.isSameNode(as: self.node) { return true }
        guard try draw(into: next, &run) else { return false }
        waiting.endPartition(&run)
        self.node = node
        return true
    }

    /// Takes the rows of a batch that has the nodes in a slot.
    ///
    /// - Returns: whether more rows are welcome.
    mutating func add(
        _ batch: RowBatch, by slot: Int, _ next: Operator, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        let nodes = batch.values(of: slot, row)
        nodes.findRuns(batch.count, into: &partitions)
        // The rows of the last may go on in the next batch.
        let last = partitions.removeLast()
        var inner = partitions[...]
        if let first = inner.first, nodes[0].isSameNode(as: node) {
            guard try add(first, of: batch, nodes, next, &row, &run) else { return false }
            inner.removeFirst()
        }
        guard !inner.isEmpty else { return try add(last, of: batch, nodes, next, &row, &run) }
        try run.step(size: batch.count)
        let areDrawn = try batchDraw.begin(batch, inner, nodes, &row, &run)
        while true {
            if areDrawn { inner.removeFirst(try batchDraw.draw(inner, &draw, &run)) }
            guard try pushDrawn(from: batch, next, &row, &run) else { return false }
            guard let other = inner.popFirst() else { break }
            guard try add(other, of: batch, nodes, next, &row, &run) else { return false }
        }
        return try add(last, of: batch, nodes, next, &row, &run)
    }

    /// Takes the rows of one node.
    ///
    /// - Returns: whether more rows are welcome.
    private mutating func add(
        _ partition: Range<Int>, of batch: RowBatch, _ nodes: BatchColumn, _ next: Operator,
        _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard try go(to: nodes[partition.lowerBound], next, &run) else { return false }
        let isWhole = partition.count == batch.count
        try add(isWhole ? batch : batch.rows(at: partition), &row, &run)
        return true
    }

    /// Draws from what waits, and pushes it and what was drawn from the batch.
    private mutating func pushDrawn(
        from batch: RowBatch, _ next: Operator, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard try go(to: .null, next, &run) else { return false }
        guard var drawn = batchDraw.takeDrawn(from: batch, kept) else { return true }
        isOpen = try next.push(&drawn, &row, &run)
        return isOpen
    }
}

extension Value {
    /// Whether both are one node.
    fileprivate func isSameNode(as other: Value) -> Bool {
        guard case .node(let left) = self, case .node(let right) = other else { return false }
        return left == right
    }
}

extension BatchColumn {
    /// Finds the rows with one node that lie one behind the other.
    ///
    /// - Precondition: the column has nodes, in `count` > 0 rows.
    fileprivate func findRuns(_ count: Int, into runs: inout [Range<Int>]) {
        runs.removeAll(keepingCapacity: true)
        var start = 0
        switch self {
        case .constant: break
        case .nodes(let nodes):
            let nodes = nodes.span
            for row in 1..<count where nodes[row] != nodes[row - 1] {
                runs.append(start..<row)
                start = row
            }
        default:
            for row in 1..<count where !self[row].isSameNode(as: self[row - 1]) {
                runs.append(start..<row)
                start = row
            }
        }
        runs.append(start..<count)
    }
}

extension Run {
    /// The seed of a draw: the one that is asked for, or one for the whole run.
    mutating func seed(
        _ expression: PlanExpression?, _ row: Row
    ) throws(ExecutionError) -> Int64 {
        guard let expression else {
            let seed = freshSeed ?? control.limits.seed ?? FreshSeeds.next()
            freshSeed = seed
            return seed
        }
        var row = row
        switch try evaluate(expression, &row) {
        case .integer(let seed): return seed
        case let value: throw .wrongType(expression.span, expected: "an integer", value)
        }
    }
}
