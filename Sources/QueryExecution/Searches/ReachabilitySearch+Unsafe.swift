import GraphModel
import GraphStore

// The loops read the map in place and write without bounds checks: a check costs as much as the
// step it guards. What makes it safe: neighbours are below the node bound, because snapshots look
// at every record they meet; the workspace has room for that many nodes.

extension ReachabilitySearch {
    /// The workspace and the graph as the loops see them. Lives as long as the closures that lend it.
    @unsafe
    struct Kernel {
        let adjacency: UnsafePointer<UInt64>
        let reached: UnsafeMutablePointer<UInt64>
        let frontier: UnsafeMutablePointer<UInt64>
        let answers: UnsafeMutablePointer<UInt32>
        let queue: UnsafeMutablePointer<UInt32>
        let nodeBound: Int
        /// Nil for relationships of any type in either direction.
        let selection: SegmentSelection?
        var wordCount: Int { unsafe (nodeBound + 63) / 64 }
    }

    /// - Returns: how many nodes the queue has.
    func run(
        _ start: NodeID, _ hopCount: Int, _ selection: SegmentSelection,
        _ snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        let nodeBound = snapshot.nodeBound
        // The pointers live as long as the closures that lend them.
        return try unsafe snapshot.withAdjacency { adjacency throws(StoreError) in
            try unsafe reached.withUnsafeMutableBufferPointer { reached throws(StoreError) in
                try unsafe frontier.withUnsafeMutableBufferPointer { frontier throws(StoreError) in
                    try unsafe answers.withUnsafeMutableBufferPointer {
                        answers throws(StoreError) in
                        try unsafe queue.withUnsafeMutableBufferPointer {
                            queue throws(StoreError) in
                            let kernel = unsafe Kernel(
                                adjacency: adjacency, reached: reached.baseAddress!,
                                frontier: frontier.baseAddress!, answers: answers.baseAddress!,
                                queue: queue.baseAddress!, nodeBound: nodeBound,
                                selection: selection.isEverything ? nil : selection)
                            return try unsafe search(kernel, hopCount, start, snapshot, &pace)
                        }
                    }
                }
            }
        }
    }

    private func search(
        _ kernel: Kernel, _ hopCount: Int, _ start: NodeID, _ snapshot: borrowing Snapshot,
        _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        unsafe kernel.queue[0] = start.rawValue
        unsafe kernel.reached[Int(start.rawValue >> 6)] |= 1 << UInt64(start.rawValue & 63)
        var head = 0
        var tail = 1
        let degreeMean = Int(snapshot.relationshipBound) * 2 / max(snapshot.nodeBound, 1) + 1
        let mayAsk = unsafe hopCount >= Self.bottomUpHopCountMin && kernel.selection == nil
        var hop = 0
        while head < tail, hop < hopCount, !pace.isOver {
            // A node that the last hop reaches is too far away to come back from.
            if hop == hopCount - 1 {
                returnsToStart = try unsafe Self.returns(kernel, start, snapshot)
            }
            let level = head..<tail
            var isBottomUp = false
            if mayAsk && hop > 0 {
                let work = try unsafe Self.degreeSum(kernel, level, snapshot)
                let left = (unsafe kernel.nodeBound - tail) * degreeMean
                isBottomUp = work > left / Self.bottomUpShare
            }
            head = tail
            if isBottomUp {
                tail = try unsafe Self.bottomUp(kernel, level, snapshot, &pace)
            } else {
                tail = try unsafe Self.topDown(kernel, level, snapshot, &pace)
            }
            hop += 1
        }
        if hop < hopCount { returnsToStart = try unsafe Self.returns(kernel, start, snapshot) }
        return tail
    }

