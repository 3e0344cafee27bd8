import Diagnostics
import GraphModel
import QueryPlanning
import QuerySyntax

/// An expression made ready to be evaluated on many rows: an object for each operator in it, so
/// that a row takes no part of the expression apart.
///
/// What is seldom met is left to ``Run/evaluate(_:_:)``, which evaluates all expressions.
class Evaluation {
    let span: SourceSpan

    init(_ span: SourceSpan) { self.span = span }

    /// The value on a row. Slots of comprehensions are written on the way.
    func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        preconditionFailure("every expression has a value")
    }

    /// The value of a condition; nil when it is unknown.
    func truth(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool? {
        switch try value(&row, &run) {
        case .boolean(let value): return value
        case .null: return nil
        case let value: throw .wrongType(span, expected: "a condition", value)
        }
    }

    /// Whether ``column(_:_:_:_:)`` may have the values of a batch.
    var isColumnar: Bool { false }

    /// The values on all rows of a batch; nil where they are to be computed row by row.
    ///
    /// What is wrong with a row is found when its turn comes, and never comes for rows that nobody
    /// wants: so a column has no error but that of the first row, and those of the store.
    ///
    /// - Precondition: the graph is a snapshot, in which nothing is deleted.
    func column(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run, _ room: inout ColumnRoom
    ) throws(ExecutionError) -> BatchColumn? {
        nil
    }

    /// Whether ``select(from:_:_:_:into:)`` may find the rows of a batch.
    var isSelective: Bool { false }

    /// Puts the places of the rows of a batch into `places` for which the condition holds, ascending.
    ///
    /// - Returns: false where they are to be looked at row by row; as ``column(_:_:_:_:)``.
    func select(
        from batch: RowBatch, _ row: inout Row, _ run: inout Run, _ rooms: inout SelectionRooms,
        into places: inout [Int]
    ) throws(ExecutionError) -> Bool {
        false
    }
}

extension OperatorBuilder {
    func evaluations(_ expressions: [PlanExpression]) -> [Evaluation] {
        expressions.map { evaluation($0) }
    }

    /// The expression made ready.
    func evaluation(_ expression: PlanExpression) -> Evaluation {
        switch expression.kind {
        case .slot(let slot): return SlotEvaluation(slot, expression.span)
        case .literal(let literal): return LiteralEvaluation(Value(literal), expression.span)
        case .parameter(let index): return ParameterEvaluation(index, expression.span)
        case .property(let base, let key):
            guard case .slot(let slot) = base.kind else { break }
            return PropertyEvaluation(slot, key, weights.weight(of: slot), expression.span)
        case .labels(let base, let labels):
            guard case .slot(let slot) = base.kind else { break }
            return LabelEvaluation(slot, labels, expression.span)
        case .comparison(let left, let steps):
            guard steps.count == 1 else { break }
            return ComparisonEvaluation(
                steps[0].operator, evaluation(left), evaluation(steps[0].operand), expression.span)
        case .arithmetic(let first, let steps):
            let steps = steps.map { step in
                ArithmeticEvaluation.Step(
                    sign: step.operator, operand: evaluation(step.operand), span: step.span)
            }
            return ArithmeticEvaluation(evaluation(first), steps, expression.span)
        case .boolean(let word, let operands):
            return BooleanEvaluation(word, evaluations(operands), expression.span)
        default: break
        }
        return GeneralEvaluation(expression)
    }
}

/// Any expression.
final class GeneralEvaluation: Evaluation {
    private let expression: PlanExpression

    init(_ expression: PlanExpression) {
        self.expression = expression
        super.init(expression.span)
    }

    override func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        try run.evaluate(expression, &row)
    }
}

/// A variable.
final class SlotEvaluation: Evaluation {
    private let slot: Int

    init(_ slot: Int, _ span: SourceSpan) {
        self.slot = slot
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) -> Value { row[slot] }

    override var isColumnar: Bool { true }

    override func column(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run, _ room: inout ColumnRoom
    ) -> BatchColumn? {
        batch.values(of: slot, row)
    }
}

/// A number, a text and the like.
final class LiteralEvaluation: Evaluation {
    private let literal: Value

    init(_ literal: Value, _ span: SourceSpan) {
        self.literal = literal
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) -> Value { literal }

    override var isColumnar: Bool { true }

