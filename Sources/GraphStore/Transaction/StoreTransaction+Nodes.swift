package import GraphModel
import LMDB

extension StoreTransaction {
    /// Makes a node.
    ///
    /// - Throws: ``GraphProblem/nodeIDsExhausted``, ``StoreError/duplicateValue(_:)``,
    ///   ``GraphProblem/indexedValueTooLong(label:key:byteCount:byteCountMax:)``.
    package mutating func createNode(
        labels: [LabelID] = [], properties: [Property] = []
    ) throws(StoreError) -> NodeID {
        guard let rawID = UInt32(exactly: meta.nextNode), rawID < UInt32.max else {
            throw .invalid(.nodeIDsExhausted)
        }
        let node = NodeID(rawValue: rawID)
        try replace(node, nil, NodeRecord(unordered: labels, properties))
        meta.nextNode += 1
        return node
    }

    /// Deletes a node that has no relationships.
    ///
    /// - Throws: ``GraphProblem/noSuchNode(_:)``, ``GraphProblem/nodeHasRelationships(_:)``.
    package mutating func deleteNode(_ node: NodeID) throws(StoreError) {
        let record = try existing(node)
        try settle(node)
        guard try !hasNeighbours(node) else {
            throw .invalid(.nodeHasRelationships(node))
        }
        try replace(node, record, nil)
    }

    /// Gives a property of a node a value, or takes it away.
    ///
    /// - Throws: ``GraphProblem/noSuchNode(_:)``, ``StoreError/duplicateValue(_:)``,
    ///   ``GraphProblem/indexedValueTooLong(label:key:byteCount:byteCountMax:)``.
    package mutating func set(
        _ key: KeyID, of node: NodeID, to value: PropertyValue?
    ) throws(StoreError) {
        let old = try existing(node)
        var new = old
        new.properties.set(key, value)
        try replace(node, old, new)
    }

    /// Gives a node all of its labels and properties anew.
    ///
    /// - Throws: as ``set(_:of:to:)-(_,NodeID,_)``.
    package mutating func setNode(
        _ node: NodeID, labels: [LabelID], properties: [Property]
    ) throws(StoreError) {
        try replace(node, try existing(node), NodeRecord(unordered: labels, properties))
    }

    /// Gives a node a label; one that it has already changes nothing.
    ///
    /// - Throws: as ``set(_:of:to:)-(_,NodeID,_)``.
    package mutating func add(_ label: LabelID, to node: NodeID) throws(StoreError) {
        let old = try existing(node)
        try replace(node, old, NodeRecord(unordered: old.labels + [label], old.properties))
    }

    /// Takes a label from a node; one that it lacks changes nothing.
    ///
    /// - Throws: ``GraphProblem/noSuchNode(_:)``.
    package mutating func remove(_ label: LabelID, from node: NodeID) throws(StoreError) {
        let old = try existing(node)
        var new = old
        new.labels.removeAll { $0 == label }
        try replace(node, old, new)
    }

    private func hasNeighbours(_ node: NodeID) throws(StoreError) -> Bool {
        try stored.neighbourhoodRecord(of: node) != nil
    }

    func existing(_ node: NodeID) throws(StoreError) -> NodeRecord {
        guard let record = try stored.node(node) else { throw .invalid(.noSuchNode(node)) }
        return record
    }

    /// Makes, changes or deletes a node: the record, and all that is derived from it.
    private mutating func replace(
        _ node: NodeID, _ old: NodeRecord?, _ new: NodeRecord?
    ) throws(StoreError) {
        guard old != new else { return }
        let indexChanges = try indexChanges(node, old, new)
        try apply(indexChanges, node)
        try countNode(node, old, new)
        for label in old?.labels ?? [] where !(new?.labels.contains(label) ?? false) {
            try transaction.remove(label.rawValue, node.rawValue, in: trees.labels)
        }
        for label in new?.labels ?? [] where !(old?.labels.contains(label) ?? false) {
            try transaction.add(label.rawValue, node.rawValue, in: trees.labels)
        }
        try writeNode(node, new)
    }
}

