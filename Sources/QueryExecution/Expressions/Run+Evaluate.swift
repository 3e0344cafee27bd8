import Diagnostics
import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

extension Run {
    /// The value of an expression on a row. Slots of comprehensions are written on the way.
    mutating func evaluate(
        _ expression: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Value {
        switch expression.kind {
        case .slot(let slot): return row[slot]
        case .literal(let literal): return Value(literal)
        case .parameter(let index): return parameters[index]
        case .property(let base, let key):
            return try property(key, of: try evaluate(base, &row), expression.span)
        case .comparison(let first, let steps): return try comparison(first, steps, &row)
        case .boolean(let word, let operands): return try boolean(word, operands, &row)
        case .arithmetic(let first, let steps):
            var value = try evaluate(first, &row)
            for step in steps {
                let operand = try evaluate(step.operand, &row)
                value = try Arithmetic.apply(
                    step.operator, value, operand, step.span, control)
            }
            return value
        case .labels(let base, let labels):
            return Value(try hasLabels(labels, try evaluate(base, &row), expression.span))
        case .function(let function, let arguments):
            return try call(function, arguments, expression.span, &row)
        case .unary, .nullPredicate, .membership, .stringPredicate:
            return try operatorValue(expression, &row)
        case .list, .map, .index, .slice: return try containerValue(expression, &row)
        default: return try wordedValue(expression, &row)
        }
    }

    /// Whether a condition holds; what is unknown does not.
    mutating func holds(
        _ condition: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Bool {
        try truth(condition, &row) == true
    }

    /// The value of a condition; nil when it is unknown.
    mutating func truth(
        _ condition: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Bool? {
        switch try evaluate(condition, &row) {
        case .boolean(let value): return value
        case .null: return nil
        case let value:
            throw .wrongType(condition.span, expected: "a condition", value)
        }
    }
}

extension Value {
    init(_ literal: Literal) {
        switch literal {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let value): self = .string(value)
        }
    }
}

// MARK: Operators

extension Run {
    private mutating func comparison(
        _ first: PlanExpression, _ steps: [PlanExpression.Comparison], _ row: inout Row
    ) throws(ExecutionError) -> Value {
        var left = try evaluate(first, &row)
        var result: Bool? = true
        for step in steps {
            let right = try evaluate(step.operand, &row)
            switch Self.compare(step.operator, left, right) {
            case false?: return .boolean(false)
            case nil: result = nil
            case true?: break
            }
            left = right
        }
        return Value(result)
    }

    static func compare(_ sign: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
        switch sign {
        case .equal: return Value.equals(left, right)
        case .notEqual: return Value.equals(left, right).map { !$0 }
        default: break
        }
        switch Value.compare(left, right) {
        case .undefined: return nil
        case .unordered: return false
        case .less: return sign == .less || sign == .lessOrEqual
        case .greater: return sign == .greater || sign == .greaterOrEqual
        case .equal: return sign == .lessOrEqual || sign == .greaterOrEqual
        }
    }

    private mutating func boolean(
        _ word: BooleanOperator, _ operands: [PlanExpression], _ row: inout Row
    ) throws(ExecutionError) -> Value {
        var isUnknown = false
        var parity = false
        for operand in operands {
            let value = try truth(operand, &row)
            switch (word, value) {
            case (.and, false?): return .boolean(false)
            case (.or, true?): return .boolean(true)
            case (.xor, true?): parity.toggle()
            case (_, nil): isUnknown = true
            default: break
            }
        }
        if isUnknown { return .null }
        switch word {
        case .and: return .boolean(true)
        case .or: return .boolean(false)
        case .xor: return .boolean(parity)
        }
    }

    private mutating func operatorValue(
        _ expression: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Value {
        switch expression.kind {
        case .unary(.not, let operand): return Value(try truth(operand, &row).map { !$0 })
        case .unary(let sign, let operand):
            let value = try evaluate(operand, &row)
            guard sign == .minus else {
                guard value.isNumberOrNull else {
                    throw .wrongType(operand.span, expected: "a number", value)
                }
                return value
            }
            return try Arithmetic.negate(value, expression.span)
        case .nullPredicate(let operand, let isNegated):
            return .boolean(try evaluate(operand, &row).isNull != isNegated)
        case .membership(let element, let list):
            let value = try evaluate(element, &row)
            let elements: [Value]
            switch try evaluate(list, &row) {
            case .null: return .null
            case .list(let list): elements = list
            case let other: throw .wrongType(list.span, expected: "a list", other)
            }
            var isUnknown = false
            for element in elements {
                switch Value.equals(value, element) {
                case true?: return .boolean(true)
                case nil: isUnknown = true
                case false?: break
                }
            }
            return isUnknown ? .null : .boolean(false)
        case .stringPredicate(let predicate, let left, let right):
            let left = try evaluate(left, &row)
            let pattern = try evaluate(right, &row)
            guard case .string(let text) = left, case .string(let part) = pattern else {
                return .null
            }
            try step(size: text.utf8.count / Self.bytesPerStep)
            switch predicate {
            case .startsWith: return .boolean(Text.hasPrefix(text, part))
            case .endsWith: return .boolean(Text.hasSuffix(text, part))
            case .contains: return .boolean(try Text.contains(text, part, control))
            case .matches:
                return .boolean(
                    try regularExpressions.matches(text, part, right.span, control))
            }
        default: preconditionFailure("the expression is an operator")
        }
    }

    /// Whether a node has all labels, or a relationship the one type; nil for null.
    mutating func hasLabels(
        _ labels: [LabelSymbol], _ value: Value, _ span: SourceSpan
    ) throws(ExecutionError) -> Bool? {
        switch value {
        case .null: return nil
        case .node(let node):
            for label in labels {
                guard let has = try graph.has(id(label), node) else {
                    if deletedNodes.contains(node) { throw .deletedEntity(span, "node") }
                    return false
                }
                if !has { return false }
            }
            return true
        case .relationship(let relationship):
            let type = catalog.types.name(of: relationship.type)
            return labels.allSatisfy { Text.isSame(plan.symbols.labels[$0.index], type) }
        default: throw .wrongType(span, expected: "a node or a relationship", value)
        }
    }

    mutating func property(
        _ key: KeySymbol, of value: Value, _ span: SourceSpan
    ) throws(ExecutionError) -> Value {
        switch value {
        case .null: return .null
        case .map(let map): return map[plan.symbols.keys[key.index]] ?? .null
        case .node, .relationship:
            guard let id = id(key) else {
                try checkAlive(value, span)
                return .null
            }
            return try property(id, of: value, span)
        default: throw .wrongType(span, expected: "a node, a relationship or a map", value)
        }
    }

    /// A property of a node or a relationship.
    mutating func property(
        _ key: KeyID, of entity: Value, _ span: SourceSpan
    ) throws(ExecutionError) -> Value {
        try checkAlive(entity, span)
        let value: PropertyValue?
        switch entity {
        case .node(let node): value = try graph.value(of: key, of: node)
        case .relationship(let relationship):
            value = try graph.relationship(relationship.id)?.value(of: key)
        default: preconditionFailure("only entities have properties")
        }
        return value.map { Value($0) } ?? .null
    }

    /// **Throws** `EntityNotFound` for what the query has deleted.
    func checkAlive(_ entity: Value, _ span: SourceSpan) throws(ExecutionError) {
        switch entity {
        case .node(let node):
            if !deletedNodes.isEmpty, deletedNodes.contains(node) {
                throw .deletedEntity(span, "node")
            }
        case .relationship(let relationship):
            if !deletedRelationships.isEmpty, deletedRelationships.contains(relationship.id) {
                throw .deletedEntity(span, "relationship")
            }
        default: break
        }
    }
}

extension Value {
    fileprivate var isNumberOrNull: Bool {
        switch self {
        case .integer, .float, .null: true
        default: false
        }
    }
}
