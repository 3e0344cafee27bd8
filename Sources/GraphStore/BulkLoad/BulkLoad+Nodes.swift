package import GraphModel
import LMDB

extension BulkLoad {
    /// Takes in rows that make or find nodes.
    ///
    /// - Throws: ``StoreError/invalidRow(_:line:_:)``, ``GraphProblem/otherIdentity(label:key:)``,
    ///   ``StoreError/duplicateValue(_:)``, ``StoreError/corruption(_:)``,
    ///   ``StoreError/storage(_:)``.
    package mutating func add(
        _ batch: NodeBatch, from origin: LoadOrigin
    ) throws(StoreError) {
        let identity = try index(batch.label, batch.keyProperty, .identity)
        var labels = [identity.label]
        for name in batch.otherLabels { labels.append(try transaction.label(name)) }
        let maker = NodeMaker(
            identity: identity, space: nil, spaceIdentity: nil,
            record: NodeRecord(unordered: labels, []),
            rows: try columnRows(batch.properties, (identity.key, batch.keyProperty), batch.keys),
            indexes: indexes(of: labels), keys: batch.keys, lines: batch.lines, origin: origin)
        try add(maker)
    }

    /// Takes in rows that make or find nodes by names that hold over all labels.
    ///
    /// - Throws: as for nodes by key.
    package mutating func add(
        _ batch: NamedNodeBatch, from origin: LoadOrigin
    ) throws(StoreError) {
        var identity: IndexDefinition?
        var spaceIdentity: IndexDefinition?
        var keptKey: (KeyID, String)?
        if let kept = batch.identity {
            let index = try index(kept.label, kept.keyProperty, .identity)
            identity = index
            keptKey = (index.key, kept.keyProperty)
            if let label = catalog.labels.id(of: batch.space.stubLabel),
                let stubs = catalog.identityIndex(of: label), stubs.key == index.key
            {
                spaceIdentity = stubs
            }
        }
        var labels: [LabelID] = []
        for name in batch.labels { labels.append(try transaction.label(name)) }
        let maker = NodeMaker(
            identity: identity, space: batch.space, spaceIdentity: spaceIdentity,
            record: NodeRecord(unordered: labels, []),
            rows: try columnRows(batch.properties, keptKey, batch.names),
            indexes: indexes(of: labels), keys: batch.names, lines: batch.lines, origin: origin)
        try add(maker)
    }

    private mutating func add(_ maker: NodeMaker) throws(StoreError) {
        report.nodes.read += maker.keys.count
        var made = MadeRows()
        for row in 0..<maker.keys.count {
            do throws(StoreError) {
                if let node = try node(row, maker) {
                    try count(&made, maker)
                    try merge(row, into: node, maker)
                } else {
                    try make(row, maker)
                    made.count += 1
                    maker.rows.countTypes(row, &made.types)
                }
            } catch { throw error.located(maker.origin, maker.lines[row]) }
        }
        try count(&made, maker)
        if indexEntries.needsFlush { try indexEntries.flush(into: &transaction) }
    }

    /// What the rows of a batch have in common.
    private struct NodeMaker {
        /// The index that the keys are of; nil if they are not kept.
        let identity: IndexDefinition?
        let space: NameSpace?
        /// The index of what stubs of the space are known by.
        let spaceIdentity: IndexDefinition?
        /// The labels, without properties.
        let record: NodeRecord
        let rows: ColumnRows
        /// The indexes that take in new nodes of the batch.
        let indexes: [IndexDefinition]
        let keys: KeyColumn
        let lines: [UInt32]
        let origin: LoadOrigin
    }

    private func indexes(of labels: [LabelID]) -> [IndexDefinition] {
        transaction.catalog.indexes.filter { labels.contains($0.label) }
    }

    /// - Parameter key: the property that takes in the keys, if they are kept.
    private mutating func columnRows(
        _ properties: [PropertyColumn], _ key: (id: KeyID, name: String)?, _ keys: KeyColumn
    ) throws(StoreError) -> ColumnRows {
        var columns: [(key: KeyID, column: PropertyColumn)] = []
        if let key {
            columns.append((key.id, PropertyColumn(key: key.name, cells: keys.cells)))
        }
        for column in properties {
            // By id: `String` calls names equal that are two names here, see ``NameTable``.
            let id = try transaction.key(column.key)
            if id != key?.id { columns.append((id, column)) }
        }
        return ColumnRows(columns)
    }

    /// The node of a row, whether this load or an earlier one made it, or nil.
    private mutating func node(
        _ row: Int, _ maker: NodeMaker
    ) throws(StoreError) -> NodeID? {
        guard let space = maker.space else {
            return try maker.identity.map { index throws(StoreError) in
                try node(maker.keys, row, index)
            } ?? nil
        }
        if let node = nodeNames[space]?.node(maker.keys, row) { return NodeID(rawValue: node) }
        for index in [maker.identity, maker.spaceIdentity] {
            guard let index, let node = try node(maker.keys, row, index) else { continue }
            nodeNames[space, default: NodeKeyTable()].insert(node.rawValue, maker.keys, row)
            return node
        }
        return nil
    }