// MARK: Statistics

extension StoreTransaction {
    private mutating func countNode(
        _ node: NodeID, _ old: NodeRecord?, _ new: NodeRecord?
    ) throws(StoreError) {
        if let old { try countNode(old, -1) }
        if let new { try countNode(new, 1) }
        if let old, let new, old.labels != new.labels {
            try recountRelationships(of: node, from: old.labels, to: new.labels)
        }
    }

    private mutating func countNode(
        _ record: NodeRecord, _ change: Int64
    ) throws(StoreError) {
        for label in [nil] + record.labels.map(Optional.init) {
            try count(.nodes(label: label), change)
            for property in record.properties {
                try count(
                    .nodeProperty(label: label, key: property.key, type: property.value.type),
                    change)
            }
        }
    }

    /// Counts the relationships of a node under its new labels instead of its old ones.
    ///
    /// - Complexity: O(degree), with a look at each neighbour.
    private mutating func recountRelationships(
        of node: NodeID, from old: [LabelID], to new: [LabelID]
    ) throws(StoreError) {
        try settle(node)
        try settleTally()
        guard let neighbourhood = try stored.neighbourhood(of: node) else { return }
        for segment in neighbourhood.segments.indices {
            let key = neighbourhood.segments[segment].key
            for neighbour in try neighbours(segment, of: neighbourhood) {
                let isLoop = neighbour == node
                // A loop stands in both directions, and is counted where it leaves.
                if isLoop && key.direction == .incoming { continue }
                let others = isLoop ? nil : try existing(neighbour).labels
                let before = (own: old, other: others ?? old)
                let after = (own: new, other: others ?? new)
                for (ends, change) in [(before, Int64(-1)), (after, 1)] {
                    let isStart = key.direction == .outgoing
                    try countRelationship(
                        isStart ? ends.own : ends.other, key.type,
                        isStart ? ends.other : ends.own, change)
                }
            }
        }
    }

    private func neighbours(
        _ segment: Int, of neighbourhood: NeighbourhoodDraft
    ) throws(StoreError) -> [NodeID] {
        var neighbours: [UInt32] = []
        if let chunks = neighbourhood.segments[segment].chunks {
            for chunk in chunks {
                neighbours += try stored.chunk(chunk.id).columns.neighbours
            }
        } else {
            let range = neighbourhood.range(of: segment)
            neighbours +=
                neighbourhood.columns.neighbours[range.first..<(range.first + range.count)]
        }
        return neighbours.map { NodeID(rawValue: $0) }
    }

    /// Counts a relationship of `type` between nodes with these labels.
    mutating func countRelationship(
        _ start: [LabelID], _ type: TypeID, _ end: [LabelID], _ change: Int64
    ) throws(StoreError) {
        for start in [nil] + start.map(Optional.init) {
            for end in [nil] + end.map(Optional.init) {
                try count(.relationships(start: start, type: type, end: end), change)
            }
        }
    }
}

// MARK: Order

extension NodeRecord {
    /// A record of labels and properties in any order; a label may stand twice.
    ///
    /// - Precondition: no property key stands twice.
    init(unordered labels: [LabelID], _ properties: [Property]) {
        var ordered: [LabelID] = []
        for label in labels.sorted() where ordered.last != label { ordered.append(label) }
        self.init(labels: ordered, properties: properties.ordered)
    }
}

extension [Property] {
    /// The properties ascending by key.
    ///
    /// - Precondition: no key stands twice.
    var ordered: [Property] {
        guard count > 1 else { return self }
        let sorted = sorted { $0.key < $1.key }
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            precondition(left.key != right.key, "each property is given once")
        }
        return sorted
    }

    /// Gives a key a value, or takes it away.
    mutating func set(_ key: KeyID, _ value: PropertyValue?) {
        let index = firstIndex { $0.key >= key } ?? endIndex
        if index < endIndex, self[index].key == key { remove(at: index) }
        if let value { insert(Property(key, value), at: index) }
    }
}
