import GraphModel
import LMDB

extension IntegrityCheck {
    mutating func checkRelationships(_ snapshot: borrowing Snapshot) throws(StoreError) {
        var cursor = try StoreCursor(snapshot.trees.relationships, in: snapshot.view)
        while let entry = try cursor.next() {
            let place = "relationship block \(entry.key)"
            incidences.append(block: entry.key)
            guard Checksum.holds(entry.value) else {
                note(place, "its checksum does not hold")
                continue
            }
            do throws(RecordDamage) {
                let block = try RelationshipBlock(entry.value)
                for slot in 0..<block.slotCount {
                    guard let record = try block.record(slot) else { continue }
                    let capacity = UInt64(RelationshipBlock.capacity)
                    check(record, RelationshipID(rawValue: entry.key * capacity + UInt64(slot)))
                }
            } catch { note(place, error.reason) }
        }
    }

    private mutating func check(_ record: RelationshipRecord, _ id: RelationshipID) {
        incidences.setExists(id)
        if id.rawValue >= meta.nextRelationship { note(id.place, "its id was never given") }
        guard catalog.types.contains(record.type) else {
            return note(id.place, "it has the unknown type \(record.type.rawValue)")
        }
        if Int(record.source.rawValue) >= catalog.sources.count {
            note(id.place, "it has the unknown source \(record.source.rawValue)")
        }
        for property in record.properties where !catalog.keys.contains(property.key) {
            note(id.place, "it has the unknown property key \(property.key.rawValue)")
        }
        guard let start = nodeLabels(record.start), let end = nodeLabels(record.end) else {
            return note(id.place, "one of its ends is no node")
        }
        count(record, start, end)
    }

    private func nodeLabels(_ node: NodeID) -> [LabelID]? {
        Int(node.rawValue) < labels.count ? labels[Int(node.rawValue)] : nil
    }

    private mutating func count(
        _ record: RelationshipRecord, _ start: [LabelID], _ end: [LabelID]
    ) {
        for start in [nil] + start.map(Optional.init) {
            for end in [nil] + end.map(Optional.init) {
                counted.add(1, to: .relationships(start: start, type: record.type, end: end))
            }
        }
        counted.add(1, to: .sourced(record.source, type: record.type))
        for property in record.properties {
            counted.add(
                1,
                to: .relationshipProperty(
                    type: record.type, key: property.key, valueType: property.value.type))
        }
    }

    // MARK: Neighbourhoods

    mutating func checkNeighbourhoods(_ snapshot: borrowing Snapshot) throws(StoreError) {
        var cursor = try StoreCursor(snapshot.trees.neighbourhoods, in: snapshot.view)
        while let entry = try cursor.next() {
            let place = "neighbourhood of node \(entry.key)"
            guard entry.key < UInt64(labels.count), labels[Int(entry.key)] != nil else {
                note(place, "there is no such node")
                continue
            }
            guard Checksum.holds(entry.value) else {
                note(place, "its checksum does not hold")
                continue
            }
            do throws(RecordDamage) {
                let record = try NeighbourhoodRecord(entry.value)
                try check(record, of: NodeID(rawValue: UInt32(entry.key)), place, snapshot)
            } catch { note(place, error.reason) }
        }
        checkIncidences()
    }

    private mutating func checkIncidences() {
        incidences.forEach { id, incidence in
            let isWhole =
                incidence.exists
                ? incidence.outgoing == 1 && incidence.incoming == 1
                : incidence.outgoing == 0 && incidence.incoming == 0
            guard !isWhole else { return }
            note(
                id.place,
                "it \(incidence.exists ? "exists" : "does not exist"), and stands "
                    + "\(incidence.outgoing) times at its start and \(incidence.incoming) times at its end"
            )
        }
    }

