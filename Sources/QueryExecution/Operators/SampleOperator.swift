import Diagnostics
import GraphModel
import QueryPlanning
import Sampling

/// Draws some of the rows, for each value of the groups on its own.
///
/// A row is drawn by what it is: its groups and items, entities by what they hold. Equal rows are
/// numbered in the order of their weights and of what else is asked of them behind the draw, so
/// that the order in which they come decides nothing.
final class SampleOperator: PipelineOperator {
    private let sample: PhysicalSample
    private let expressions: SampleExpressions
    /// The slots that are read behind the step: only those wait.
    private let kept: [Int]
    private var countMax = 0
    private var stream = RandomStream(seed: 0)
    private var work: Work

    init(
        _ sample: PhysicalSample, _ expressions: SampleExpressions, kept: [Int],
        into next: Operator
    ) {
        self.sample = sample
        self.expressions = expressions
        self.kept = kept
        work = Work(
            waiting: SampleRows(sample, expressions, kept: kept), draw: GroupDraw(sample))
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        work.waiting.end(&run)
        if case .count(let count, let hasReplacement) = sample.method {
            countMax = try run.rowCount(count, row)
            guard !hasReplacement || GroupDraw.mayDraw(countMax, run.control) else {
                throw .tooMuchMemory(count.span)
            }
        }
        stream = RandomStream(seed: try run.seed(sample.seed, row), stage: UInt32(sample.stage))
        try next.begin(row, &run)
    }

    override func rest() {
        work.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        try work.waiting.add(&row, &run)
        return true
    }

    override var takesBatches: Bool { expressions.areColumnar }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard try work.waiting.add(batch, &row, &run) else {
            return try pushRows(of: batch, &row, &run)
        }
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        try work.finish(stream, countMax, isGrouped: !expressions.groups.isEmpty, next, &run)
        try next.finish(&run)
    }
}

/// What a draw changes: one value, so that it is watched for overlapping accesses as a whole.
private struct Work: ~Copyable {
    var waiting: SampleRows
    var draw: GroupDraw
    /// Room for a row that was drawn.
    var row: Row = []

    /// The run is over, and what it held with it.
    mutating func rest() {
        waiting.rest()
        draw.rest()
    }

    /// Draws from the rows that wait, and pushes those that are drawn.
    mutating func finish(
        _ stream: RandomStream, _ countMax: Int, isGrouped: Bool, _ next: Operator,
        _ run: inout Run
    ) throws(ExecutionError) {
        draw.begin(stream, countMax)
        row.begin(run)
        if isGrouped {
            let (members, starts) = try waiting.grouped(&run)
            for group in 0..<waiting.groupCount {
                try draw.draw(members[starts[group]..<starts[group + 1]], waiting, &run)
                guard try push(into: next, &run) else { break }
            }
        } else if waiting.candidates.count > 0 {
            try draw.draw(waiting, &run)
            _ = try push(into: next, &run)
        }
        draw.end(&run)
        waiting.end(&run)
        row.end()
    }

    private mutating func push(
        into next: Operator, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        for index in draw.drawn {
            try run.step()
            waiting.read(index, into: &row)
            guard try next.push(&row, &run) else { return false }
        }
        return true
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