    override func column(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run, _ room: inout ColumnRoom
    ) -> BatchColumn? {
        .constant(literal)
    }
}

/// A parameter.
final class ParameterEvaluation: Evaluation {
    private let index: Int

    init(_ index: Int, _ span: SourceSpan) {
        self.index = index
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) -> Value { run.parameters[index] }

    override var isColumnar: Bool { true }

    override func column(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run, _ room: inout ColumnRoom
    ) -> BatchColumn? {
        .constant(run.parameters[index])
    }
}

/// `variable.key`
final class PropertyEvaluation: Evaluation {
    private let slot: Int
    private let key: KeySymbol
    private let weight: ExpandedWeight

    init(_ slot: Int, _ key: KeySymbol, _ weight: ExpandedWeight, _ span: SourceSpan) {
        self.slot = slot
        self.key = key
        self.weight = weight
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        switch row[slot] {
        case .node(let node):
            guard run.deletedNodes.isEmpty, let id = run.id(key) else { break }
            return try run.graph.value(of: id, of: node).map { Value($0) } ?? .null
        case .relationship(let relationship):
            guard let id = run.id(key), let weight = weight.value(of: relationship, id)
            else { break }
            return .float(weight)
        default: break
        }
        return try run.property(key, of: row[slot], span)
    }

    override var isColumnar: Bool { true }

    override func column(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run, _ room: inout ColumnRoom
    ) throws(ExecutionError) -> BatchColumn? {
        switch batch.column(of: slot) {
        case nil: return .constant(try value(&row, &run))
        case .constant(let entity)?:
            row[slot] = entity
            return .constant(try value(&row, &run))
        case .relationships(let steps, _):
            let id = run.id(key)
            if let weights = run.weights(id, of: steps, &room) { return weights }
            guard let id else { return .constant(.null) }
            return try run.property(id, ofRelationships: steps, &room)
        case let nodes?: return try run.property(run.id(key), ofNodes: nodes, &room)
        }
    }
}

/// `variable:Label`
final class LabelEvaluation: Evaluation {
    private let slot: Int
    private let labels: [LabelSymbol]

    init(_ slot: Int, _ labels: [LabelSymbol], _ span: SourceSpan) {
        self.slot = slot
        self.labels = labels
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        Value(try truth(&row, &run))
    }

    override func truth(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool? {
        try run.hasLabels(labels, row[slot], span)
    }
}

/// `left < right` and the like.
final class ComparisonEvaluation: Evaluation {
    private let sign: ComparisonOperator
    private let left: Evaluation
    private let right: Evaluation

    init(
        _ sign: ComparisonOperator, _ left: Evaluation, _ right: Evaluation, _ span: SourceSpan
    ) {
        self.sign = sign
        self.left = left
        self.right = right
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        Value(try truth(&row, &run))
    }

    override func truth(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool? {
        let left = try left.value(&row, &run)
        return Run.compare(sign, left, try right.value(&row, &run))
    }

    override var isSelective: Bool { left.isColumnar && right.isColumnar }

    override func select(
        from batch: RowBatch, _ row: inout Row, _ run: inout Run, _ rooms: inout SelectionRooms,
        into places: inout [Int]
    ) throws(ExecutionError) -> Bool {
        guard let left = try left.column(batch, &row, &run, &rooms.left),
            let right = try right.column(batch, &row, &run, &rooms.right)
        else { return false }
        for place in 0..<batch.count where Run.compare(sign, left[place], right[place]) == true {
            places.append(place)
        }
        return true
    }
}

/// `left AND right AND …` and the like. What decides ends it.
final class BooleanEvaluation: Evaluation {
    private let word: BooleanOperator
    private let operands: [Evaluation]

    init(_ word: BooleanOperator, _ operands: [Evaluation], _ span: SourceSpan) {
        self.word = word
        self.operands = operands
        super.init(span)
    }

    override func value(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Value {
        Value(try truth(&row, &run))
    }

    override func truth(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool? {
        var isUnknown = false
        var parity = false
        for operand in operands {
            switch (word, try operand.truth(&row, &run)) {
            case (.and, false?): return false
            case (.or, true?): return true
            case (.xor, true?): parity.toggle()
            case (_, nil): isUnknown = true
            default: break
            }
        }
        if isUnknown { return nil }
        switch word {
        case .and: return true
        case .or: return false
        case .xor: return parity
        }
    }
}
