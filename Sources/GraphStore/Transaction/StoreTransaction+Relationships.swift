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
        let startLabels = try labels(of: start)
        let endLabels = start == end ? startLabels : try labels(of: end)
        let relationship = RelationshipID(rawValue: meta.nextRelationship)
        let record = RelationshipRecord(
            start: start, end: end, type: type, source: source, properties: properties.ordered)
        try setRecord(of: relationship, to: record)
        try change(.insert, of: relationship, record, weight(of: record))
        try countNewRelationship(record, startLabels, endLabels)
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
        let startLabels = try labels(of: record.start)
        let endLabels = try labels(of: record.end)
        try change(.remove, of: relationship, record, .elsewhere)
        try setRecord(of: relationship, to: nil)
        try settleTally()
        try countRelationship(startLabels, record.type, endLabels, -1)
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
        try setRecord(of: relationship, to: new)
        try settleTally()
        try countRelationship(old, -1)
        try countRelationship(new, 1)
        let weight = weight(of: new)
        guard weight != self.weight(of: old) else { return }
        try change(.setWeight, of: relationship, new, weight)
    }

    /// Notes a change of a relationship at both of its ends.
    private mutating func change(
        _ kind: PendingNeighbours.Kind, of relationship: RelationshipID,
        _ record: RelationshipRecord, _ weight: Weight
    ) throws(StoreError) {
        let (start, end) = (record.start, record.end)
        try change(
            kind, of: start, SegmentKey(record.type, .outgoing), end, relationship, weight)
        try change(kind, of: end, SegmentKey(record.type, .incoming), start, relationship, weight)
    }

    private func labels(of node: NodeID) throws(StoreError) -> [LabelID] {
        guard let labels = try stored.labels(of: node) else { throw .invalid(.noSuchNode(node)) }
        return labels
    }

    func existing(_ id: RelationshipID) throws(StoreError) -> RelationshipRecord {
        guard let record = try relationship(id) else {
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
}

extension GraphView {
    func relationshipBlock(_ block: UInt64) throws(StoreError) -> RelationshipBlockDraft? {
        guard let bytes = try view.value(block, in: trees.relationships) else { return nil }
        do throws(RecordDamage) {
            return try RelationshipBlockDraft(RelationshipBlock(bytes))
        } catch { throw error.corruption(of: "relationship block \(block)") }
    }
}
