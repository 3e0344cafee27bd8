import GraphModel

/// New neighbours put among those of a record, whose bytes are copied in pieces.
///
///     record    a c f │ b g          d and e are new in the first segment
///     merged    a c d e f │ b g
///
/// The bytes are those that ``NeighbourhoodDraft`` makes of the same neighbours, in less time,
/// because nothing is taken apart. What is rare is left to the draft: changes that are no
/// insertions, long segments (those in chunks, and those that would go there), and relationship
/// ids of more than 32 bits.
///
/// The buffers keep their capacity when it is used for the next record.
struct NeighbourhoodMerge {
    /// The merged record, checksum included.
    private(set) var bytes: [UInt8] = []
    private var segments: [Segment] = []
    private var insertions: [Insertion] = []

    private struct Segment {
        let key: SegmentKey
        let isWeighted: Bool
        var count: Int
    }

    private struct Insertion {
        let neighbour: UInt32
        let relationship: UInt32
        /// Nil in a segment without weights.
        let weight: UInt64?
        let place: Place
    }

    /// Where something stands among the columns of the old record.
    private struct Place {
        var neighbour = 0
        /// The index among the weights; of no use in a segment without them.
        var weight = 0
    }

    /// Puts new neighbours into a record.
    ///
    /// - Parameters:
    ///   - changes: by segment, neighbour and relationship.
    ///   - range: those of the changes that are made.
    ///   - countMax: the neighbours of a segment that stand in a record at most.
    ///   - isWeighted: whether a new segment of a type has weights.
    /// - Returns: false when the record or the changes are left to the draft, be it because they are
    ///   damaged; ``bytes`` mean nothing then.
    /// - Complexity: O(*n* + *m* log *n*) for *m* changes of *n* neighbours.
    mutating func merge(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>,
        into record: borrowing NeighbourhoodRecord, countMax: Int, isWeighted: (TypeID) -> Bool
    ) -> Bool {
        guard !record.relationshipsAreWide, record.endsWithWeights,
            range.allSatisfy({
                changes[$0].kind == .insert
                    && changes[$0].relationship.rawValue <= UInt64(UInt32.max)
            }),
            place(changes, range, in: record, isWeighted),
            segments.allSatisfy({ $0.count <= countMax })
        else { return false }
        write(record)
        return true
    }
}

// MARK: Placing

extension NeighbourhoodMerge {
    /// Finds the segments of the merged record, and where the insertions go.
    ///
    /// - Returns: whether the record is laid out as a draft lays it out, without chunks.
    private mutating func place(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>,
        in record: borrowing NeighbourhoodRecord, _ isWeighted: (TypeID) -> Bool
    ) -> Bool {
        segments.removeAll(keepingCapacity: true)
        insertions.removeAll(keepingCapacity: true)
        var next = range.lowerBound
        var end = Place()
        for index in 0..<record.segmentCount {
            let old = record.segment(index)
            while next < range.upperBound, changes[next].key < old.key {
                addSegment(changes, range, &next, at: end, isWeighted)
            }
            guard !old.isChunked, old.count > 0, old.first == end.neighbour,
                old.count <= record.inlineCount - end.neighbour,
                !old.isWeighted
                    || old.firstWeight == end.weight
                        && old.count <= record.weightCount - end.weight,
                segments.last.map({ $0.key < old.key }) ?? true
            else { return false }
            segments.append(
                Segment(key: old.key, isWeighted: old.isWeighted, count: old.count))
            if next < range.upperBound, changes[next].key == old.key {
                fill(changes, range, &next, old, record.run(of: old))
            }
            end.neighbour += old.count
            if old.isWeighted { end.weight += old.count }
        }
        while next < range.upperBound { addSegment(changes, range, &next, at: end, isWeighted) }
        return end.neighbour == record.inlineCount && end.weight == record.weightCount
    }

    /// Adds a segment that the record has not, with its neighbours.
    private mutating func addSegment(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>, _ next: inout Int,
        at place: Place, _ isWeighted: (TypeID) -> Bool
    ) {
        let key = changes[next].key
        segments.append(Segment(key: key, isWeighted: isWeighted(key.type), count: 0))
        while next < range.upperBound, changes[next].key == key {
            insert(changes[next], place)
            next += 1
        }
    }