    /// Whether a relationship leads from a reached node to the start, in a search in one direction.
    private static func returns(
        _ kernel: Kernel, _ start: NodeID, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Bool {
        guard let selection = unsafe kernel.selection, selection.hasOneDirection else {
            return false
        }
        var isFound = false
        try snapshot.forEachRun(of: start, in: selection.reversed) { run throws(StoreError) in
            for offset in run.indices {
                let node = run[offset]
                if unsafe kernel.reached[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0 {
                    isFound = true
                    return false
                }
            }
            return true
        }
        return isFound
    }

    @inline(__always)
    static func place(
        _ kernel: Kernel, _ node: UInt32, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> AdjacencyPlace {
        let word = unsafe kernel.adjacency[Int(node)]
        if word != 0 { return AdjacencyPlace(rawValue: word) }
        return try snapshot.adjacency(of: NodeID(rawValue: node))
    }

    private static func degreeSum(
        _ kernel: Kernel, _ level: Range<Int>, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int {
        var sum = 0
        for index in level {
            let place = try unsafe place(kernel, kernel.queue[index], snapshot)
            sum += place.count + (place.hasMore ? 4096 : 0)
        }
        return sum
    }

    // MARK: Top-down

    /// Reaches the neighbours of a level.
    ///
    /// - Returns: the number of nodes reached so far.
    private static func topDown(
        _ kernel: Kernel, _ level: Range<Int>, _ snapshot: borrowing Snapshot,
        _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        if let selection = unsafe kernel.selection {
            return try unsafe topDown(kernel, level, selection, snapshot, &pace)
        }
        var tail = level.upperBound
        for index in level {
            let node = unsafe kernel.queue[index]
            let place = try unsafe place(kernel, node, snapshot)
            var work = place.count
            if place.hasMore {
                tail = try unsafe reachAll(kernel, node, tail, &work, snapshot)
            } else if place.count > 0 {
                let neighbours = unsafe UnsafePointer<UInt32>(bitPattern: place.address)!
                tail = unsafe reach(kernel, neighbours, place.count, tail)
            }
            if pace.isOver(after: work) { break }
        }
        return tail
    }

    /// Reaches the neighbours of a level in selected segments.
    private static func topDown(
        _ kernel: Kernel, _ level: Range<Int>, _ selection: SegmentSelection,
        _ snapshot: borrowing Snapshot, _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        var tail = level.upperBound
        for index in level {
            let node = unsafe NodeID(rawValue: kernel.queue[index])
            // Looking the node up is work too.
            var work = 16
            try snapshot.forEachRun(of: node, in: selection) { run throws(StoreError) in
                work += run.count
                tail = unsafe reach(kernel, run, tail)
                return true
            }
            if pace.isOver(after: work) { break }
        }
        return tail
    }

    /// Adds neighbours to the queue, and keeps those that are new.
    @inline(__always)
    private static func reach(
        _ kernel: Kernel, _ neighbours: UnsafePointer<UInt32>, _ count: Int, _ tail: Int
    ) -> Int {
        var tail = tail
        for index in 0..<count {
            let neighbour = unsafe neighbours[index]
            let word = unsafe kernel.reached + Int(neighbour >> 6)
            let bit: UInt64 = 1 << UInt64(neighbour & 63)
            let old = unsafe word.pointee
            // No branch: which neighbours are new cannot be foreseen.
            unsafe kernel.queue[tail] = neighbour
            tail &+= old & bit == 0 ? 1 : 0
            unsafe word.pointee = old | bit
        }
        return tail
    }

    @inline(__always)
    private static func reach(_ kernel: Kernel, _ run: Span<UInt32>, _ tail: Int) -> Int {
        // The buffer lives as long as the closure.
        unsafe run.withUnsafeBufferPointer { run in
            run.isEmpty ? tail : unsafe reach(kernel, run.baseAddress!, run.count, tail)
        }
    }

    private static func reachAll(
        _ kernel: Kernel, _ node: UInt32, _ tail: Int, _ work: inout Int,
        _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Int {
        var tail = tail
        var count = 0
        try snapshot.forEachRun(of: NodeID(rawValue: node)) { run throws(StoreError) in
            count += run.count
            tail = unsafe reach(kernel, run, tail)
            return true
        }
        work += count
        return tail
    }
}
