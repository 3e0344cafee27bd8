package import GraphModel

/// New relationships that are not yet counted, by what they count as.
///
/// A batch makes many relationships of few shapes: each shape touches a dozen counts, and touches
/// them once for all of its relationships.
struct RelationshipTally {
    /// All that the statistics see of a relationship.
    struct Shape: Equatable {
        let startLabels: [LabelID]
        let type: TypeID
        let endLabels: [LabelID]
        let source: SourceID
        let properties: [PropertyShape]
    }

    struct PropertyShape: Equatable {
        let key: KeyID
        let type: PropertyType
    }

    /// The shapes; there are few.
    private(set) var counts: [(shape: Shape, count: Int64)] = []

    static let shapeCountMax = 8

    var isEmpty: Bool { counts.isEmpty }

    /// Counts a relationship.
    ///
    /// - Returns: false when there are too many shapes: the tally is to be counted first.
    mutating func add(
        _ record: RelationshipRecord, _ startLabels: [LabelID], _ endLabels: [LabelID]
    ) -> Bool {
        for index in counts.indices
        where counts[index].shape.fits(record, startLabels, endLabels) {
            counts[index].count += 1
            return true
        }
        guard counts.count < Self.shapeCountMax else { return false }
        counts.append((Shape(record, startLabels, endLabels), 1))
        return true
    }

    mutating func removeAll() { counts.removeAll(keepingCapacity: true) }
}

extension RelationshipTally.Shape {
    fileprivate init(
        _ record: RelationshipRecord, _ startLabels: [LabelID], _ endLabels: [LabelID]
    ) {
        self.init(
            startLabels: startLabels, type: record.type, endLabels: endLabels,
            source: record.source,
            properties: record.properties.map {
                RelationshipTally.PropertyShape(key: $0.key, type: $0.value.type)
            })
    }

    fileprivate func fits(
        _ record: RelationshipRecord, _ startLabels: [LabelID], _ endLabels: [LabelID]
    ) -> Bool {
        guard type == record.type, source == record.source,
            properties.count == record.properties.count, self.startLabels == startLabels,
            self.endLabels == endLabels
        else { return false }
        for index in properties.indices {
            guard properties[index].key == record.properties[index].key,
                properties[index].type == record.properties[index].value.type
            else { return false }
        }
        return true
    }

    /// The counts that a relationship of the shape belongs to.
    var keys: [StatisticsKey] {
        var keys: [StatisticsKey] = []
        for start in [nil] + startLabels.map(Optional.init) {
            for end in [nil] + endLabels.map(Optional.init) {
                keys.append(.relationships(start: start, type: type, end: end))
            }
        }
        keys.append(.sourced(source, type: type))
        for property in properties {
            keys.append(
                .relationshipProperty(type: type, key: property.key, valueType: property.type))
        }
        return keys
    }
}

extension StoreTransaction {
    /// The exact counts of the graph with the changes of this transaction.
    ///
    /// - Complexity: O(number of counts) behind a change, else O(1).
    package var statistics: Statistics {
        guard !tally.isEmpty else { return counted }
        var statistics = counted
        for (shape, count) in tally.counts {
            for key in shape.keys { statistics.add(count, to: key) }
        }
        return statistics
    }

    /// Counts a new relationship between nodes with these labels.
    mutating func countNewRelationship(
        _ record: RelationshipRecord, _ startLabels: [LabelID], _ endLabels: [LabelID]
    ) throws(StoreError) {
        if tally.add(record, startLabels, endLabels) { return }
        try settleTally()
        _ = tally.add(record, startLabels, endLabels)
    }

    /// Counts what the tally holds.
    mutating func settleTally() throws(StoreError) {
        guard !tally.isEmpty else { return }
        let counts = tally.counts
        tally.removeAll()
        for (shape, count) in counts {
            for key in shape.keys { try self.count(key, count) }
        }
    }
}
