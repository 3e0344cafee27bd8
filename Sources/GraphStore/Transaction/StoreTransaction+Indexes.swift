package import GraphModel
import LMDB

/// An entry that one node loses or gets.
struct IndexChange {
    let removed: [UInt8]?
    let added: [UInt8]?
}

// MARK: Keeping indexes

extension StoreTransaction {
    /// What a change of a node means for the indexes.
    ///
    /// - Throws: ``StoreError/duplicateValue(_:)``,
    ///   ``GraphProblem/indexedValueTooLong(label:key:byteCount:byteCountMax:)``.
    func indexChanges(
        _ node: NodeID, _ old: NodeRecord?, _ new: NodeRecord?
    ) throws(StoreError) -> [(IndexDefinition, IndexChange)] {
        var changes: [(IndexDefinition, IndexChange)] = []
        for index in catalog.indexes {
            let oldValue = old?.value(under: index)
            let newValue = new?.value(under: index)
            guard oldValue != newValue else { continue }
            let removed = oldValue.map { IndexKey.bytes(index.id, $0) }
            let added = newValue.map { IndexKey.bytes(index.id, $0) }
            guard removed != added else { continue }
            if let added { try check(added, under: index, node) }
            changes.append((index, IndexChange(removed: removed, added: added)))
        }
        return changes
    }

    /// Whether an index takes a key for a node.
    func check(
        _ key: [UInt8], under index: IndexDefinition, _ node: NodeID
    ) throws(StoreError) {
        try checkLength(of: key, under: index)
        guard index.kind.isUnique else { return }
        var cursor = try MultimapStoreCursor(trees.indexes, in: transaction.view)
        if let entry = try cursor.seek(exactly: ByteKey(key.rawSpan)), entry.value != node.rawValue
        {
            throw .duplicateValue(
                UniquenessViolation(
                    index: index, holder: NodeID(rawValue: entry.value), claimant: node))
        }
    }

    /// Whether a key fits into the file.
    func checkLength(of key: [UInt8], under index: IndexDefinition) throws(StoreError) {
        let byteCountMax = IndexKey.byteCountMax
        guard key.count > byteCountMax else { return }
        let overhead = IndexKey.prefixByteCount + 1
        throw .invalid(
            .indexedValueTooLong(
                label: index.label, key: index.key, byteCount: key.count - overhead,
                byteCountMax: byteCountMax - overhead))
    }

    mutating func apply(
        _ changes: [(IndexDefinition, IndexChange)], _ node: NodeID
    ) throws(StoreError) {
        for (index, change) in changes {
            if let removed = change.removed {
                try transaction.remove(ByteKey(removed.rawSpan), node.rawValue, in: trees.indexes)
                if try !hasEntry(removed) { try count(.distinctValues(index.id), -1) }
            }
            if let added = change.added {
                if try !hasEntry(added) { try count(.distinctValues(index.id), 1) }
                try transaction.add(ByteKey(added.rawSpan), node.rawValue, in: trees.indexes)
            }
        }
    }

    /// Whether any node stands under a key.
    func hasEntry(_ key: [UInt8]) throws(StoreError) -> Bool {
        var cursor = try MultimapStoreCursor(trees.indexes, in: transaction.view)
        return try cursor.seek(exactly: ByteKey(key.rawSpan)) != nil
    }
}

extension NodeRecord {
    /// The value by which an index orders the node, or nil when the node is not in it.
    func value(under index: IndexDefinition) -> PropertyValue? {
        labels.contains(index.label) ? value(of: index.key) : nil
    }
}

// MARK: Making and dropping

extension StoreTransaction {
    /// Makes an index and fills it.
    ///
    /// - Throws: ``GraphProblem/indexExists(name:)`` when the name is taken, or an index on the
    ///   same label and property exists; ``GraphProblem/otherIdentity(label:key:)``;
    ///   ``StoreError/duplicateValue(_:)`` when the nodes there are break its promise.
    /// - Complexity: O(*n* log *n*) in the nodes of the label.
    @discardableResult
    package mutating func createIndex(
        named name: String, on label: LabelID, _ key: KeyID, _ kind: IndexKind
    ) throws(StoreError) -> IndexID {
        if let taken = catalog.index(named: name) ?? catalog.index(on: label, key) {
            throw .invalid(.indexExists(name: taken.name))
        }
        try checkIdentity(label, key, kind)
        let index = IndexDefinition(
            id: IndexID(rawValue: UInt32(meta.nextIndex)), name: name, label: label, key: key,
            kind: kind)
        let entries = try entries(of: index)
        meta.nextIndex += 1
        catalog.insert(index)
        try write(.index(index))
        for (node, entry) in entries {
            try apply([(index, IndexChange(removed: nil, added: entry))], node)
        }
        return index.id
    }

