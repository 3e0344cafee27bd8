import GraphModel
import GraphStore

// The part of the search that goes from the nodes that were not reached. What makes its loops safe
// is what makes those of the other part safe.

extension ReachabilitySearch {
    /// Reaches the nodes that have a neighbour in a level.
    ///
    /// - Returns: the number of nodes reached so far.
    static func bottomUp(
        _ kernel: Kernel, _ level: Range<Int>, _ snapshot: borrowing Snapshot,
        _ pace: inout SearchPace
    ) throws(StoreError) -> Int {
        unsafe kernel.frontier.update(repeating: 0, count: kernel.wordCount)
        for index in level {
            let node = unsafe kernel.queue[index]
            unsafe kernel.frontier[Int(node >> 6)] |= 1 << UInt64(node & 63)
        }
        var tail = level.upperBound
        let lastWord = unsafe kernel.wordCount - 1
        let lastCount = unsafe kernel.nodeBound - lastWord * 64
        let lastMask: UInt64 = lastCount == 64 ? .max : 1 << UInt64(lastCount) - 1
        for word in 0...lastWord {
            var left = unsafe ~kernel.reached[word]
            if word == lastWord { left &= lastMask }
            guard left != 0 else { continue }
            // Most of the nodes ask a few neighbours only.
            if pace.isOver(after: 1024) { break }
            let found = try unsafe touching(kernel, word, left, snapshot)
            unsafe kernel.reached[word] |= found
            tail = unsafe enqueue(kernel, word, found, tail)
        }
        return tail
    }

    /// Adds the nodes behind the bits of a word to the queue.
    @inline(__always)
    private static func enqueue(
        _ kernel: Kernel, _ word: Int, _ bits: UInt64, _ tail: Int
    ) -> Int {
        var tail = tail
        var left = bits
        while left != 0 {
            unsafe kernel.queue[tail] = UInt32(
                truncatingIfNeeded: word &* 64 &+ left.trailingZeroBitCount)
            tail &+= 1
            left &= left &- 1
        }
        return tail
    }

    /// Those of up to 64 nodes that have a neighbour in the frontier.
    private static func touching(
        _ kernel: Kernel, _ word: Int, _ nodes: UInt64, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> UInt64 {
        var found: UInt64 = 0
        var left = nodes
        while left != 0 {
            let offset = left.trailingZeroBitCount
            left &= left &- 1
            let isFound = unsafe isInFrontier(kernel, kernel.answers[word &* 64 &+ offset])
            found |= (isFound ? 1 : 0) << UInt64(offset)
        }
        guard found != nodes else { return found }
        return try unsafe found | searched(kernel, word, nodes & ~found, snapshot)
    }

    /// Those of up to 64 nodes that have a neighbour in the frontier, found in their records.
    ///
    /// The nodes are spread over memory, and each is a miss. So the first neighbours of all are
    /// read before the first of them is looked at: the misses then wait together.
    private static func searched(
        _ kernel: Kernel, _ word: Int, _ nodes: UInt64, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> UInt64 {
        var firsts = InlineArray<64, UInt32>(repeating: 0)
        var left = nodes
        while left != 0 {
            let offset = left.trailingZeroBitCount
            left &= left &- 1
            let node = UInt32(truncatingIfNeeded: word &* 64 &+ offset)
            let place = try unsafe place(kernel, node, snapshot)
            if place.count > 0 {
                unsafe firsts[unchecked: offset] =
                    UnsafePointer<UInt32>(bitPattern: place.address)!.pointee
            }
        }
        var found: UInt64 = 0
        left = nodes
        while left != 0 {
            let offset = left.trailingZeroBitCount
            left &= left &- 1
            let node = UInt32(truncatingIfNeeded: word &* 64 &+ offset)
            let place = unsafe AdjacencyPlace(rawValue: kernel.adjacency[Int(node)])
            var answer: UInt32?
            if place.hasMore {
                answer = try unsafe anyAnswer(kernel, node, snapshot)
            } else if place.count > 0 {
                let first = unsafe firsts[unchecked: offset]
                let neighbours = unsafe UnsafePointer<UInt32>(bitPattern: place.address)!
                answer =
                    unsafe isInFrontier(kernel, first)
                    ? first : unsafe anyAnswer(kernel, neighbours + 1, place.count - 1)
            }
            guard let answer else { continue }
            unsafe kernel.answers[Int(node)] = answer
            found |= 1 << UInt64(offset)
        }
        return found
    }

    @inline(__always)
    private static func isInFrontier(_ kernel: Kernel, _ node: UInt32) -> Bool {
        unsafe kernel.frontier[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0
    }

    /// A neighbour that is in the frontier, or nil.
    @inline(__always)
    private static func anyAnswer(
        _ kernel: Kernel, _ neighbours: UnsafePointer<UInt32>, _ count: Int
    ) -> UInt32? {
        for index in 0..<count where unsafe isInFrontier(kernel, neighbours[index]) {
            return unsafe neighbours[index]
        }
        return nil
    }

    private static func anyAnswer(
        _ kernel: Kernel, _ node: UInt32, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> UInt32? {
        var answer: UInt32?
        try snapshot.forEachRun(of: NodeID(rawValue: node)) { run throws(StoreError) in
            answer = unsafe run.withUnsafeBufferPointer { run in
                run.isEmpty ? nil : unsafe anyAnswer(kernel, run.baseAddress!, run.count)
            }
            return answer == nil
        }
        return answer
    }
}
