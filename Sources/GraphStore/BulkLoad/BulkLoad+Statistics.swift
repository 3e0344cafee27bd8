import GraphModel

extension BulkLoad {
    /// Counts new relationships by type, source, property and the labels of their ends.
    mutating func countRelationships(_ new: NewRelationships) throws(StoreError) {
        for start in new.starts { try findLabels(of: start) }
        for end in new.ends { try findLabels(of: end) }
        var counts = RelationshipCounts(labelSetCount: labelSets.sets.count)
        for group in new.groups {
            counts.removeAll()
            for index in group.indices {
                counts.add(
                    labelSets.number(of: new.starts[index]), labelSets.number(of: new.ends[index]))
                if new.properties[index] != PropertyHeap.none {
                    counts.addProperties(new.heap.record(new.properties[index]))
                }
            }
            try count(counts, group)
        }
    }

    /// Looks up the labels of a node that an earlier load made.
    private mutating func findLabels(of node: UInt32) throws(StoreError) {
        guard labelSets.number(of: node) == NodeLabelSets.unknown else { return }
        let labels = try transaction.existing(NodeID(rawValue: node)).labels
        labelSets.set(node, labelSets.number(labels))
    }

    private mutating func count(
        _ counts: RelationshipCounts, _ kind: NewRelationships.Group
    ) throws(StoreError) {
        for (start, end, count) in counts.ends {
            let starts = [nil] + labelSets.sets[start].map(Optional.init)
            let ends = [nil] + labelSets.sets[end].map(Optional.init)
            for start in starts {
                for end in ends {
                    try transaction.count(
                        .relationships(start: start, type: kind.type, end: end), count)
                }
            }
            try transaction.count(.sourced(kind.source, type: kind.type), count)
        }
        for (property, count) in counts.properties {
            try transaction.count(
                .relationshipProperty(
                    type: kind.type, key: property.key, valueType: property.type), count)
        }
    }
}

/// Counts of relationships of one type and source.
private struct RelationshipCounts {
    /// Up to this many sets of labels, pairs of them are counted in a table; beyond, in a
    /// dictionary, because the table grows with the square.
    private static let tableLabelSetCountMax = 512

    private let labelSetCount: Int
    /// By the number of the start's labels times the number of sets, plus that of the end's.
    private var table: [Int64] = []
    private var dictionary: [Int: Int64] = [:]
    /// The few properties of one type, looked up from front to back.
    private(set) var properties: [(property: PropertyTypeCount, count: Int64)] = []

    init(labelSetCount: Int) {
        self.labelSetCount = labelSetCount
        if labelSetCount <= Self.tableLabelSetCountMax {
            table = Array(repeating: 0, count: labelSetCount * labelSetCount)
        }
    }

    mutating func removeAll() {
        for index in table.indices { table[index] = 0 }
        dictionary.removeAll(keepingCapacity: true)
        properties.removeAll(keepingCapacity: true)
    }

    mutating func add(_ start: UInt32, _ end: UInt32) {
        let pair = Int(start) * labelSetCount + Int(end)
        if table.isEmpty { dictionary[pair, default: 0] += 1 } else { table[pair] += 1 }
    }

    /// Counts the properties of a relationship.
    mutating func addProperties(_ record: RawSpan) {
        var reader = RecordReader(record)
        do { try PropertyRecord.forEachType(&reader) { add($0, $1) } } catch {
            preconditionFailure("the heap holds what was put into it: \(error.reason)")
        }
    }

    private mutating func add(_ key: KeyID, _ type: PropertyType) {
        let property = PropertyTypeCount(key: key, type: type)
        if let index = properties.firstIndex(where: { $0.property == property }) {
            properties[index].count += 1
        } else {
            properties.append((property, 1))
        }
    }

    var ends: [(start: Int, end: Int, count: Int64)] {
        let counted =
            table.isEmpty
            ? dictionary.map { (pair: $0.key, count: $0.value) }
            : table.enumerated().filter { $0.element != 0 }
                .map { (pair: $0.offset, count: $0.element) }
        return counted.map { ($0.pair / labelSetCount, $0.pair % labelSetCount, $0.count) }
    }
}
