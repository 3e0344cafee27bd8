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
    /// Nil while they are taken out, so that what is changed meanwhile cannot copy them.
    private var waiting: SampleRows?
    private var draw: GroupDraw?
    /// Room for a row that was drawn.
    private var drawnRow: Row = []

    init(
        _ sample: PhysicalSample, _ expressions: SampleExpressions, kept: [Int],
        into next: Operator
    ) {
        self.sample = sample
        self.expressions = expressions
        self.kept = kept
        waiting = SampleRows(sample, expressions, kept: kept)
        draw = GroupDraw(sample)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        waiting?.end(&run)
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
        waiting?.rest()
        draw?.rest()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        try waiting?.add(&row, &run)
        return true
    }

    override var takesBatches: Bool { expressions.areColumnar }

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard try waiting?.add(batch, &row, &run) == true else {
            return try pushRows(of: batch, &row, &run)
        }
        return true
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        guard var draw = draw.take(), var waiting = waiting.take() else {
            preconditionFailure("what waits is there whenever rows come or end")
        }
        draw.begin(stream, countMax)
        var row: Row = []
        swap(&row, &drawnRow)
        row.begin(run)
        if expressions.groups.isEmpty {
            let count = waiting.candidates.count
            if count > 0 {
                try draw.draw(0..<count, waiting.candidates, waiting.rows, &run)
                _ = try push(draw.drawn, waiting, &row, &run)
            }
        } else {
            let (members, starts) = try waiting.grouped(&run)
            for group in 0..<waiting.groupCount {
                let own = members[starts[group]..<starts[group + 1]]
                try draw.draw(own, waiting.candidates, waiting.rows, &run)
                guard try push(draw.drawn, waiting, &row, &run) else { break }
            }
        }
        draw.end(&run)
        self.draw = consume draw
        waiting.end(&run)
        self.waiting = consume waiting
        row.end()
        swap(&row, &drawnRow)
        try next.finish(&run)
    }

    private func push(
        _ drawn: [Int], _ waiting: SampleRows, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        for index in drawn {
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
