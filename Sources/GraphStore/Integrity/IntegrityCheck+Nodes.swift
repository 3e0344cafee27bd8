import GraphModel
import LMDB

extension IntegrityCheck {
    mutating func checkNodes(_ snapshot: borrowing Snapshot) throws(StoreError) {
        var cursor = try StoreCursor(snapshot.trees.nodes, in: snapshot.view)
        while let entry = try cursor.next() {
            let node = NodeID(rawValue: entry.key)
            guard Int(node.rawValue) < labels.count else {
                note(node.place, "its id was never given")
                continue
            }
            guard let record = nodeRecord(entry.value, node) else { continue }
            labels[Int(node.rawValue)] = record.labels
            for label in record.labels where !catalog.labels.contains(label) {
                note(node.place, "it has the unknown label \(label.rawValue)")
            }
            for property in record.properties where !catalog.keys.contains(property.key) {
                note(node.place, "it has the unknown property key \(property.key.rawValue)")
            }
            for label in [nil] + record.labels.map(Optional.init) {
                counted.add(1, to: .nodes(label: label))
                for property in record.properties {
                    counted.add(
                        1,
                        to: .nodeProperty(
                            label: label, key: property.key, type: property.value.type))
                }
            }
        }
    }

    private mutating func nodeRecord(_ bytes: RawSpan, _ node: NodeID) -> NodeRecord? {
        guard Checksum.holds(bytes) else {
            note(node.place, "its checksum does not hold")
            return nil
        }
        do { return try NodeRecord(bytes) } catch {
            note(node.place, error.reason)
            return nil
        }
    }

    /// Each entry of the label tree is a node with the label, and there are as many as nodes have
    /// labels.
    mutating func checkLabels(_ snapshot: borrowing Snapshot) throws(StoreError) {
        var entries: [LabelID: UInt64] = [:]
        var cursor = try MultimapStoreCursor(snapshot.trees.labels, in: snapshot.view)
        var entry = try cursor.first()
        while let current = entry {
            let label = LabelID(rawValue: current.key)
            var nodes: [UInt32] = []
            _ = try cursor.forEachPage { page throws(StoreError) in
                for offset in 0..<page.count { nodes.append(page[offset]) }
                return true
            }
            for node in nodes {
                let has = Int(node) < labels.count && labels[Int(node)]?.contains(label) ?? false
                if !has { note("label \(name(label))", "it lists node \(node), which lacks it") }
            }
            entries[label] = UInt64(nodes.count)
            entry = try cursor.nextKey()
        }
        for label in catalog.labels.ids {
            let count = counted.nodeCount(label: label)
            if entries[label, default: 0] < count {
                note(
                    "label \(name(label))",
                    "it lists \(entries[label, default: 0]) nodes of \(count)")
            }
        }
    }

    func name(_ label: LabelID) -> String {
        catalog.labels.contains(label)
            ? "`\(catalog.labels.name(of: label))`" : "\(label.rawValue)"
    }

    /// Each entry of an index is the value of its node, and there are as many as nodes have values.
    mutating func checkIndexes(_ snapshot: borrowing Snapshot) throws(StoreError) {
        var found: [IndexID: (entries: UInt64, distinct: UInt64)] = [:]
        var cursor = try MultimapStoreCursor(snapshot.trees.indexes, in: snapshot.view)
        var entry = try cursor.first()
        while let current = entry {
            var key: [UInt8] = []
            key.append(contentsOf: current.key.bytes)
            var nodes: [NodeID] = []
            _ = try cursor.forEachPage { page throws(StoreError) in
                for offset in 0..<page.count { nodes.append(NodeID(rawValue: page[offset])) }
                return true
            }
            try checkIndexEntry(key, nodes, snapshot, &found)
            entry = try cursor.nextKey()
        }
        for index in catalog.indexes { checkCounts(of: index, found[index.id]) }
    }

    private mutating func checkIndexEntry(
        _ key: [UInt8], _ nodes: [NodeID], _ snapshot: borrowing Snapshot,
        _ found: inout [IndexID: (entries: UInt64, distinct: UInt64)]
    ) throws(StoreError) {
        guard key.count > IndexKey.prefixByteCount else {
            note("index tree", "a key is too short")
            return
        }
        let id = IndexKey.index(of: key)
        guard let index = catalog.indexes.first(where: { $0.id == id }) else {
            note("index tree", "it has entries of the unknown index \(id.rawValue)")
            return
        }
        found[id, default: (0, 0)].entries += UInt64(nodes.count)
        found[id, default: (0, 0)].distinct += 1
        counted.add(1, to: .distinctValues(id))
        if index.kind.isUnique && nodes.count > 1 {
            note(
                place(of: index),
                "nodes \(nodes[0].rawValue) and \(nodes[1].rawValue) share a value")
        }
        for node in nodes {
            let value = try snapshot.graph.node(node)?.value(under: index)
            if value.map({ IndexKey.bytes(id, $0) }) != key {
                note(place(of: index), "\(node.place) stands under a value that it does not have")
            }
        }
    }

    private mutating func checkCounts(
        of index: IndexDefinition, _ found: (entries: UInt64, distinct: UInt64)?
    ) {
        let values = counted.counts.reduce(UInt64(0)) { sum, entry in
            if case .nodeProperty(index.label, index.key, _) = entry.key {
                sum + entry.value
            } else {
                sum
            }
        }
        if found?.entries ?? 0 < values {
            note(place(of: index), "it has \(found?.entries ?? 0) entries for \(values) values")
        }
    }

    private func place(of index: IndexDefinition) -> String { "index `\(index.name)`" }
}
