import QuerySemantics
import QuerySyntax

extension Oracle {
    /// A walk so far: where it is, and what it has passed.
    private struct Walk {
        var row: Row
        /// Relationships that the pattern has used; none is used twice.
        var used: Set<Int>
        var nodes: [Int] = []
        var relationships: [Int] = []
    }

    /// The rows that a pattern and its condition make of one row.
    mutating func match(
        _ paths: [BoundPath], _ condition: BoundExpression?, _ row: Row
    ) throws(OracleError) -> [Row] {
        var walks = [Walk(row: row, used: [])]
        for path in paths {
            var longer: [Walk] = []
            for walk in walks { longer += try self.walk(path, from: walk) }
            walks = longer
        }
        var result: [Row] = []
        for walk in walks {
            var fits = true
            for path in paths where fits { fits = try hasProperties(path, walk.row) }
            if fits, let condition { fits = try holds(condition, walk.row) }
            if fits { result.append(walk.row) }
        }
        return result
    }

    private mutating func walk(
        _ path: BoundPath, from walk: Walk
    ) throws(OracleError) -> [Walk] {
        var walks: [Walk] = []
        for node in graph.nodes.indices {
            var walk = walk
            (walk.nodes, walk.relationships) = ([node], [])
            if try enter(node, path.nodes[0], &walk) { walks.append(walk) }
        }
        for (index, step) in path.relationships.enumerated() {
            var longer: [Walk] = []
            for walk in walks { longer += try follow(step, to: path.nodes[index + 1], walk) }
            walks = longer
        }
        if let search = path.search {
            walks = try shortest(walks, path, isOne: search == .shortest)
        }
        if let variable = path.variable {
            for index in walks.indices {
                walks[index].row[variable.rawValue] = .path(
                    nodes: walks[index].nodes, relationships: walks[index].relationships)
            }
        }
        return walks
    }

    /// Binds a node of the pattern, if it fits.
    private mutating func enter(
        _ index: Int, _ node: BoundPath.Node, _ walk: inout Walk
    ) throws(OracleError) -> Bool {
        try step()
        let labels = graph.nodes[index].labels
        guard node.labels.allSatisfy({ labels.contains($0.text) }) else { return false }
        if let value = walk.row[node.variable.rawValue] {
            guard case .node(index) = value else { return false }
        }
        walk.row[node.variable.rawValue] = .node(index)
        return true
    }

    private mutating func follow(
        _ step: BoundPath.Relationship, to node: BoundPath.Node, _ walk: Walk
    ) throws(OracleError) -> [Walk] {
        var result: [Walk] = []
        let start = walk.nodes.last!
        guard let length = step.length else {
            for (next, relationship) in try steps(step, from: start, walk.used) {
                var longer = walk
                guard bind(.relationship(relationship), to: step.variable, &longer) else {
                    continue
                }
                longer.used.insert(relationship)
                longer.relationships.append(relationship)
                longer.nodes.append(next)
                if try enter(next, node, &longer) { result.append(longer) }
            }
            return result
        }
        let bounds = (Int(length.lower ?? 1), length.upper.map(Int.init) ?? .max)
        try extend(walk, [], step, to: node, bounds, &result)
        return result
    }

    /// Adds all walks that begin with `run`, which is as long as `length` counts.
    private mutating func extend(
        _ walk: Walk, _ run: [Int], _ step: BoundPath.Relationship, to node: BoundPath.Node,
        _ bounds: (lower: Int, upper: Int), _ result: inout [Walk]
    ) throws(OracleError) {
        let last = walk.nodes.last!
        if run.count >= bounds.lower, run.count <= bounds.upper {
            var ended = walk
            if bind(.list(run.map { .relationship($0) }), to: step.variable, &ended) {
                if try enter(last, node, &ended) { result.append(ended) }
            }
        }
        guard run.count < bounds.upper else { return }
        for (next, relationship) in try steps(step, from: last, walk.used) {
            var longer = walk
            longer.used.insert(relationship)
            longer.relationships.append(relationship)
            longer.nodes.append(next)
            try extend(longer, run + [relationship], step, to: node, bounds, &result)
        }
    }

    private func bind(_ value: OracleValue, to variable: VariableID, _ walk: inout Walk) -> Bool {
        if let known = walk.row[variable.rawValue] { return known.equals(value) == true }
        walk.row[variable.rawValue] = value
        return true
    }

    /// The relationships that lead on from a node. A loop is one way, whatever the direction.
    private mutating func steps(
        _ step: BoundPath.Relationship, from node: Int, _ used: Set<Int>
    ) throws(OracleError) -> [(node: Int, relationship: Int)] {
        var result: [(node: Int, relationship: Int)] = []
        for (index, relationship) in graph.relationships.enumerated() {
            try self.step()
            if used.contains(index) { continue }
            let types = step.types.map(\.text)
            guard types.isEmpty || types.contains(relationship.type) else { continue }
            if relationship.start == node, step.direction != .incoming {
                result.append((relationship.end, index))
            } else if relationship.end == node, step.direction != .outgoing {
                result.append((relationship.start, index))
            }
        }
        return result
    }
}

// MARK: Properties and lengths

extension Oracle {
    /// Whether all that the path passes has the properties that the pattern asks for.
    private mutating func hasProperties(
        _ path: BoundPath, _ row: Row
    ) throws(OracleError) -> Bool {
        for node in path.nodes {
            guard let properties = node.properties else { continue }
            let value = row[node.variable.rawValue]!
            guard try has(properties, value, row) else { return false }
        }
        for relationship in path.relationships {
            guard let properties = relationship.properties else { continue }
            let value = row[relationship.variable.rawValue]!
            let entities = if case .list(let elements) = value { elements } else { [value] }
            for entity in entities where !(try has(properties, entity, row)) { return false }
        }
        return true
    }

    private mutating func has(
        _ properties: BoundExpression, _ entity: OracleValue, _ row: Row
    ) throws(OracleError) -> Bool {
        guard case .map(let entries) = try evaluate(properties, row) else {
            throw .unsupported("such properties")
        }
        return try OracleValue.all(
            entries.map { entry throws(OracleError) in
                try property(entity, entry.key).equals(entry.value)
            }) == true
    }

    /// Of the walks between the same two nodes those of the least length, or one of them.
    private mutating func shortest(
        _ walks: [Walk], _ path: BoundPath, isOne: Bool
    ) throws(OracleError) -> [Walk] {
        var best: [[Int]: [Walk]] = [:]
        for walk in walks where try hasProperties(path, walk.row) {
            let ends = [walk.nodes.first!, walk.nodes.last!]
            let length = best[ends]?.first?.relationships.count ?? .max
            if walk.relationships.count < length {
                best[ends] = [walk]
            } else if walk.relationships.count == length, !isOne {
                best[ends]!.append(walk)
            }
        }
        return best.values.flatMap { $0 }
    }
}
