import Diagnostics
package import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

/// Runs a plan from beginning to end.
package enum QueryRun {
    /// What a run leaves.
    package struct Outcome: ~Copyable {
        /// The graph, with the changes of a plan that writes: to be committed, or parked.
        let graph: GraphAccess
        package let changes: ChangeCounts
        /// The seed of the draws for which none was named.
        package let seed: Int64?
        /// What the steps did, if the query asks for it.
        package let profile: Profile?

        package consuming func intoGraph() -> GraphAccess { graph }
    }

    /// Runs a plan, and hands each row of the result to `consumer` until it wants no more.
    ///
    /// **Throws** Why there is no result; rows that were handed over before are void, and the
    /// changes are dropped with the graph.
    ///
    /// - Precondition: whoever took long to plan or to wait has asked `control` whether the run may
    ///   begin.
    package static func run(
        _ prepared: PreparedPlan, on graph: consuming GraphAccess, parameters: [Value],
        control: RunControl, _ consumer: any ResultConsumer
    ) throws(ExecutionError) -> Outcome {
        var profile: Profile?
        var run = Run(graph, prepared, parameters, control)
        if prepared.isQuery { profile = try run.perform(consumer) } else { try run.changeSchema() }
        let changes = run.changes
        let seed = run.freshSeed
        return Outcome(graph: run.graph, changes: changes, seed: seed, profile: profile)
    }
}

extension Run {
    /// Makes or drops an index or a constraint.
    fileprivate mutating func changeSchema() throws(ExecutionError) {
        switch plan.kind {
        case .query: break
        case .createIndex(let command):
            try createIndex(
                command.name, command.label.text, command.key.text, isUnique: false,
                ifNotExists: command.ifNotExists)
        case .createConstraint(let command):
            try createIndex(
                command.name, command.label.text, command.key.text, isUnique: true,
                ifNotExists: command.ifNotExists)
        case .dropIndex(let command): try dropIndex(command, isUnique: false)
        case .dropConstraint(let command): try dropIndex(command, isUnique: true)
        }
    }

    /// Runs the steps of a plan. Behind an error the operators are not used again.
    fileprivate mutating func perform(
        _ consumer: any ResultConsumer
    ) throws(ExecutionError) -> Profile? {
        let tree = prepared.takeTree()
        swap(&names, &tree.names)
        subplans = tree.subplans
        resolveNames()
        tree.end.consumer = consumer
        let clock = tree.profile == nil ? nil : ContinuousClock.now
        var row: Row = []
        swap(&row, &tree.row)
        swap(&result, &tree.result)
        do throws(ExecutionError) {
            try control.checkBegin()
            try tree.start.begin(row, &self)
            _ = try tree.start.push(&row, &self)
            try tree.start.finish(&self)
        } catch {
            subplans = []
            Disposal.later([tree])
            throw error
        }
        if let clock { tree.profile?.finish(prepared.root, total: ContinuousClock.now - clock) }
        tree.end.consumer = nil
        swap(&row, &tree.row)
        swap(&result, &tree.result)
        swap(&names, &tree.names)
        prepared.giveBack(tree)
        return tree.profile
    }
}

// MARK: Schema

extension Run {
    fileprivate mutating func createIndex(
        _ name: Name?, _ labelName: String, _ keyName: String, isUnique: Bool, ifNotExists: Bool
    ) throws(ExecutionError) {
        if let label = catalog.labels.id(of: labelName), let key = catalog.keys.id(of: keyName),
            let existing = catalog.index(on: label, key)
        {
            if existing.kind.isUnique || !isUnique {
                if ifNotExists { return }
                throw .store(.invalid(.indexExists(name: existing.name)))
            }
            // The index that is there begins to promise more.
            try graph.write { transaction throws(StoreError) in
                try transaction.changeIndex(named: existing.name, to: .unique)
            }
            changes.indexesAdded += 1
            return
        }
        let prefix = isUnique ? "constraint" : "index"
        let name = name?.text ?? "\(prefix)_\(labelName)_\(keyName)"
        if ifNotExists, catalog.index(named: name) != nil { return }
        _ = try graph.write { transaction throws(StoreError) in
            let label = try transaction.label(labelName)
            let key = try transaction.key(keyName)
            return try transaction.createIndex(
                named: name, on: label, key, isUnique ? .unique : .plain)
        }
        changes.indexesAdded += 1
    }

    fileprivate mutating func dropIndex(
        _ command: DropCommand, isUnique: Bool
    ) throws(ExecutionError) {
        let name = command.name.text
        guard let index = catalog.index(named: name), index.kind.isUnique == isUnique else {
            if command.ifExists { return }
            throw .store(.invalid(.noSuchIndex(name: name)))
        }
        try graph.write { transaction throws(StoreError) in
            try transaction.dropIndex(named: name)
        }
        changes.indexesRemoved += 1
    }
}

// MARK: Results

extension Run {
    /// The labels and properties of a node of the result; empty for one that was deleted.
    package mutating func resultNode(
        _ node: NodeID
    ) throws(ExecutionError) -> (
        labels: [String], properties: [(key: String, value: PropertyValue)]
    ) {
        guard let record = try graph.node(node) else { return ([], []) }
        try hold(record.labels.count + size(of: record.properties), nil)
        return (
            record.labels.map { catalog.labels.name(of: $0) },
            record.properties.map { (catalog.keys.name(of: $0.key), $0.value) }
        )
    }

    /// The type, source and properties of a relationship of the result; neither source nor
    /// properties for one that was deleted, and no source for one that no import made.
    package mutating func resultRelationship(
        _ relationship: RelationshipValue
    ) throws(ExecutionError) -> (
        type: String, source: Source?, properties: [(key: String, value: PropertyValue)]
    ) {
        let type = catalog.types.name(of: relationship.type)
        guard let record = try graph.relationship(relationship.id) else { return (type, nil, []) }
        try hold(size(of: record.properties), nil)
        return (
            type, record.source == .none ? nil : catalog.source(record.source),
            record.properties.map { (catalog.keys.name(of: $0.key), $0.value) }
        )
    }

    /// As how many values properties count.
    private func size(of properties: [Property]) -> Int {
        properties.reduce(0) { sum, property in
            switch property.value {
            case .string(let text): sum + 2 + text.utf8.count / 24
            case .list(.strings(let texts)):
                sum + texts.reduce(2) { $0 + 1 + $1.utf8.count / 24 }
            case .list(let list): sum + 2 + list.count
            default: sum + 2
            }
        }
    }
}
