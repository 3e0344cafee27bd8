import Diagnostics
import QuerySemantics
import QuerySyntax

extension Planner {
    /// The step of a clause that writes.
    mutating func planWrite(_ clause: BoundClause) throws(QueryError) -> PhysicalWrite {
        switch clause {
        case .create(let paths):
            var patterns: [PhysicalPattern] = []
            for path in paths { patterns.append(try pattern(path)) }
            return .create(patterns)
        case .merge(let merge):
            let match = add(
                subplan: try plan([merge.path], nil, onto: .argument), of: merge.span)
            return .merge(
                PhysicalMerge(
                    match: match, pattern: try pattern(merge.path),
                    onCreate: try items(merge.onCreate), onMatch: try items(merge.onMatch),
                    span: merge.span))
        case .set(let items): return .set(try self.items(items))
        case .remove(let items):
            return .remove(
                try items.map { item throws(QueryError) in
                    switch item {
                    case .property(let entity, let key):
                        .property(entity: try plan(entity), key: symbols.key(key.text))
                    case .labels(let variable, let names):
                        .labels(
                            slot: variable.rawValue, names.map { symbols.label($0.text) },
                            names[0].span)
                    }
                })
        case .delete(let targets, let isDetach):
            return .delete(
                try targets.map { target throws(QueryError) in try plan(target) },
                isDetach: isDetach)
        case .foreach(let variable, let list, let clauses):
            return .foreach(
                slot: variable.rawValue, list: try plan(list),
                try clauses.map { clause throws(QueryError) in try planWrite(clause) })
        case .match, .unwind, .project: preconditionFailure("the clause writes")
        }
    }

    private mutating func items(_ items: [BoundSetItem]) throws(QueryError) -> [PhysicalSetItem] {
        try items.map { item throws(QueryError) in
            switch item {
            case .property(let entity, let key, let value):
                .property(
                    entity: try plan(entity), key: symbols.key(key.text), value: try plan(value))
            case .replace(let variable, let value):
                .replace(slot: variable.rawValue, value: try plan(value))
            case .merge(let variable, let value):
                .merge(slot: variable.rawValue, value: try plan(value))
            case .labels(let variable, let names):
                .labels(
                    slot: variable.rawValue, names.map { symbols.label($0.text) }, names[0].span)
            }
        }
    }

    private mutating func pattern(_ path: BoundPath) throws(QueryError) -> PhysicalPattern {
        let nodes = try path.nodes.map { node throws(QueryError) in
            PhysicalPattern.Node(
                slot: node.variable.rawValue, isBound: node.isBound,
                labels: node.labels.map { symbols.label($0.text) },
                properties: try node.properties.map { e throws(QueryError) in try plan(e) },
                span: node.span)
        }
        let relationships = try path.relationships.map { step throws(QueryError) in
            PhysicalPattern.Relationship(
                slot: step.variable.rawValue, isIncoming: step.direction == .incoming,
                type: symbols.type(step.types[0].text),
                properties: try step.properties.map { e throws(QueryError) in try plan(e) },
                span: step.span)
        }
        return PhysicalPattern(
            nodes: nodes, relationships: relationships, path: physicalPath(path))
    }

    /// How the value of a named path is made.
    func physicalPath(_ path: BoundPath) -> PhysicalPath? {
        path.variable.map {
            PhysicalPath(
                slot: $0.rawValue, start: path.nodes[0].variable.rawValue,
                relationships: path.relationships.map(\.variable.rawValue))
        }
    }
}
