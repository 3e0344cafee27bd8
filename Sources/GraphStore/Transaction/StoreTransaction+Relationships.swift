package import GraphModel
import LMDB

extension StoreTransaction {
    /// Makes a relationship. Its ends may be the same node, and may be related in the same way
    /// already.
    ///
    /// - Throws: ``GraphProblem/noSuchNode(_:)``.
    package mutating func createRelationship(
        _ type: TypeID, from start: NodeID, to end: NodeID, source: SourceID = .none,
        properties: [Property] = []
    ) throws(StoreError) -> RelationshipID {
        let startLabels = try existing(start).labels
        let endLabels = start == end ? startLabels : try existing(end).labels
        let relationship = RelationshipID(rawValue: meta.nextRelationship)
        let record = RelationshipRecord(
            start: start, end: end, type: type, source: source, properties: properties.ordered)
        try changeBlock(of: relationship) { $0.set($1, record) }
        let weight = weight(of: record)
        try insertNeighbour(of: start, SegmentKey(type, .outgoing), end, relationship, weight)
        try insertNeighbour(of: end, SegmentKey(type, .incoming), start, relationship, weight)
        try countRelationship(startLabels, type, endLabels, 1)
        try countRelationship(record, 1)
        meta.nextRelationship += 1
        return relationship
    }

    /// Deletes a relationship.
    ///
    /// - Throws: ``GraphProblem/noSuchRelationship(_:)``.
    package mutating func deleteRelationship(
        _ relationship: RelationshipID
    ) throws(StoreError) {
        let record = try existing(relationship)
        let (start, end, type) = (record.start, record.end, record.type)
        try removeNeighbour(of: start, SegmentKey(type, .outgoing), end, relationship)
        try removeNeighbour(of: end, SegmentKey(type, .incoming), start, relationship)
        try changeBlock(of: relationship) { $0.remove($1) }
        let startLabels = try existing(start).labels
        let endLabels = try existing(end).labels
        try countRelationship(startLabels, type, endLabels, -1)
        try countRelationship(record, -1)
    }

    /// Gives a property of a relationship a value, or takes it away.
    ///
    /// - Throws: ``GraphProblem/noSuchRelationship(_:)``.
    package mutating func set(
        _ key: KeyID, of relationship: RelationshipID, to value: PropertyValue?
    ) throws(StoreError) {
        let old = try existing(relationship)
        var new = old
        new.properties.set(key, value)
        try replace(relationship, old, new)
    }

    /// Gives a relationship all of its properties anew.
    ///
    /// - Throws: ``GraphProblem/noSuchRelationship(_:)``.
    package mutating func setRelationship(
        _ relationship: RelationshipID, properties: [Property]
    ) throws(StoreError) {
        let old = try existing(relationship)
        var new = old
        new.properties = properties.ordered
        try replace(relationship, old, new)
    }

    private mutating func replace(
        _ relationship: RelationshipID, _ old: RelationshipRecord, _ new: RelationshipRecord
    ) throws(StoreError) {
        guard old != new else { return }
        try changeBlock(of: relationship) { $0.set($1, new) }
        try countRelationship(old, -1)
        try countRelationship(new, 1)
        let weight = weight(of: new)
        guard weight != self.weight(of: old) else { return }
        try setWeight(of: new.start, SegmentKey(new.type, .outgoing), new.end, relationship, weight)
        try setWeight(of: new.end, SegmentKey(new.type, .incoming), new.start, relationship, weight)
    }

    func existing(_ id: RelationshipID) throws(StoreError) -> RelationshipRecord {
        guard let record = try graph.relationship(id) else {
            throw .invalid(.noSuchRelationship(id))
        }
        return record
    }

    /// What stands beside the neighbours for a relationship.
    func weight(of record: RelationshipRecord) -> Weight {
        guard let key = catalog.weightKeys[record.type] else { return .elsewhere }
        return Weight(record.value(of: key))
    }

    /// Counts what a relationship is without its ends.
    private mutating func countRelationship(
        _ record: RelationshipRecord, _ change: Int64
    ) throws(StoreError) {
        try count(.sourced(record.source, type: record.type), change)
        for property in record.properties {
            try count(
                .relationshipProperty(
                    type: record.type, key: property.key, valueType: property.value.type), change)
        }
    }

    private mutating func changeBlock(
        of relationship: RelationshipID,
        _ change: (inout RelationshipBlockDraft, _ slot: Int) -> Void
    ) throws(StoreError) {
        let (block, slot) = RelationshipBlock.position(of: relationship)
        var draft = try graph.relationshipBlock(block) ?? RelationshipBlockDraft()
        change(&draft, slot)
        if draft.isEmpty {
            try transaction.remove(block, in: trees.relationships)
        } else {
            try write(block, in: trees.relationships) { draft.encode(into: &$0) }
        }
    }
}

extension GraphView {
    func relationshipBlock(_ block: UInt64) throws(StoreError) -> RelationshipBlockDraft? {
        guard let bytes = try view.value(block, in: trees.relationships) else { return nil }
        do throws(RecordDamage) {
            return try RelationshipBlockDraft(RelationshipBlock(bytes))
        } catch { throw error.corruption(of: "relationship block \(block)") }
    }
}
