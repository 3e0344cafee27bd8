import QuerySemantics
import QuerySyntax

extension Oracle {
    /// Whether a condition is true; null is not.
    mutating func holds(_ condition: BoundExpression, _ row: Row) throws(OracleError) -> Bool {
        try truth(condition, row) == true
    }

    private mutating func truth(
        _ expression: BoundExpression, _ row: Row
    ) throws(OracleError) -> Bool? {
        switch try evaluate(expression, row) {
        case .null: return nil
        case .boolean(let value): return value
        default: throw .unsupported("such a condition")
        }
    }

    mutating func evaluate(
        _ expression: BoundExpression, _ row: Row
    ) throws(OracleError) -> OracleValue {
        switch expression.kind {
        case .literal(let literal): return OracleValue(literal)
        case .variable(let id): return row[id.rawValue]!
        case .list(let elements): return .list(try evaluate(elements, row))
        case .map(let entries):
            var result: [String: OracleValue] = [:]
            for entry in entries { result[entry.key.text] = try evaluate(entry.value, row) }
            return .map(result)
        case .property(let base, let key): return try property(try evaluate(base, row), key.text)
        case .labels(let base, let names):
            guard case .node(let node) = try evaluate(base, row) else { return .null }
            let labels = graph.nodes[node].labels
            return .boolean(names.allSatisfy { labels.contains($0.text) })
        case .unary(let sign, let operand): return try unary(sign, try evaluate(operand, row))
        case .arithmetic(let first, let steps):
            var result = try evaluate(first, row)
            for step in steps {
                result = try arithmetic(result, step.operator, try evaluate(step.operand, row))
            }
            return result
        case .boolean(let word, let operands): return try boolean(word, operands, row)
        case .comparison(let first, let steps):
            var left = try evaluate(first, row)
            var results: [Bool?] = []
            for step in steps {
                let right = try evaluate(step.operand, row)
                results.append(compare(left, step.operator, right))
                left = right
            }
            return OracleValue(OracleValue.all(results))
        case .membership(let element, let list):
            let element = try evaluate(element, row)
            guard case .list(let elements) = try evaluate(list, row) else { return .null }
            return OracleValue(OracleValue.any(elements.map { element.equals($0) }))
        case .stringPredicate(let predicate, let left, let right):
            guard case .string(let text) = try evaluate(left, row),
                case .string(let part) = try evaluate(right, row)
            else { return .null }
            switch predicate {
            case .startsWith: return .boolean(text.hasPrefix(part))
            case .endsWith: return .boolean(text.hasSuffix(part))
            case .contains: return .boolean(part.isEmpty || text.contains(part))
            case .matches: throw .unsupported("=~")
            }
        case .nullPredicate(let operand, let isNegated):
            return .boolean((try evaluate(operand, row)).isNull != isNegated)
        case .function(let function, let arguments):
            return try call(function.name, try evaluate(arguments, row))
        case .patternPredicate(let path): return .boolean(!(try match([path], nil, row)).isEmpty)
        case .exists(let subquery): return .boolean(try rowCount(subquery, row) > 0)
        case .count(let subquery): return .integer(Int64(try rowCount(subquery, row)))
        default: return try evaluateWorded(expression, row)
        }
    }

    private mutating func evaluate(
        _ expressions: [BoundExpression], _ row: Row
    ) throws(OracleError) -> [OracleValue] {
        var result: [OracleValue] = []
        for expression in expressions { result.append(try evaluate(expression, row)) }
        return result
    }

    /// The property of an entity or a map; null of null.
    func property(_ base: OracleValue, _ key: String) throws(OracleError) -> OracleValue {
        switch base {
        case .null: .null
        case .node(let index): graph.value(ofNode: index, key)
        case .relationship(let index): graph.value(ofRelationship: index, key)
        case .map(let entries): entries[key] ?? .null
        default: throw .unsupported("a property of such a value")
        }
    }

    /// The rows of a subquery; without `RETURN` those of its last clause.
    private mutating func rowCount(
        _ subquery: BoundSubquery, _ row: Row
    ) throws(OracleError) -> Int {
        switch subquery {
        case .pattern(let paths, let condition): try match(paths, condition, row).count
        case .query(let query): try run(query, row).count
        }
    }

    private mutating func boolean(
        _ word: BooleanOperator, _ operands: [BoundExpression], _ row: Row
    ) throws(OracleError) -> OracleValue {
        var values: [Bool?] = []
        for operand in operands { values.append(try truth(operand, row)) }
        switch word {
        case .and: return OracleValue(OracleValue.all(values))
        case .or: return OracleValue(OracleValue.any(values))
        case .xor:
            if values.contains(nil) { return .null }
            return .boolean(values.filter { $0 == true }.count % 2 == 1)
        }
    }
}

// MARK: Operators

extension Oracle {
    private func unary(
        _ sign: UnaryOperator, _ value: OracleValue
    ) throws(OracleError) -> OracleValue {
        switch (sign, value) {
        case (_, .null): return .null
        case (.not, .boolean(let value)): return .boolean(!value)
        case (.minus, .integer(let value)): return .integer(-value)
        case (.minus, .float(let value)): return .float(-value)
        case (.plus, .integer), (.plus, .float): return value
        default: throw .unsupported("\(sign) of such a value")
        }
    }

    private func arithmetic(
        _ left: OracleValue, _ sign: ArithmeticOperator, _ right: OracleValue
    ) throws(OracleError) -> OracleValue {
        if left.isNull || right.isNull { return .null }
        if case .integer(let left) = left, case .integer(let right) = right {
            switch sign {
            case .add: return .integer(left + right)
            case .subtract: return .integer(left - right)
            case .multiply: return .integer(left * right)
            default: throw .unsupported("\(sign)")
            }
        }
        if let left = left.number, let right = right.number {
            switch sign {
            case .add: return .float(left + right)
            case .subtract: return .float(left - right)
            case .multiply: return .float(left * right)
            default: throw .unsupported("\(sign)")
            }
        }
        switch (left, sign, right) {
        case (.string(let left), .add, .string(let right)): return .string(left + right)
        case (.list(let left), .add, .list(let right)): return .list(left + right)
        default: throw .unsupported("\(sign) of such values")
        }
    }

    private func compare(
        _ left: OracleValue, _ sign: ComparisonOperator, _ right: OracleValue
    ) -> Bool? {
        switch sign {
        case .equal: left.equals(right)
        case .notEqual: left.equals(right).map { !$0 }
        case .less: left.compare(right).map { $0 < 0 }
        case .lessOrEqual: left.compare(right).map { $0 <= 0 }
        case .greater: left.compare(right).map { $0 > 0 }
        case .greaterOrEqual: left.compare(right).map { $0 >= 0 }
        }
    }
}

extension OracleValue {
    init(_ literal: Literal) {
        switch literal {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let value): self = .string(value)
        }
    }

    /// A truth value.
    init(_ truth: Bool?) {
        if let truth { self = .boolean(truth) } else { self = .null }
    }
}