    /// Adds the new neighbours of the last segment, which the record has.
    private mutating func fill(
        _ changes: [PendingNeighbours.Change], _ range: Range<Int>, _ next: inout Int,
        _ old: NeighbourhoodRecord.Segment, _ run: borrowing NeighbourRun
    ) {
        var index = 0
        while next < range.upperBound, changes[next].key == old.key {
            index = run.index(
                of: changes[next].neighbour, changes[next].relationship, from: index)
            insert(
                changes[next],
                Place(neighbour: old.first + index, weight: old.firstWeight + index))
            next += 1
        }
    }

    /// Adds a neighbour to the last segment.
    private mutating func insert(_ change: PendingNeighbours.Change, _ place: Place) {
        segments[segments.count - 1].count += 1
        let isWeighted = segments[segments.count - 1].isWeighted
        insertions.append(
            Insertion(
                neighbour: change.neighbour,
                relationship: UInt32(truncatingIfNeeded: change.relationship.rawValue),
                weight: isWeighted ? change.weight.bitPattern : nil, place: place))
    }
}

extension NeighbourRun {
    /// The index, not below `start`, where a neighbour stands or would stand.
    ///
    /// - Complexity: O(log *n*).
    fileprivate func index(
        of neighbour: UInt32, _ relationship: RelationshipID, from start: Int
    ) -> Int {
        var low = start
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let isBefore =
                neighbours[middle] < neighbour
                || neighbours[middle] == neighbour && self.relationship(middle) < relationship
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: Writing

extension NeighbourhoodMerge {
    private mutating func write(_ record: borrowing NeighbourhoodRecord) {
        let count = record.inlineCount + insertions.count
        let weightCount = segments.reduce(0) { $0 + ($1.isWeighted ? $1.count : 0) }
        let neighbours =
            NeighbourhoodRecord.headerByteCount
            + NeighbourhoodRecord.segmentByteCount * segments.count
        let relationships = neighbours + (4 * count + 7) & ~7
        let weights = relationships + (4 * count + 7) & ~7
        // The columns are written while the other properties are read.
        var bytes: [UInt8] = []
        swap(&bytes, &self.bytes)
        bytes.resize(to: weights + 8 * weightCount)
        bytes.changeBytes { target in
            target.store(UInt16(segments.count), at: 4)
            target.store(UInt16(0), at: 6)
            target.store(UInt32(count), at: 8)
            target.store(UInt32(weightCount), at: 12)
            writeSegments(to: &target)
            // The padding first: the columns follow over what of it is not padding.
            target.store(UInt32(0), at: relationships - 4)
            target.store(UInt32(0), at: weights - 4)
            write(record.neighbourBytes, to: &target, at: neighbours) {
                ($0.place.neighbour, $0.neighbour)
            }
            write(record.relationshipBytes, to: &target, at: relationships) {
                ($0.place.neighbour, $0.relationship)
            }
            write(record.weightBytes, to: &target, at: weights) { insertion in
                insertion.weight.map { (insertion.place.weight, $0) }
            }
        }
        Checksum.seal(&bytes)
        swap(&bytes, &self.bytes)
    }

    private func writeSegments(to target: inout MutableRawSpan) {
        var offset = NeighbourhoodRecord.headerByteCount
        var first = 0
        var firstWeight = 0
        for segment in segments {
            let weighted = UInt32(firstWeight) | NeighbourhoodRecord.weightedFlag
            target.store(segment.key.rawValue, at: offset)
            target.store(UInt32(segment.count), at: offset + 4)
            target.store(UInt32(first), at: offset + 8)
            target.store(segment.isWeighted ? weighted : 0, at: offset + 12)
            first += segment.count
            if segment.isWeighted { firstWeight += segment.count }
            offset += NeighbourhoodRecord.segmentByteCount
        }
    }

    /// Writes a column: the old one in pieces, and between them what is inserted.
    ///
    /// - Parameter inserted: the index in the old column of what an insertion goes before, and its
    ///   value; nil when it has none in this column.
    private func write<Value: FixedWidthInteger & BitwiseCopyable>(
        _ old: RawSpan, to target: inout MutableRawSpan, at start: Int,
        _ inserted: (Insertion) -> (index: Int, value: Value)?
    ) {
        let width = MemoryLayout<Value>.size
        var offset = start
        var copied = 0
        for insertion in insertions {
            guard let (index, value) = inserted(insertion) else { continue }
            let piece = old.extracting(copied..<(width * index))
            target.copy(piece, to: offset)
            offset += piece.byteCount
            copied += piece.byteCount
            target.store(value, at: offset)
            offset += width
        }
        target.copy(old.extracting(copied..<old.byteCount), to: offset)
    }
}
