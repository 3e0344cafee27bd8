import Diagnostics
import GraphModel
import QuerySyntax

/// Where a pattern stands, which decides what its variables mean.
enum BinderPatternPlace {
    case match
    case create
    case merge
    /// A path as a condition: all its variables are known before.
    case predicate

    var isWriting: Bool {
        switch self {
        case .create, .merge: true
        case .match, .predicate: false
        }
    }
}

extension Binder {
    /// Binds the paths of one clause. Variables first, since properties may mention any of them.
    mutating func bindPattern(
        _ pattern: [PathPattern], in place: BinderPatternPlace
    ) -> [BoundPath] {
        var used: Set<VariableID> = []
        if place.isWriting {
            return pattern.map { path in
                let ids = declareVariables(of: path, in: place, &used)
                return boundPath(path, ids)
            }
        }
        let ids = pattern.map { declareVariables(of: $0, in: place, &used) }
        return zip(pattern, ids).map { boundPath($0, $1) }
    }

    /// The variables of a path, nodes and relationships in turn.
    private struct PathVariables {
        var path: VariableID?
        var elements: [(id: VariableID, isBound: Bool)] = []
    }

    private mutating func declareVariables(
        of path: PathPattern, in place: BinderPatternPlace, _ used: inout Set<VariableID>
    ) -> PathVariables {
        var result = PathVariables()
        result.elements.append(declare(path.start, isAlone: path.steps.isEmpty, in: place))
        for step in path.steps {
            result.elements.append(declare(step.relationship, in: place, &used))
            result.elements.append(declare(step.node, isAlone: false, in: place))
        }
        if let name = path.variable {
            if let id = scope[name.text] {
                report(.alreadyBound(name, first: variables[id.rawValue].span))
            }
            result.path = declare(name, .path)
        }
        return result
    }

    private mutating func declare(
        _ node: NodePattern, isAlone: Bool, in place: BinderPatternPlace
    ) -> (id: VariableID, isBound: Bool) {
        warnUnknown(labels: node.labels, in: place)
        warnUnknown(properties: node.properties, in: place)
        guard let name = node.variable else { return (introduce("", .node, node.span), false) }
        guard let id = scope[name.text] else {
            if case .predicate = place {
                reportUndefined(name.text, name.span)
            } else {
                refuseHidden(name)
            }
            return (declare(name, .node), false)
        }
        let first = variables[id.rawValue].span
        if !type(of: id).mayBe(.node) {
            report(.typeConflict(name, first: first, expected: "a node"))
        } else if place.isWriting, isAlone || !node.labels.isEmpty || node.properties != nil {
            report(.alreadyBound(name, first: first))
        }
        return (id, true)
    }

    private mutating func declare(
        _ relationship: RelationshipPattern, in place: BinderPatternPlace,
        _ used: inout Set<VariableID>
    ) -> (id: VariableID, isBound: Bool) {
        warnUnknown(types: relationship.types, in: place)
        warnUnknown(properties: relationship.properties, in: place)
        let type: StaticType =
            relationship.length == nil ? .relationship : .list(of: .relationship)
        guard let name = relationship.variable else {
            return (introduce("", type, relationship.span), false)
        }
        guard let id = scope[name.text] else {
            if case .predicate = place {
                reportUndefined(name.text, name.span)
            } else {
                refuseHidden(name)
            }
            if place.isWriting, relationship.types.isEmpty {
                report(.missingType(relationship.span))
            }
            let id = declare(name, type)
            used.insert(id)
            return (id, false)
        }
        let first = variables[id.rawValue].span
        if place.isWriting {
            report(
                self.type(of: id).mayBe(.relationship)
                    ? .alreadyBound(name, first: first)
                    : .typeConflict(name, first: first, expected: "a relationship"))
        } else if !self.type(of: id).mayBe(type.kinds)
            || type.kinds == [.list] && self.type(of: id).kinds == [.list]
                && !StaticType(self.type(of: id).elements).mayBe(.relationship)
        {
            let what = relationship.length == nil ? "a relationship" : "a list of relationships"
            report(.typeConflict(name, first: first, expected: what))
        } else if !used.insert(id).inserted {
            report(.repeatedRelationship(name, first: first))
        }
        return (id, true)
    }

    private mutating func boundPath(_ path: PathPattern, _ ids: PathVariables) -> BoundPath {
        var nodes = [boundNode(path.start, ids.elements[0])]
        var relationships: [BoundPath.Relationship] = []
        for (index, step) in path.steps.enumerated() {
            let element = ids.elements[index * 2 + 1]
            let pattern = step.relationship
            relationships.append(
                BoundPath.Relationship(
                    variable: element.id, isBound: element.isBound, direction: pattern.direction,
                    types: pattern.types, length: pattern.length,
                    properties: pattern.properties.map { bind($0) }, span: pattern.span))
            nodes.append(boundNode(step.node, ids.elements[index * 2 + 2]))
        }
        return BoundPath(
            variable: ids.path, search: path.search, nodes: nodes, relationships: relationships,
            span: path.span)
    }

    private mutating func boundNode(
        _ node: NodePattern, _ element: (id: VariableID, isBound: Bool)
    ) -> BoundPath.Node {
        BoundPath.Node(
            variable: element.id, isBound: element.isBound, labels: node.labels,
            properties: node.properties.map { bind($0) }, span: node.span)
    }
}
