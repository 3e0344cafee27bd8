import Diagnostics
import GraphModel
import QueryPlanning
import QuerySyntax

extension Run {
    /// Lists and maps, and parts of them.
    mutating func containerValue(
        _ expression: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Value {
        switch expression.kind {
        case .list(let elements):
            var values: [Value] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(try evaluate(element, &row)) }
            return .list(values)
        case .map(let entries):
            var map = MapValue()
            for entry in entries { map[entry.key] = try evaluate(entry.value, &row) }
            return .map(map)
        case .index(let base, let index):
            let container = try evaluate(base, &row)
            return try element(of: container, at: try evaluate(index, &row), base.span, index.span)
        case .slice(let base, let lower, let upper):
            let container = try evaluate(base, &row)
            let from = try bound(lower, &row)
            let to = try bound(upper, &row)
            guard case .list(let elements) = container else {
                if container.isNull { return .null }
                throw .wrongType(base.span, expected: "a list", container)
            }
            guard case .some(let from) = from, case .some(let to) = to else { return .null }
            let start = Self.position(from ?? 0, elements.count)
            let end = Self.position(to ?? Int64(elements.count), elements.count)
            return .list(start < end ? Array(elements[start..<end]) : [])
        default: preconditionFailure("the expression is a container")
        }
    }

    /// A bound of a slice: nil when it is null, else nil inside when it is not there.
    private mutating func bound(
        _ expression: PlanExpression?, _ row: inout Row
    ) throws(ExecutionError) -> Int64?? {
        guard let expression else { return .some(nil) }
        switch try evaluate(expression, &row) {
        case .integer(let value): return .some(value)
        case .null: return nil
        case let value: throw .wrongType(expression.span, expected: "an integer", value)
        }
    }

    /// Where an index points that counts from the end when it is negative.
    private static func position(_ index: Int64, _ count: Int) -> Int {
        if index >= 0 { return index > Int64(count) ? count : Int(index) }
        return index < -Int64(count) ? 0 : count + Int(index)
    }

    private mutating func element(
        of container: Value, at index: Value, _ span: SourceSpan, _ indexSpan: SourceSpan
    ) throws(ExecutionError) -> Value {
        switch container {
        case .null: return .null
        case .list(let elements):
            switch index {
            case .null: return .null
            case .integer(let index):
                let count = Int64(elements.count)
                guard index >= -count, index < count else { return .null }
                return elements[Int(index < 0 ? count + index : index)]
            default: throw .wrongType(indexSpan, expected: "an integer", index)
            }
        case .map(let map):
            switch index {
            case .null: return .null
            case .string(let key): return map[key] ?? .null
            default: throw .keyIsNoString(indexSpan, index)
            }
        case .node, .relationship:
            switch index {
            case .null: return .null
            case .string(let key):
                guard let id = catalog.keys.id(of: key) else { return .null }
                return try property(id, of: container, span)
            default: throw .keyIsNoString(indexSpan, index)
            }
        default:
            throw .wrongType(span, expected: "a list, a map, a node or a relationship", container)
        }
    }
}

// MARK: Words

extension Run {
    /// Expressions that evaluate parts of them several times, or not at all.
    mutating func wordedValue(
        _ expression: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Value {
        switch expression.kind {
        case .conditional(let subject, let branches, let otherwise):
            let value = try subject.map { e throws(ExecutionError) in try evaluate(e, &row) }
            for branch in branches {
                let isTaken: Bool
                if let value {
                    isTaken = Value.equals(value, try evaluate(branch.condition, &row)) == true
                } else {
                    isTaken = try holds(branch.condition, &row)
                }
                if isTaken { return try evaluate(branch.value, &row) }
            }
            guard let otherwise else { return .null }
            return try evaluate(otherwise, &row)
        case .listComprehension(let slot, let list, let condition, let value):
            guard let elements = try elements(list, &row) else { return .null }
            var values: [Value] = []
            var held = HeldValues()
            for element in elements {
                try step()
                row[slot] = element
                if let condition, try !holds(condition, &row) { continue }
                let made = try value.map { e throws(ExecutionError) in try evaluate(e, &row) }
                values.append(made ?? element)
                try held.add(values[values.count - 1], &self, expression.span)
            }
            held.end(&self)
            return .list(values)
        case .quantifier(let kind, let slot, let list, let condition):
            guard let elements = try elements(list, &row) else { return .null }
            return try quantify(kind, slot, elements, condition, &row)
        case .reduce(let accumulator, let initial, let slot, let list, let value):
            var result = try evaluate(initial, &row)
            guard let elements = try elements(list, &row) else { return .null }
            var held = HeldResult()
            for element in elements {
                try step()
                row[accumulator] = result
                row[slot] = element
                result = try evaluate(value, &row)
                try held.replace(with: result, &self, expression.span)
            }
            held.end(&self)
            return result
        case .exists(let subplan):
            return .boolean(try subplans[subplan].hasRow(row, &self))
        case .count(let subplan):
            return .integer(Int64(try subplans[subplan].count(row, &self)))
        case .collect(let subplan, let value):
            return .list(try subplans[subplan].collect(value, row, &self))
        default: preconditionFailure("operators are evaluated elsewhere")
        }
    }

    /// The elements of a list; nil for null.
    mutating func elements(
        _ list: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> [Value]? {
        switch try evaluate(list, &row) {
        case .list(let elements): return elements
        case .null: return nil
        case let value: throw .wrongType(list.span, expected: "a list", value)
        }
    }

    private mutating func quantify(
        _ kind: Quantifier.Kind, _ slot: Int, _ elements: [Value],
        _ condition: PlanExpression, _ row: inout Row
    ) throws(ExecutionError) -> Value {
        var isUnknown = false
        var count = 0
        for element in elements {
            try step()
            row[slot] = element
            switch (kind, try truth(condition, &row)) {
            case (.all, false?): return .boolean(false)
            case (.any, true?): return .boolean(true)
            case (.none, true?): return .boolean(false)
            case (.single, true?):
                count += 1
                if count > 1 { return .boolean(false) }
            case (_, nil): isUnknown = true
            default: break
            }
        }
        if isUnknown { return .null }
        return switch kind {
        case .all, .none: .boolean(true)
        case .any: .boolean(false)
        case .single: .boolean(count == 1)
        }
    }
}
