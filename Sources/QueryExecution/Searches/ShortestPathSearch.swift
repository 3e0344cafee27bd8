import GraphModel
import GraphStore

/// Finds the shortest walks between two different nodes by a breadth-first search from both ends.
///
/// ```
/// start ─ ○ ─ ○ ┐              The side whose frontier has fewer relationships goes on. When it
///           ○ ─ ●─ ○ ─ end     reaches a node of the other side, the two parts are a shortest walk:
///               └ ○ ┘          were there a shorter one, the sides would have met a level before.
/// ```
///
/// All meetings of one level give walks of the same length: before the level no walk was that
/// short, so each node that is met lies on the frontier of the other side.
///
/// **Memory**: 12 bytes for each node. The workspace is kept from search to search, which clears
/// only what it touched.
///
/// **Source**: I. Pohl, Bi-directional Search, Machine Intelligence 6, 1971; without weights.
final class ShortestPathSearch: SnapshotWorkspace {
    /// 0 for nodes that were not reached; from the start the depth + 1, from the end its negative.
    var marks: [Int32]
    /// The node by which a node was first reached on its side.
    var parents: [UInt32]
    /// What the start reached grows from the front, what the end reached from the back.
    var queue: [UInt32]

    /// What a search found.
    struct Meeting {
        /// The relationship that joins the sides, from the start's side to the end's.
        let from: UInt32
        let to: UInt32
    }

    /// The frontier of one side.
    struct Side {
        /// Places in the queue; those of the end's side count down from its last.
        var level: Range<Int>
        var depth = 0
    }

    private(set) var forward = Side(level: 0..<0)
    private(set) var backward = Side(level: 0..<0)
    /// Whether the side of the start made the last step.
    private(set) var lastStepWasForward = true
    /// Where the sides met in the last step, in the order in which it was found out.
    var meetings: [Meeting] = []

    /// The number of relationships of the walks that were found.
    var length: Int { forward.depth + backward.depth }

    init(nodeBound: Int) {
        marks = Array(repeating: 0, count: nodeBound)
        parents = Array(repeating: 0, count: nodeBound)
        queue = Array(repeating: 0, count: nodeBound)
    }

    /// Finds where the sides meet: one place, or all of them.
    ///
    /// Where `pace` says that the run is over, what was found is void.
    ///
    /// - Returns: whether there is a walk of at most `lengthMax` relationships.
    /// - Precondition: the workspace is clear, and was made for the snapshot.
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``; the workspace is of no
    ///   use then.
    /// - Complexity: O(nodes reached + their relationships).
    func search(
        from start: NodeID, to end: NodeID, within lengthMax: Int,
        along selection: SegmentSelection,
        isAll: Bool, in snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) -> Bool {
        precondition(start != end, "the ends of the walks are two nodes")
        let bound = snapshot.nodeBound
        precondition(queue.count >= bound, "the workspace fits the graph")
        guard Int(max(start.rawValue, end.rawValue)) < bound else { return false }
        begin(start, end)
        while length < lengthMax, !forward.level.isEmpty, !backward.level.isEmpty {
            lastStepWasForward = try isForwardCheaper(snapshot)
            let side = lastStepWasForward ? forward : backward
            let step = Step(
                isForward: lastStepWasForward, side: side, isAll: isAll,
                selection: lastStepWasForward ? selection : selection.reversed)
            let end = try expand(step, snapshot, &pace)
            let next = Side(level: side.level.upperBound..<end, depth: side.depth + 1)
            if lastStepWasForward { forward = next } else { backward = next }
            if pace.isOver { return false }
            if !meetings.isEmpty { return true }
        }
        return false
    }

    /// One level of one side.
    struct Step {
        let isForward: Bool
        let side: Side
        let isAll: Bool
        let selection: SegmentSelection
    }

    private func begin(_ start: NodeID, _ end: NodeID) {
        queue[0] = start.rawValue
        queue[queue.count - 1] = end.rawValue
        marks[Int(start.rawValue)] = 1
        marks[Int(end.rawValue)] = -1
        forward = Side(level: 0..<1)
        backward = Side(level: 0..<1)
        meetings.removeAll(keepingCapacity: true)
    }

    /// The node at a place of a side.
    func node(_ place: Int, isForward: Bool) -> UInt32 {
        queue[isForward ? place : queue.count - 1 - place]
    }

    /// Whether the frontier of the start has no more relationships than that of the end.
    private func isForwardCheaper(_ snapshot: borrowing Snapshot) throws(StoreError) -> Bool {
        let isForwardShorter = forward.level.count <= backward.level.count
        // The longer frontier is counted only until it is known to be dearer.
        let shorter = isForwardShorter ? forward : backward
        let longer = isForwardShorter ? backward : forward
        let work = try degreeSum(shorter.level, isForward: isForwardShorter, .max, snapshot)
        let other = try degreeSum(longer.level, isForward: !isForwardShorter, work, snapshot)
        return isForwardShorter ? work <= other : other < work
    }

    private func degreeSum(
        _ level: Range<Int>, isForward: Bool, _ sumMax: Int, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int {
        var sum = 0
        for place in level where sum <= sumMax {
            let node = NodeID(rawValue: node(place, isForward: isForward))
            let adjacency = try snapshot.adjacency(of: node)
            sum += adjacency.count + (adjacency.hasMore ? 4096 : 1)
        }
        return sum
    }

    /// Makes the workspace ready for the next search.
    func clear() {
        for place in 0..<forward.level.upperBound {
            marks[Int(node(place, isForward: true))] = 0
        }
        for place in 0..<backward.level.upperBound {
            marks[Int(node(place, isForward: false))] = 0
        }
        forward = Side(level: 0..<0)
        backward = Side(level: 0..<0)
    }
}

// MARK: What was found

extension ShortestPathSearch {
    /// The nodes of the walk through a meeting, from the start to the end.
    func nodes(of meeting: Meeting) -> [NodeID] {
        var nodes: [NodeID] = []
        var node = meeting.from
        while marks[Int(node)] != 1 {
            nodes.append(NodeID(rawValue: node))
            node = parents[Int(node)]
        }
        nodes.append(NodeID(rawValue: node))
        nodes.reverse()
        node = meeting.to
        while marks[Int(node)] != -1 {
            nodes.append(NodeID(rawValue: node))
            node = parents[Int(node)]
        }
        nodes.append(NodeID(rawValue: node))
        return nodes
    }

    /// How far the nodes of the meetings are from the ends.
    var meetingDistances: (afterStart: Int, beforeEnd: Int) {
        lastStepWasForward
            ? (forward.depth - 1, backward.depth) : (forward.depth, backward.depth - 1)
    }

    /// Whether a node lies so many relationships behind the start, if that is at most as far as
    /// its side went.
    func isReached(_ node: NodeID, afterStart distance: Int) -> Bool {
        marks[Int(node.rawValue)] == Int32(distance + 1)
    }

    /// Whether a node lies so many relationships before the end.
    func isReached(_ node: NodeID, beforeEnd distance: Int) -> Bool {
        marks[Int(node.rawValue)] == -Int32(distance + 1)
    }
}
