import GraphModel
import LMDB

extension BulkLoad {
    /// Merges the relationships that wait into the graph.
    ///
    /// 1. Sort them by type, source, start and end, so that what is the same stands together.
    /// 2. Merge the same ones, with each other and with those in the graph.
    /// 3. Give the new ones ids in that order, and write them block after block.
    /// 4. Write the neighbourhoods node after node, and count.
    mutating func flushRelationships() throws(StoreError) {
        guard pending.count > 0 else { return }
        let ranks = pending.ranks()
        let sorted = SortedRows(
            pending, ranks: ranks, nodeBound: UInt32(transaction.meta.nextNode))
        let rows = try mergeDuplicates(sorted)
        report.relationships.made += rows.count
        report.relationships.merged += sorted.count - rows.count
        let new = NewRelationships(
            rows, of: pending, firstID: transaction.meta.nextRelationship)
        for (index, row) in rows.rows.enumerated() where pending.isFlipped(Int(row)) {
            flipped.insert(new.id(index))
        }
        pending.removeAll()
        try writeBlocks(new)
        transaction.meta.nextRelationship += UInt64(new.count)
        try countRelationships(new)
        try writeNeighbourhoods(new)
    }

    // MARK: Duplicates

    /// The rows that are new, in the order of their ids.
    private mutating func mergeDuplicates(
        _ sorted: SortedRows
    ) throws(StoreError) -> NewRows {
        var new = NewRows(capacity: sorted.count)
        var stored = StoredRelationships()
        var first = 0
        for groupEnd in sorted.groupEnds where first < groupEnd {
            let type = pending.kind(Int(sorted.rows[first])).type
            let isKnown = transaction.statistics.relationshipCount(type: type) > 0
            while first < groupEnd {
                var end = first + 1
                while end < groupEnd, sorted.ends[end] == sorted.ends[first] { end += 1 }
                if end == first + 1 && !isKnown {
                    new.append(sorted.rows[first], sorted.ends[first])
                } else {
                    let row = Int(sorted.rows[first])
                    let twins =
                        isKnown ? try stored.twins(of: row, pending, transaction.graph) : []
                    try merge(sorted.rows[first..<end], sorted.ends[first], twins, into: &new)
                }
                first = end
            }
            new.endGroup()
        }
        return new
    }

    /// Merges rows of the same type, source and ends with each other and with their twins in the
    /// graph.
    private mutating func merge(
        _ rows: ArraySlice<UInt32>, _ ends: UInt64, _ twins: [StoredRelationships.Twin],
        into new: inout NewRows
    ) throws(StoreError) {
        var twins = twins
        let firstNew = new.count
        for row in rows.map(Int.init) {
            let properties = pending.properties(row)
            if pending.kind(row).countsRows {
                if !findAgain(properties, among: twins) { new.append(UInt32(row), ends) }
                continue
            }
            let identity = pending.kind(row).identity
            if let twin = twins.firstIndex(where: {
                $0.record.properties.agrees(properties, on: identity)
            }) {
                let isFlipped = flipped.contains(twins[twin].id)
                let merged = merge(row, properties, twins[twin].record.properties, isFlipped)
                guard merged != twins[twin].record.properties else { continue }
                twins[twin].record.properties = merged
                try transaction.setRelationship(twins[twin].id, properties: merged)
                continue
            }
            let known = new.rows[firstNew...].first { other in
                !pending.kind(Int(other)).countsRows
                    && pending.properties(Int(other)).agrees(properties, on: identity)
            }
            guard let known = known.map(Int.init) else {
                new.append(UInt32(row), ends)
                continue
            }
            let before = pending.properties(known)
            let merged = merge(row, properties, before, pending.isFlipped(known))
            if merged != before { pending.setProperties(known, merged) }
        }
    }

    /// Whether an earlier load made the relationship of a row that counts for itself, and no other
    /// row of this load stands for it.
    private mutating func findAgain(
        _ properties: [Property], among twins: [StoredRelationships.Twin]
    ) -> Bool {
        let twin = twins.first { twin in
            twin.id < firstRelationship && twin.record.properties == properties
                && !countedTwins.contains(twin.id)
        }
        guard let twin else { return false }
        countedTwins.insert(twin.id)
        report.duplicateRelationships += 1
        return true
    }

    /// What is known with what a row adds. The first value of a property stays.
    ///
    /// - Parameter isFlipped: whether what is known came with its ends the other way round.
    private mutating func merge(
        _ row: Int, _ properties: [Property], _ known: [Property], _ isFlipped: Bool
    ) -> [Property] {
        var merged = known
        var conflicts = 0
        for property in properties {
            switch known.first(where: { $0.key == property.key })?.value {
            case nil: merged.set(property.key, property.value)
            case property.value: break
            default:
                conflicts += 1
                note(
                    LoadIssue(
                        origin: pending.kind(row).origin, line: Int(pending.lines[row]),
                        problem: .conflict(
                            property: transaction.catalog.keys.name(of: property.key))))
            }
        }
        report.conflictingProperties += conflicts
        if pending.isFlipped(row) != isFlipped {
            report.mirroredRelationships += 1
        } else if conflicts == 0 && merged == known {
            report.duplicateRelationships += 1
        }
        return merged
    }

    // MARK: Blocks

    private mutating func writeBlocks(_ new: NewRelationships) throws(StoreError) {
        var draft = RelationshipBlockDraft()
        var block: UInt64?
        for group in new.groups {
            var record = RelationshipRecord(
                start: NodeID(rawValue: 0), end: NodeID(rawValue: 0), type: group.type,
                source: group.source)
            for index in group.indices {
                let position = RelationshipBlock.position(of: new.id(index))
                if position.block != block {
                    if let block { try write(&draft, block) }
                    draft.removeAll()
                    // Only the first can stand there already.
                    if index == 0,
                        let stored = try transaction.graph.relationshipBlock(position.block)
                    {
                        draft = stored
                    }
                    block = position.block
                }
                record.start = NodeID(rawValue: new.starts[index])
                record.end = NodeID(rawValue: new.ends[index])
                draft.set(
                    position.slot, record,
                    propertyBytes: new.heap.record(new.properties[index]))
            }
        }
        if let block { try write(&draft, block) }
    }

    private mutating func write(
        _ draft: inout RelationshipBlockDraft, _ block: UInt64
    ) throws(StoreError) {
        try transaction.write(block, in: transaction.trees.relationships) {
            draft.encode(into: &$0)
        }
    }
}

// MARK: Order

extension PendingRelationships {
    /// For each kind its place among the pairs of type and source: kinds that can hold the same
    /// relationship have the same rank.
    func ranks() -> [UInt32] {
        let pairs = kinds.map { [$0.type.rawValue, $0.source.rawValue] }
        let distinct = Set(pairs).sorted { $0.lexicographicallyPrecedes($1) }
        return pairs.map { pair in UInt32(distinct.firstIndex(of: pair)!) }
    }

    func kindNumber(_ row: Int) -> Int { Int(kindAndFlip[row] & ~Self.flippedFlag) }
}

extension [Property] {
    /// Whether two relationships have the same values for the properties that identify them.
    fileprivate func agrees(_ other: [Property], on identity: [KeyID]) -> Bool {
        identity.allSatisfy { key in
            first { $0.key == key }?.value == other.first { $0.key == key }?.value
        }
    }
}
