import Diagnostics
import QueryPlanning

/// Passes over the first rows.
final class SkipOperator: PipelineOperator {
    private let count: PlanExpression
    private var left = 0

    init(_ count: PlanExpression, into next: Operator) {
        self.count = count
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        left = try run.rowCount(count, row)
        try next.begin(row, &run)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard left == 0 else {
            left -= 1
            return true
        }
        return try next.push(&row, &run)
    }
}

extension Run {
    /// The value of `SKIP`, `LIMIT` and the like.
    ///
    /// **Throws** `SyntaxError` for what is no integer or below 0.
    mutating func rowCount(
        _ expression: PlanExpression, _ row: Row
    ) throws(ExecutionError) -> Int {
        var row = row
        switch try evaluate(expression, &row) {
        case .integer(let value):
            guard value >= 0 else { throw .negativeCount(expression.span) }
            return Int(value)
        case let value: throw .countIsNoInteger(expression.span, value)
        }
    }
}
