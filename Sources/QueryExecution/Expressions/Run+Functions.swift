import Diagnostics
import GraphModel
import GraphStore
import QueryPlanning

extension Run {
    /// Bytes of a text that cost about as much as a row.
    static let bytesPerStep = 64

    /// The value of a function.
    mutating func call(
        _ function: ScalarFunction, _ arguments: [PlanExpression], _ span: SourceSpan,
        _ row: inout Row
    ) throws(ExecutionError) -> Value {
        switch function {
        case .coalesce:
            for argument in arguments {
                let value = try evaluate(argument, &row)
                if !value.isNull { return value }
            }
            return .null
        case .exists:
            // A path is a condition of its own; of anything else it is asked whether it is there.
            if case .exists = arguments[0].kind { return try evaluate(arguments[0], &row) }
            return .boolean(!(try evaluate(arguments[0], &row)).isNull)
        default: break
        }
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try evaluate(argument, &row)) }
        if values.contains(where: { $0.isNull }) { return .null }
        // What long texts cost is no matter of rows.
        for case .string(let text) in values { try step(size: text.utf8.count / Self.bytesPerStep) }
        let call = Call(function: function, values: values, expressions: arguments, span: span)
        switch function {
        case .id, .elementId, .labels, .type, .properties, .keys, .startNode, .endNode, .nodes,
            .relationships, .length:
            return try graphValue(call)
        case .size, .isEmpty, .head, .last, .tail, .reverse, .range:
            return try call.listValue(control)
        case .toString, .toBoolean, .toInteger, .toFloat: return try call.conversion()
        case .toUpper, .toLower, .trim, .lTrim, .rTrim, .left, .right, .substring, .replace,
            .split, .icd10Normalize, .icd10Covers:
            return try call.stringValue(control)
        case .rand: return .float(Double.random(in: 0..<1))
        case .timestamp: return .integer(WallClock.milliseconds)
        default: return try call.numberValue()
        }
    }

    private mutating func graphValue(_ call: Call) throws(ExecutionError) -> Value {
        let value = call.values[0]
        switch (call.function, value) {
        case (.id, .node(let node)): return .integer(Int64(node.rawValue))
        case (.id, .relationship(let relationship)):
            return .integer(Int64(relationship.id.rawValue))
        case (.elementId, .node(let node)): return .string(String(node.rawValue))
        case (.elementId, .relationship(let relationship)):
            return .string(String(relationship.id.rawValue))
        case (.labels, .node(let node)):
            try checkAlive(value, call.span)
            let labels = try graph.labels(of: node) ?? []
            return .list(labels.map { .string(catalog.labels.name(of: $0)) })
        case (.type, .relationship(let relationship)):
            return .string(catalog.types.name(of: relationship.type))
        case (.startNode, .relationship(let relationship)): return .node(relationship.start)
        case (.endNode, .relationship(let relationship)): return .node(relationship.end)
        case (.nodes, .path(let path)): return .list(path.nodes.map { .node($0) })
        case (.relationships, .path(let path)):
            return .list(path.relationships.map { .relationship($0) })
        case (.length, .path(let path)): return .integer(Int64(path.relationships.count))
        case (.properties, .map): return value
        case (.keys, .map(let map)): return .list(map.entries.map { .string($0.key) })
        case (.properties, .node), (.properties, .relationship):
            return .map(try properties(of: value, call.span))
        case (.keys, .node), (.keys, .relationship):
            return .list(try properties(of: value, call.span).entries.map { .string($0.key) })
        case (.labels, _): throw call.wrongType("a node")
        case (.type, _), (.startNode, _), (.endNode, _): throw call.wrongType("a relationship")
        case (.nodes, _), (.relationships, _), (.length, _): throw call.wrongType("a path")
        default: throw call.wrongType("a node or a relationship")
        }
    }

    /// All properties of a node or a relationship.
    mutating func properties(
        of entity: Value, _ span: SourceSpan
    ) throws(ExecutionError) -> MapValue {
        try checkAlive(entity, span)
        var map = MapValue()
        switch entity {
        case .node(let node):
            for property in try graph.node(node)?.properties ?? [] {
                map[catalog.keys.name(of: property.key)] = Value(property.value)
            }
        case .relationship(let relationship):
            for property in try graph.relationship(relationship.id)?.properties ?? [] {
                map[catalog.keys.name(of: property.key)] = Value(property.value)
            }
        default: preconditionFailure("only entities have properties")
        }
        return map
    }
}

/// A call whose arguments have values, none of them null.
struct Call {
    let function: ScalarFunction
    let values: [Value]
    let expressions: [PlanExpression]
    let span: SourceSpan

    func wrongType(_ expected: String, argument: Int = 0) -> ExecutionError {
        .wrongArgument(expressions[argument].span, expected: expected, values[argument])
    }

    func string(_ index: Int) throws(ExecutionError) -> String {
        guard case .string(let text) = values[index] else {
            throw wrongType("a string", argument: index)
        }
        return text
    }

    func integer(_ index: Int) throws(ExecutionError) -> Int64 {
        guard case .integer(let value) = values[index] else {
            throw wrongType("an integer", argument: index)
        }
        return value
    }

    func number(_ index: Int) throws(ExecutionError) -> Double {
        guard let value = values[index].number else {
            throw wrongType("a number", argument: index)
        }
        return value
    }
}
