import GraphModel
import GraphStore

/// Finds out whether a walk in either direction, no relationship twice, leads back to its start.
///
/// ```
///        b ── d              Walks leave a by b and by c. Where the two parts of the search
///      ╱      │              meet, at d ── c, a cycle through a closes: here of 4.
///    a ────── c
/// ```
///
/// A loop is a cycle of 1, two relationships to the same neighbour one of 2. Otherwise each
/// neighbour begins a part of its own. Parts never share a relationship, so a relationship between
/// two of them closes a walk that has none twice. The other way round, on the shortest cycle some
/// relationship joins two parts, and both of its ends lie at most half of the cycle away.
///
/// **Memory**: 8 bytes for each node.
final class CycleSearch: SnapshotWorkspace {
    /// For each node the number of its part; 0 where none was reached.
    private var parts: [UInt32]
    /// The nodes in the order in which they were reached.
    private var queue: [UInt32] = []

    init(nodeBound: Int) { parts = Array(repeating: 0, count: nodeBound) }

    /// Whether there is a cycle of at most `lengthMax` relationships through `start`.
    ///
    /// - Precondition: `selection` has both directions; `lengthMax` is at least 1.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    /// - Complexity: O(nodes up to half of the length away + their relationships).
    func hasCycle(
        through start: NodeID, within lengthMax: Int, along selection: SegmentSelection,
        in snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) -> Bool {
        defer { clear(start) }
        // Own part, so that the start is never reached.
        parts[Int(start.rawValue)] = .max
        if try leave(start, lengthMax, selection, snapshot) { return true }
        var level = 0..<queue.count
        var depth = 1
        // Nodes of the level are joined by cycles of 2 × depth + 1, with those behind by one more.
        while !level.isEmpty, depth <= (lengthMax - 1) / 2, !pace.isOver {
            let reachesOn = lengthMax > 2 * depth + 1
            for index in level {
                let node = NodeID(rawValue: queue[index])
                if try meets(node, reachesOn, selection, snapshot, &pace) { return true }
                if pace.isOver { return false }
            }
            level = level.upperBound..<queue.count
            depth += 1
        }
        return false
    }

    /// Begins a part at each neighbour.
    ///
    /// - Returns: whether a loop or two relationships to one neighbour are a cycle.
    private func leave(
        _ start: NodeID, _ lengthMax: Int, _ selection: SegmentSelection,
        _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Bool {
        var isClosed = false
        try snapshot.forEachRun(of: start, in: selection) { run throws(StoreError) in
            for offset in run.indices {
                let neighbour = Int(run[offset])
                if run[offset] == start.rawValue {
                    isClosed = true
                } else if parts[neighbour] != 0 {
                    isClosed = isClosed || lengthMax >= 2
                } else {
                    queue.append(run[offset])
                    parts[neighbour] = UInt32(queue.count)
                }
            }
            return !isClosed
        }
        return isClosed
    }

    /// Whether a relationship of a node leads into another part; else reaches its neighbours.
    private func meets(
        _ node: NodeID, _ reachesOn: Bool, _ selection: SegmentSelection,
        _ snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) -> Bool {
        let own = parts[Int(node.rawValue)]
        var isMet = false
        var work = 1
        try snapshot.forEachRun(of: node, in: selection) { run throws(StoreError) in
            work += run.count
            for offset in run.indices {
                let neighbour = Int(run[offset])
                let other = parts[neighbour]
                if other == 0 {
                    guard reachesOn else { continue }
                    parts[neighbour] = own
                    queue.append(run[offset])
                } else if other != own && other != .max {
                    isMet = true
                    return false
                }
            }
            return true
        }
        _ = pace.isOver(after: work)
        return isMet
    }

    private func clear(_ start: NodeID) {
        parts[Int(start.rawValue)] = 0
        for node in queue { parts[Int(node)] = 0 }
        queue.removeAll(keepingCapacity: true)
    }
}
