import GraphModel
package import GraphStore

/// Commits whose contents follow from their number: small transactions, and a load now and then.
package enum CrashSteps {
    private static func isLoad(_ step: Int) -> Bool { step % 5 == 0 }

    /// The nodes of a commit, each with the number of the commit as a property.
    package static func nodeCount(_ step: Int) -> Int { isLoad(step) ? 300 : 3 }

    /// The relationships of a commit, from each of its nodes to the next and to the first.
    package static func relationshipCount(_ step: Int) -> Int { 2 * nodeCount(step) }

    package static func commit(_ step: Int, in store: Store) throws(StoreError) {
        if isLoad(step) { try load(step, store) } else { try change(step, store) }
    }

    private static func change(_ step: Int, _ store: Store) throws(StoreError) {
        var transaction = try store.beginWrite()
        let label = try transaction.label("Step")
        let key = try transaction.key("step")
        let type = try transaction.type("NEXT")
        var nodes: [NodeID] = []
        for _ in 0..<nodeCount(step) {
            nodes.append(
                try transaction.createNode(
                    labels: [label], properties: [Property(key, .integer(Int64(step)))]))
        }
        for (index, node) in nodes.enumerated() {
            let next = nodes[(index + 1) % nodes.count]
            _ = try transaction.createRelationship(type, from: node, to: next)
            _ = try transaction.createRelationship(type, from: node, to: nodes[0])
        }
        try transaction.commit()
    }

    private static func load(_ step: Int, _ store: Store) throws(StoreError) {
        var options = BulkLoadOptions()
        options.memoryByteCountMax = 10_000
        var load = try store.beginLoad(options)
        let count = nodeCount(step)
        let keys = (0..<count).map { "\(step).\($0)" }
        let origin = LoadOrigin(name: "step")
        let steps = PropertyColumn(
            key: "step", cells: .integers(Array(repeating: Int64(step), count: count)))
        try load.add(
            NodeBatch(
                label: "Loaded", keyProperty: "name", keys: .strings(TextColumn(keys)),
                properties: [steps], lines: lines(count)),
            from: origin)
        for shift in 0...1 {
            // To the next one, then to the one after that.
            let ends = (0..<count).map { keys[($0 + 1 + shift) % count] }
            try load.add(
                RelationshipBatch(
                    type: "NEXT", source: Source(name: "steps", version: "\(step)", license: ""),
                    start: endpoint(keys), end: endpoint(ends), properties: [],
                    lines: lines(count)),
                from: origin)
        }
        _ = try load.commit()
    }

    private static func endpoint(_ keys: [String]) -> RelationshipBatch.Endpoint {
        RelationshipBatch.Endpoint(
            label: "Loaded", keyProperty: "name", keys: .strings(TextColumn(keys)))
    }

    private static func lines(_ count: Int) -> [UInt32] { (1...UInt32(count)).map { $0 } }
}

// MARK: Checking

extension CrashSteps {
    /// The commits that a database holds: all from 1 on, each of them whole.
    ///
    /// - Returns: the last of them, or a sentence that says what is wrong.
    package static func lastCommit(
        in snapshot: borrowing Snapshot
    ) throws(StoreError) -> Result<Int, CrashDamage> {
        guard let key = snapshot.catalog.keys.id(of: "step") else { return .success(0) }
        var nodeCounts: [Int: Int] = [:]
        for rawValue in 0..<UInt32(snapshot.nodeBound) {
            let record = try snapshot.graph.node(NodeID(rawValue: rawValue))
            guard case .integer(let step)? = record?.value(of: key) else {
                return .failure(CrashDamage("node \(rawValue) is of no commit"))
            }
            nodeCounts[Int(step), default: 0] += 1
        }
        let last = nodeCounts.keys.max() ?? 0
        var relationshipCount = 0
        for step in 0..<last {
            guard nodeCounts[step + 1] == nodeCount(step + 1) else {
                return .failure(CrashDamage("commit \(step + 1) of \(last) is not whole"))
            }
            relationshipCount += Self.relationshipCount(step + 1)
        }
        guard snapshot.statistics.relationshipCount == UInt64(relationshipCount) else {
            return .failure(CrashDamage("a commit has not all of its relationships"))
        }
        return .success(last)
    }
}

/// What is wrong with a database after a crash.
package struct CrashDamage: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
