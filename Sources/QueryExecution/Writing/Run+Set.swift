import Diagnostics
import GraphModel
import GraphStore
import QueryPlanning

extension Run {
    /// Carries out one item of `SET`. What is null is passed over.
    mutating func set(_ item: PhysicalSetItem, _ row: inout Row) throws(ExecutionError) {
        switch item {
        case .property(let expression, let key, let valueExpression):
            let entity = try evaluate(expression, &row)
            let value = try evaluate(valueExpression, &row)
            guard !entity.isNull else { return }
            let property = try property(value, valueExpression.span)
            try set(try written(key), of: entity, to: property, expression.span)
        case .replace(let slot, let expression):
            try setAll(row[slot], expression, isReplacing: true, &row)
        case .merge(let slot, let expression):
            try setAll(row[slot], expression, isReplacing: false, &row)
        case .labels(let slot, let labels, let span):
            guard let node = try node(row[slot], span) else { return }
            let own = try graph.labels(of: node) ?? []
            for label in labels {
                let id = try written(label)
                guard !own.contains(id) else { continue }
                try graph.write { transaction throws(StoreError) in
                    try transaction.add(id, to: node)
                }
                changes.labelsAdded += 1
            }
        }
    }

    /// Carries out one item of `REMOVE`. What is null is passed over.
    mutating func remove(_ item: PhysicalRemoveItem, _ row: inout Row) throws(ExecutionError) {
        switch item {
        case .property(let expression, let key):
            let entity = try evaluate(expression, &row)
            guard !entity.isNull else { return }
            guard let id = id(key) else { return try checkEntity(entity, expression.span) }
            try set(id, of: entity, to: nil, expression.span)
        case .labels(let slot, let labels, let span):
            guard let node = try node(row[slot], span) else { return }
            let own = try graph.labels(of: node) ?? []
            for label in labels {
                guard let id = id(label), own.contains(id) else { continue }
                try graph.write { transaction throws(StoreError) in
                    try transaction.remove(id, from: node)
                }
                changes.labelsRemoved += 1
            }
        }
    }

    /// The value as a property; nil for null.
    private func property(
        _ value: Value, _ span: SourceSpan
    ) throws(ExecutionError) -> PropertyValue? {
        if value.isNull { return nil }
        guard let property = value.propertyValue else { throw .notStorable(span, value) }
        return property
    }

    private func node(_ value: Value, _ span: SourceSpan) throws(ExecutionError) -> NodeID? {
        switch value {
        case .null: return nil
        case .node(let node):
            try checkAlive(value, span)
            return node
        default: throw .wrongType(span, expected: "a node", value)
        }
    }

    private func checkEntity(_ value: Value, _ span: SourceSpan) throws(ExecutionError) {
        switch value {
        case .node, .relationship: try checkAlive(value, span)
        default: throw .wrongType(span, expected: "a node or a relationship", value)
        }
    }

    private mutating func set(
        _ key: KeyID, of entity: Value, to value: PropertyValue?, _ span: SourceSpan
    ) throws(ExecutionError) {
        try checkEntity(entity, span)
        let old = try property(key, of: entity, span)
        guard value != nil || !old.isNull else { return }
        switch entity {
        case .node(let node):
            try graph.write { transaction throws(StoreError) in
                try transaction.set(key, of: node, to: value)
            }
        case .relationship(let relationship):
            try graph.write { transaction throws(StoreError) in
                try transaction.set(key, of: relationship.id, to: value)
            }
        default: preconditionFailure("only entities have properties")
        }
        changes.propertiesSet += 1
    }

    /// `SET x = map` and `SET x += map`; a node or relationship stands for its properties.
    private mutating func setAll(
        _ entity: Value, _ expression: PlanExpression, isReplacing: Bool, _ row: inout Row
    ) throws(ExecutionError) {
        let value = try evaluate(expression, &row)
        guard !entity.isNull else { return }
        try checkEntity(entity, expression.span)
        let map: MapValue
        switch value {
        case .map(let value): map = value
        case .node, .relationship: map = try properties(of: value, expression.span)
        default:
            throw .wrongType(expression.span, expected: "a map, a node or a relationship", value)
        }
        if isReplacing {
            for entry in try properties(of: entity, expression.span).entries
            where map[entry.key]?.isNull ?? true {
                try set(try writtenKey(entry.key), of: entity, to: nil, expression.span)
            }
        }
        for entry in map.entries {
            let property = try property(entry.value, expression.span)
            try set(try writtenKey(entry.key), of: entity, to: property, expression.span)
        }
    }
}
