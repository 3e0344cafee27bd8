import GraphModel
import GraphStore

/// What a loop does with the neighbours of a node.
@unsafe
protocol NeighbourVisitor {
    /// Takes the neighbours of a node that lie in two ranges of a run.
    ///
    /// - Returns: whether the loop goes on.
    mutating func visit(
        _ run: UnsafePointer<UInt32>, _ ranges: NeighbourRanges, of node: UInt32
    ) -> Bool
}

/// A loop over the neighbours of many nodes in one segment.
///
/// It reads the map in place. What makes it safe: neighbours are below the node bound, because
/// snapshots look at every record they meet.
@unsafe
struct SegmentWalk {
    let segment: ChainSegment
    /// Only neighbours from here on are followed.
    let first: UInt32

    /// - Throws: `Timeout`, `Cancelled`, and what the store throws.
    /// - Complexity: O(neighbours of the nodes).
    func visit<Visitor: NeighbourVisitor>(
        _ nodes: UnsafePointer<UInt32>, _ nodeCount: Int, _ visitor: inout Visitor,
        _ snapshot: borrowing Snapshot, _ meter: inout WorkMeter
    ) throws(ExecutionError) {
        let directory = unsafe segment.directory
        // The pointers live as long as the closure.
        (visitor, meter) = try unsafe directory.withPlaces { places throws(ExecutionError) in
            var own = visitor
            var ownMeter = meter
            for index in 0..<nodeCount {
                let node = unsafe nodes[index]
                if index % SegmentDirectory.prefetchCount == 0 {
                    unsafe SegmentDirectory.prefetchNeighbours(
                        places, nodes, nodeCount, behind: index)
                }
                let word = unsafe places[Int(node)]
                let place =
                    word != 0
                    ? SegmentPlace(rawValue: word)
                    : try unsafe find(NodeID(rawValue: node), snapshot)
                try ownMeter.spend(place.count &+ 4)
                if place.isElsewhere {
                    guard try unsafe visitChunks(of: node, &own, snapshot, &ownMeter) else { break }
                } else if place.count > 0 {
                    let run = unsafe UnsafePointer<UInt32>(bitPattern: place.address)!
                    let ranges = unsafe NeighbourRanges(
                        run, place.count, of: node, segment.loops, from: first)
                    guard unsafe own.visit(run, ranges, of: node) else { break }
                }
            }
            return (own, ownMeter)
        }
    }

    private func find(
        _ node: NodeID, _ snapshot: borrowing Snapshot
    ) throws(ExecutionError) -> SegmentPlace {
        do { return try unsafe snapshot.place(of: node, in: segment.directory) } catch {
            throw .store(error)
        }
    }

    private func visitChunks<Visitor: NeighbourVisitor>(
        of node: UInt32, _ visitor: inout Visitor, _ snapshot: borrowing Snapshot,
        _ meter: inout WorkMeter
    ) throws(ExecutionError) -> Bool {
        var own = visitor
        var goesOn = true
        var count = 0
        do throws(StoreError) {
            try unsafe snapshot.forEachRun(
                of: NodeID(rawValue: node), segment.directory.key
            ) { run throws(StoreError) in
                count += run.count
                goesOn = unsafe run.neighbours.withUnsafeBufferPointer { run in
                    guard let base = run.baseAddress else { return true }
                    let ranges = unsafe NeighbourRanges(
                        base, run.count, of: node, segment.loops, from: first)
                    return unsafe own.visit(base, ranges, of: node)
                }
                return goesOn
            }
        } catch { throw .store(error) }
        visitor = own
        try meter.spend(count)
        return goesOn
    }
}
