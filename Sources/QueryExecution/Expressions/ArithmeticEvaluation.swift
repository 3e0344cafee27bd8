import Diagnostics
import QuerySyntax

/// `first + second − third` and the like, from the left to the right.
final class ArithmeticEvaluation: Evaluation {
    struct Step {
        let sign: ArithmeticOperator
        let operand: Evaluation
        let span: SourceSpan
    }

    private let first: Evaluation
    private let steps: [Step]
    private var rooms = ArithmeticRooms()

    init(_ first: Evaluation, _ steps: [Step], _ span: SourceSpan) {
        self.first = first
        self.steps = steps
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        var value = try first.value(&row, &run)
        for step in steps {
            let operand = try step.operand.value(&row, &run)
            value = try Arithmetic.apply(step.sign, value, operand, step.span, run.control)
        }
        return value
    }

    override var isColumnar: Bool { first.isColumnar && steps.allSatisfy(\.operand.isColumnar) }

    override func column(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run, _ room: inout ColumnRoom
    ) throws(ExecutionError) -> BatchColumn? {
        // Taken out, to be changed while columns are computed.
        var rooms = ArithmeticRooms()
        swap(&rooms, &self.rooms)
        defer {
            rooms.rest()
            swap(&rooms, &self.rooms)
        }
        guard var column = try first.column(batch, &row, &run, &rooms.first) else { return nil }
        for step in steps {
            guard let operand = try step.operand.column(batch, &row, &run, &rooms.operand),
                let result = apply(step, column, operand, batch.count, &rooms, run.control)
            else { return nil }
            column = result
        }
        // The next column of the same expression is computed in other room.
        swap(&rooms.result, &room)
        return column
    }

    /// - Returns: nil where something is wrong with a row: its turn may never come.
    private func apply(
        _ step: Step, _ left: BatchColumn, _ right: BatchColumn, _ count: Int,
        _ rooms: inout ArithmeticRooms, _ control: RunControl
    ) -> BatchColumn? {
        if case .constant(let left) = left, case .constant(let right) = right {
            let value = try? Arithmetic.apply(step.sign, left, right, step.span, control)
            return value.map { .constant($0) }
        }
        if left.areFloats || right.areFloats,
            left.takeNumbers(0..<count, into: &rooms.left),
            right.takeNumbers(0..<count, into: &rooms.right)
        {
            Arithmetic.apply(step.sign, rooms.left, rooms.right, into: &rooms.result.floats)
            return .floats(rooms.result.floats)
        }
        var values: [Value] = []
        values.reserveCapacity(count)
        for index in 0..<count {
            guard
                let value = try? Arithmetic.apply(
                    step.sign, left[index], right[index], step.span, control)
            else { return nil }
            values.append(value)
        }
        return .values(values)
    }
}

/// Room for what a column is computed of, used again for the next.
private struct ArithmeticRooms {
    var first = ColumnRoom()
    var operand = ColumnRoom()
    var result = ColumnRoom()
    /// The numbers on both sides of a sign.
    var left: [Double] = []
    var right: [Double] = []

    /// Lets go of values. Room for numbers stays.
    mutating func rest() {
        first.rest()
        operand.rest()
        result.rest()
    }
}

extension BatchColumn {
    /// Whether each value is certainly a float.
    fileprivate var areFloats: Bool {
        switch self {
        case .floats, .constant(.float): true
        default: false
        }
    }
}
