import GraphStore

// The loops write without bounds checks. What makes it safe: the first ``nodeCount`` nodes of a level
// are below the node bound, and its counts have room for that many.

extension CountLevel {
    /// Lends the counts and the list of nodes to a loop that checks its own bounds.
    @unsafe
    func withPointers<Result>(
        _ body: (
            UnsafeMutablePointer<Count>, UnsafeMutablePointer<UInt32>
        ) throws(ExecutionError) -> Result
    ) throws(ExecutionError) -> Result {
        try unsafe counts.withNumbers { counts throws(ExecutionError) in
            try unsafe nodes.withNumbers { nodes throws(ExecutionError) in
                try unsafe body(counts, nodes)
            }
        }
    }

    /// Makes all counts 0.
    ///
    /// - Complexity: O(nodes of the level).
    func clear() {
        guard nodeCount > 0 else { return }
        let count = nodeCount
        unsafe counts.withNumbers { counts in
            unsafe nodes.withNumbers { nodes in
                for index in 0..<count { unsafe counts[Int(nodes[index])] = 0 }
            }
        }
        nodeCount = 0
        walkCount = 0
    }

    /// Keeps the nodes that pass, and have walks; the others lose their counts.
    ///
    /// - Complexity: O(nodes of the level).
    @inline(__always)
    func keep(
        _ passes: (UInt32) throws(ExecutionError) -> Bool
    ) throws(ExecutionError) {
        let count = nodeCount
        (nodeCount, walkCount) = try unsafe withPointers { counts, nodes throws(ExecutionError) in
            var kept = 0
            var walks: UInt64 = 0
            for index in 0..<count {
                let node = unsafe nodes[index]
                let own = unsafe counts[Int(node)]
                if own != 0, try passes(node) {
                    unsafe nodes[kept] = node
                    kept += 1
                    walks += UInt64(own)
                } else {
                    unsafe counts[Int(node)] = 0
                }
            }
            return (kept, walks)
        }
    }

    /// Calls `body` with each node and its count.
    @inline(__always)
    func forEach(
        _ body: (UInt32, Count) throws(ExecutionError) -> Void
    ) throws(ExecutionError) {
        let count = nodeCount
        try unsafe withPointers { counts, nodes throws(ExecutionError) in
            for index in 0..<count {
                let node = unsafe nodes[index]
                try unsafe body(node, counts[Int(node)])
            }
        }
    }

    /// Calls `body` with each node and its count, and clears the level.
    ///
    /// - Complexity: O(nodes of the level); one pass over the counts, which are far apart.
    @inline(__always)
    func drain(_ body: (UInt32, Count) -> Void) {
        let count = nodeCount
        unsafe counts.withNumbers { counts in
            unsafe nodes.withNumbers { nodes in
                for index in 0..<count {
                    let node = unsafe nodes[index]
                    let own = unsafe counts[Int(node)]
                    unsafe counts[Int(node)] = 0
                    body(node, own)
                }
            }
        }
        nodeCount = 0
        walkCount = 0
    }

    /// Adds the counts of the nodes to a histogram, and clears the level.
    ///
    /// - Complexity: O(nodes of the level).
    func tally(into histogram: inout CountHistogram) {
        let count = nodeCount
        var large: [UInt64] = []
        // The pointers live as long as the closures that lend them.
        unsafe counts.withNumbers { counts in
            unsafe nodes.withNumbers { nodes in
                unsafe histogram.small.withUnsafeMutableBufferPointer { small in
                    let bins = small.baseAddress!
                    let binCount = Count(clamping: CountHistogram.smallCount)
                    for index in 0..<count {
                        // Neighbours in the list often have the same number. They are counted in
                        // different places, so that one need not wait for the other.
                        let bins = unsafe bins + (index & 3) &* CountHistogram.smallCount
                        let node = unsafe Int(nodes[index])
                        let walks = unsafe counts[node]
                        unsafe counts[node] = 0
                        if walks < binCount {
                            unsafe bins[Int(walks)] &+= 1
                        } else {
                            large.append(UInt64(walks))
                        }
                    }
                }
            }
        }
        for walks in large { histogram.add(walks) }
        nodeCount = 0
        walkCount = 0
    }
}