    /// Makes an index stricter or laxer.
    ///
    /// - Throws: ``GraphProblem/noSuchIndex(name:)``, ``GraphProblem/otherIdentity(label:key:)``,
    ///   ``StoreError/duplicateValue(_:)``.
    package mutating func changeIndex(
        named name: String, to kind: IndexKind
    ) throws(StoreError) {
        guard let old = catalog.index(named: name) else {
            throw .invalid(.noSuchIndex(name: name))
        }
        guard old.kind != kind else { return }
        try checkIdentity(old.label, old.key, kind)
        let index = IndexDefinition(
            id: old.id, name: name, label: old.label, key: old.key, kind: kind)
        if kind.isUnique && !old.kind.isUnique { _ = try entries(of: index) }
        catalog.insert(index)
        try write(.index(index))
    }

    private func checkIdentity(
        _ label: LabelID, _ key: KeyID, _ kind: IndexKind
    ) throws(StoreError) {
        guard kind == .identity, let identity = catalog.identityIndex(of: label),
            identity.key != key
        else { return }
        throw .invalid(.otherIdentity(label: label, key: identity.key))
    }

    /// The entries that the nodes there are give an index.
    private func entries(
        of index: IndexDefinition
    ) throws(StoreError) -> [(NodeID, [UInt8])] {
        var entries: [(NodeID, [UInt8])] = []
        var holders: [[UInt8]: NodeID] = [:]
        for node in try stored.nodes(with: index.label) {
            guard let value = try existing(node).value(of: index.key) else { continue }
            let key = IndexKey.bytes(index.id, value)
            try check(key, under: index, node)
            if index.kind.isUnique, let holder = holders.updateValue(node, forKey: key) {
                throw .duplicateValue(
                    UniquenessViolation(index: index, holder: holder, claimant: node))
            }
            entries.append((node, key))
        }
        return entries
    }

    /// Drops an index with all of its entries.
    ///
    /// - Throws: ``GraphProblem/noSuchIndex(name:)``.
    package mutating func dropIndex(named name: String) throws(StoreError) {
        guard let index = catalog.index(named: name) else {
            throw .invalid(.noSuchIndex(name: name))
        }
        while let key = try firstKey(of: index.id) {
            do { _ = try transaction.deleteAll(ByteKey(key.rawSpan), in: trees.indexes) } catch {
                throw .storage(error)
            }
        }
        try count(
            .distinctValues(index.id), -Int64(statistics.distinctValueCount(index: index.id)))
        catalog.remove(index.id)
        try transaction.remove(CatalogRecord.key(ofIndex: index.id), in: trees.catalog)
        catalog.version += 1
    }

    private func firstKey(of index: IndexID) throws(StoreError) -> [UInt8]? {
        let prefix = IndexKey.prefix(index)
        var cursor = try MultimapStoreCursor(trees.indexes, in: transaction.view)
        guard let entry = try cursor.seek(atLeast: ByteKey(prefix.rawSpan)),
            entry.key.bytes.starts(with: prefix.rawSpan)
        else { return nil }
        var key: [UInt8] = []
        key.append(contentsOf: entry.key.bytes)
        return key
    }
}

extension GraphView {
    /// All nodes with a label, ascending.
    package func nodes(with label: LabelID) throws(StoreError) -> [NodeID] {
        var nodes: [NodeID] = []
        try forEachPage(of: label) { page throws(StoreError) in
            nodes.append(addingCapacity: page.count) { room in
                for offset in 0..<page.count { room.append(NodeID(rawValue: page[offset])) }
            }
            return true
        }
        return nodes
    }
}
