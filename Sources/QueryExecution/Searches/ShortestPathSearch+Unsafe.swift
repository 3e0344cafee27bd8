import GraphModel
import GraphStore

// The loop reads neighbours in place and writes without bounds checks, as that of
// ``ReachabilitySearch`` does. What makes it safe: neighbours are below the node bound, because
// snapshots look at every record they meet; each node is put into the queue once, when its mark
// changes from 0, and the queue has room for all nodes.

extension ShortestPathSearch {
    /// The workspace as the loop sees it. Lives as long as the closures that lend it.
    @unsafe
    private struct Kernel {
        let adjacency: UnsafePointer<UInt64>
        let marks: UnsafeMutablePointer<Int32>
        let parents: UnsafeMutablePointer<UInt32>
        /// Where the side puts its next node, and which way it goes on from there.
        let first: UnsafeMutablePointer<UInt32>
        let stride: Int
        /// The mark of the nodes that are reached now.
        let mark: Int32
    }

    /// Reaches the neighbours of a frontier.
    ///
    /// - Returns: one more than the last place of the side in the queue.
    func expand(
        _ step: Step, _ snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        let last = queue.count - 1
        let depth = Int32(step.side.depth + 2)
        // The meetings are changed while the other arrays are lent.
        var meetings: [Meeting] = []
        swap(&meetings, &self.meetings)
        defer { swap(&meetings, &self.meetings) }
        // The pointers live as long as the closures that lend them.
        return try unsafe snapshot.withAdjacency { adjacency throws(StoreError) in
            try unsafe marks.withUnsafeMutableBufferPointer { marks throws(StoreError) in
                try unsafe parents.withUnsafeMutableBufferPointer { parents throws(StoreError) in
                    try unsafe queue.withUnsafeMutableBufferPointer { queue throws(StoreError) in
                        let kernel = unsafe Kernel(
                            adjacency: adjacency, marks: marks.baseAddress!,
                            parents: parents.baseAddress!,
                            first: step.isForward
                                ? queue.baseAddress! : queue.baseAddress! + last,
                            stride: step.isForward ? 1 : -1,
                            mark: step.isForward ? depth : -depth)
                        return try unsafe Self.expand(kernel, step, snapshot, &meetings, &pace)
                    }
                }
            }
        }
    }

    private static func expand(
        _ kernel: Kernel, _ step: Step, _ snapshot: borrowing Snapshot,
        _ meetings: inout [Meeting], _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        var tail = step.side.level.upperBound
        for place in step.side.level {
            let node = unsafe kernel.first[place &* kernel.stride]
            var work = 8
            if step.selection.isEverything {
                let word = unsafe kernel.adjacency[Int(node)]
                let adjacency =
                    word != 0
                    ? AdjacencyPlace(rawValue: word)
                    : try snapshot.adjacency(of: NodeID(rawValue: node))
                if !adjacency.hasMore {
                    if adjacency.count > 0 {
                        let neighbours = unsafe UnsafePointer<UInt32>(
                            bitPattern: adjacency.address)!
                        tail = unsafe reach(
                            kernel, node, neighbours, adjacency.count, tail, step, &meetings)
                    }
                    if pace.isOver(after: adjacency.count) { return tail }
                    if !step.isAll && !meetings.isEmpty { return tail }
                    continue
                }
            }
            try snapshot.forEachRun(
                of: NodeID(rawValue: node), in: step.selection
            ) { run throws(StoreError) in
                work += run.count
                // The buffer lives as long as the closure.
                tail = unsafe run.withUnsafeBufferPointer { run in
                    run.isEmpty
                        ? tail
                        : unsafe reach(
                            kernel, node, run.baseAddress!, run.count, tail, step, &meetings)
                }
                return step.isAll || meetings.isEmpty
            }
            if pace.isOver(after: work) { return tail }
            if !step.isAll && !meetings.isEmpty { return tail }
        }
        return tail
    }

    /// Adds neighbours that are new to the queue, and notes those that the other side reached.
    private static func reach(
        _ kernel: Kernel, _ node: UInt32, _ neighbours: UnsafePointer<UInt32>, _ count: Int,
        _ tail: Int, _ step: Step, _ meetings: inout [Meeting]
    ) -> Int {
        var tail = tail
        for index in 0..<count {
            let neighbour = unsafe neighbours[index]
            let mark = unsafe kernel.marks[Int(neighbour)]
            if mark == 0 {
                unsafe kernel.marks[Int(neighbour)] = kernel.mark
                unsafe kernel.parents[Int(neighbour)] = node
                unsafe kernel.first[tail &* kernel.stride] = neighbour
                tail &+= 1
            } else if unsafe mark ^ kernel.mark < 0 {
                meetings.append(
                    step.isForward
                        ? Meeting(from: node, to: neighbour) : Meeting(from: neighbour, to: node))
                if !step.isAll { return tail }
            }
        }
        return tail
    }
}