    private mutating func check(
        _ record: borrowing NeighbourhoodRecord, of node: NodeID, _ place: String,
        _ snapshot: borrowing Snapshot
    ) throws(RecordDamage) {
        var previous: SegmentKey?
        for index in 0..<record.segmentCount {
            let segment = record.segment(index)
            if let previous, previous >= segment.key {
                note(place, "its segments are out of order")
            }
            previous = segment.key
            let isWeighted = catalog.weightKeys[segment.key.type] != nil
            if segment.isWeighted != isWeighted {
                note(place, "a segment has weights that were not declared, or lacks them")
            }
            if segment.isChunked {
                checkChunks(of: segment, record, node, place, snapshot)
            } else {
                var last: (UInt32, UInt64)?
                check(record.run(of: segment), segment.key, node, place, snapshot, &last)
            }
        }
    }

    private mutating func checkChunks(
        of segment: NeighbourhoodRecord.Segment, _ record: borrowing NeighbourhoodRecord,
        _ node: NodeID, _ place: String, _ snapshot: borrowing Snapshot
    ) {
        var last: (UInt32, UInt64)?
        var count = 0
        for index in 0..<segment.chunkCount {
            let reference = record.chunk(index, of: segment)
            let chunkPlace = "chunk \(reference.id) of \(node.place)"
            count += reference.count
            guard chunks.insert(reference.id).inserted else {
                note(chunkPlace, "it is listed twice")
                continue
            }
            do throws(StoreError) {
                let chunk = try snapshot.wholeChunk(reference)
                if chunk.isWeighted != segment.isWeighted {
                    note(chunkPlace, "it is not weighted as its segment")
                }
                let run = chunk.run
                if run.count != reference.count || run.count == 0
                    || run.neighbours[0] != reference.firstNeighbour
                {
                    note(chunkPlace, "it is not as its node lists it")
                }
                check(run, segment.key, node, chunkPlace, snapshot, &last)
            } catch .corruption(let corruption) {
                note(chunkPlace, corruption.reason)
            } catch { note(chunkPlace, "it cannot be read") }
        }
        if count != segment.count { note(place, "a segment counts other than its chunks") }
    }

    /// Each neighbour is the other end of a relationship with this type and weight.
    private mutating func check(
        _ run: NeighbourRun, _ key: SegmentKey, _ node: NodeID, _ place: String,
        _ snapshot: borrowing Snapshot, _ last: inout (UInt32, UInt64)?
    ) {
        let weightKey = run.isWeighted ? catalog.weightKeys[key.type] : nil
        for index in 0..<run.count {
            let neighbour = run.neighbours[index]
            let id = run.relationship(index)
            if let last, last >= (neighbour, id.rawValue) {
                note(place, "its neighbours are out of order")
            }
            last = (neighbour, id.rawValue)
            guard incidences.meet(id, key.direction) else {
                note(place, "it has \(id.place), which does not exist")
                continue
            }
            // A block that cannot be read was noted before.
            guard let header = try? snapshot.graph.relationshipHeader(id) else { continue }
            let near = key.direction == .outgoing ? header.start : header.end
            if header.type != key.type || near != node
                || header.end(key.direction).rawValue != neighbour
            {
                note(place, "\(id.place) has another type or other ends")
            }
            guard let weightKey, let record = try? snapshot.graph.relationship(id) else { continue }
            if Weight(record.value(of: weightKey)) != run.weight(index) {
                note(place, "\(id.place) has another weight")
            }
        }
    }

    // MARK: Chunks

    mutating func checkChunks(_ snapshot: borrowing Snapshot) throws(StoreError) {
        var cursor = try StoreCursor(snapshot.trees.chunks, in: snapshot.view)
        while let entry = try cursor.next() {
            if !chunks.contains(entry.key) { note("chunk \(entry.key)", "no node lists it") }
            if entry.key >= meta.nextChunk { note("chunk \(entry.key)", "its id was never given") }
        }
    }
}

extension Snapshot {
    /// A chunk whose checksum holds.
    @_lifetime(borrow self)
    fileprivate func wholeChunk(
        _ reference: ChunkReference
    ) throws(StoreError) -> NeighbourChunk {
        if let bytes = try view.value(reference.id, in: trees.chunks), !Checksum.holds(bytes) {
            throw .corruption(Corruption("chunk \(reference.id)", "its checksum does not hold"))
        }
        return try chunk(reference)
    }
}