    /// The node with the key of a row, whether this load or an earlier one made it, or nil.
    mutating func node(
        _ keys: KeyColumn, _ row: Int, _ identity: IndexDefinition
    ) throws(StoreError) -> NodeID? {
        if let node = nodeKeys[identity.id]?.node(keys, row) { return NodeID(rawValue: node) }
        guard transaction.statistics.distinctValueCount(index: identity.id) > 0 else { return nil }
        let nodes = try transaction.stored.nodes(in: identity.id, equalTo: keys[row])
        guard let node = nodes.first else { return nil }
        nodeKeys[identity.id, default: NodeKeyTable()].insert(node.rawValue, keys, row)
        return node
    }

    // MARK: Making

    private mutating func make(_ row: Int, _ maker: NodeMaker) throws(StoreError) {
        guard let rawID = UInt32(exactly: transaction.meta.nextNode), rawID < UInt32.max else {
            throw .invalid(.nodeIDsExhausted)
        }
        for index in maker.indexes {
            guard let value = maker.rows.value(of: index.key, row) else { continue }
            let key = IndexKey.bytes(index.id, value)
            try transaction.checkLength(of: key, under: index)
            indexEntries.append(key, NodeID(rawValue: rawID), maker.origin, line: maker.lines[row])
            if index.kind == .identity && index.id != maker.identity?.id {
                indexEntries.noteForeign(index.id)
            }
        }
        transaction.meta.nextNode += 1
        try write(rawID, row, maker)
        if let identity = maker.identity {
            nodeKeys[identity.id, default: NodeKeyTable()].insert(rawID, maker.keys, row)
        }
        if let space = maker.space {
            nodeNames[space, default: NodeKeyTable()].insert(rawID, maker.keys, row)
        }
        labelSets.set(rawID, labelSets.number(maker.record.labels))
    }

    private mutating func write(
        _ node: UInt32, _ row: Int, _ maker: NodeMaker
    ) throws(StoreError) {
        var record: [UInt8] = []
        swap(&record, &scratch)
        maker.record.encodeHead(into: &record)
        maker.rows.append(row, to: &record)
        Checksum.seal(&record)
        try transaction.appendNode(node, record)
        for label in maker.record.labels {
            try transaction.appendLabel(label, node)
        }
        swap(&record, &scratch)
    }

    /// Rows that became nodes and are not yet counted.
    private struct MadeRows {
        var count = 0
        var types: [PropertyTypeCount: Int] = [:]
    }

    private mutating func count(_ made: inout MadeRows, _ maker: NodeMaker) throws(StoreError) {
        guard made.count > 0 else { return }
        report.nodes.made += made.count
        for label in [nil] + maker.record.labels.map(Optional.init) {
            try transaction.count(.nodes(label: label), Int64(made.count))
            for (property, count) in made.types {
                try transaction.count(
                    .nodeProperty(label: label, key: property.key, type: property.type),
                    Int64(count))
            }
        }
        made = MadeRows()
    }

    // MARK: Merging

    /// Adds to a node what a row says beyond what is known.
    private mutating func merge(
        _ row: Int, into node: NodeID, _ maker: NodeMaker
    ) throws(StoreError) {
        let old = try transaction.existing(node)
        var new = NodeRecord(unordered: old.labels + maker.record.labels, old.properties)
        var conflicts = 0
        for property in maker.rows.properties(row) {
            switch old.value(of: property.key) {
            case nil: new.properties.set(property.key, property.value)
            case property.value: break
            default:
                conflicts += 1
                note(
                    LoadIssue(
                        origin: maker.origin, line: Int(maker.lines[row]),
                        problem: .conflict(
                            property: transaction.catalog.keys.name(of: property.key))))
            }
        }
        report.nodes.merged += 1
        report.conflictingProperties += conflicts
        if new != old {
            // The node's own entries may still be waiting.
            try indexEntries.flush(into: &transaction)
            try transaction.setNode(node, labels: new.labels, properties: new.properties)
            labelSets.set(node.rawValue, labelSets.number(new.labels))
        } else if conflicts == 0 {
            report.duplicateNodes += 1
        }
    }

    /// Makes a node with nothing but its label and key.
    mutating func makeStub(
        _ keys: KeyColumn, _ row: Int, _ identity: IndexDefinition
    ) throws(StoreError) -> NodeID {
        try indexEntries.flush(into: &transaction)
        let node = try transaction.createNode(
            labels: [identity.label], properties: [Property(identity.key, keys[row])])
        nodeKeys[identity.id, default: NodeKeyTable()].insert(node.rawValue, keys, row)
        labelSets.set(node.rawValue, labelSets.number([identity.label]))
        stubs.insert(node)
        report.stubNodes += 1
        return node
    }
}

extension KeyColumn {
    fileprivate var cells: ColumnCells {
        switch self {
        case .integers(let keys): .integers(keys)
        case .strings(let keys): .strings(keys)
        }
    }
}

extension StoreError {
    /// The error with the row that is to blame, where a row is.
    func located(_ origin: LoadOrigin, _ line: UInt32) -> StoreError {
        switch self {
        case .invalid, .duplicateValue: .invalidRow(origin, line: Int(line), self)
        default: self
        }
    }
}
