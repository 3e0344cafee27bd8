import GraphModel
import GraphStore

extension WeightReader {
    /// How many nodes ahead weights are asked for.
    private static var prefetchDistance: Int { 4 }

    /// Sums up the weights of each of some nodes.
    ///
    /// Weights are read in place. What makes it safe: as many lie at the place of a node as its word
    /// counts.
    ///
    /// - Parameter summaries: room for as many as there are nodes, or more.
    /// - Returns: false when a weight is no float.
    /// - Throws: `Timeout`, `Cancelled`, and what the store throws.
    /// - Complexity: O(relationships of the nodes).
    func read(
        _ nodes: ArraySlice<UInt32>, needsExtremes: Bool, into summaries: inout [WeightSummary],
        _ snapshot: borrowing Snapshot, _ meter: inout WorkMeter
    ) throws(ExecutionError) -> Bool {
        precondition(nodes.count <= summaries.count, "there is room for a summary of each node")
        let known = meter
        // The pointers live as long as the closures that lend them.
        let outcome = try unsafe summaries.withUnsafeMutableBufferPointer {
            summaries throws(ExecutionError) in
            try unsafe directory.withWeightPlaces { places throws(ExecutionError) in
                var meter = known
                for index in nodes.indices {
                    if index + Self.prefetchDistance < nodes.endIndex {
                        let next = Int(nodes[index + Self.prefetchDistance])
                        unsafe SegmentPlace(rawValue: places[next]).prefetch()
                    }
                    let node = nodes[index]
                    var place = unsafe SegmentPlace(rawValue: places[Int(node)])
                    if place.rawValue == 0 { place = try find(node, snapshot) }
                    try meter.spend(place.count &+ 4)
                    guard let summary = try summary(of: node, place, needsExtremes, snapshot)
                    else { return (false, meter) }
                    unsafe summaries[index &- nodes.startIndex] = summary
                }
                return (true, meter)
            }
        }
        meter = outcome.1
        return outcome.0
    }

    /// - Returns: nil when a weight is no float.
    @inline(__always)
    private func summary(
        of node: UInt32, _ place: SegmentPlace, _ needsExtremes: Bool,
        _ snapshot: borrowing Snapshot
    ) throws(ExecutionError) -> WeightSummary? {
        if place.count > 0 {
            // A place that counts has an address.
            let weights = unsafe UnsafePointer<UInt64>(bitPattern: place.address)!
            if let own = unsafe Self.summary(weights, place.count, needsExtremes) { return own }
        } else if !place.isElsewhere {
            return WeightSummary()
        }
        return try slowSummary(of: node, snapshot)
    }

    private func find(
        _ node: UInt32, _ snapshot: borrowing Snapshot
    ) throws(ExecutionError) -> SegmentPlace {
        do { return try snapshot.weightPlace(of: NodeID(rawValue: node), in: directory) } catch {
            throw .store(error)
        }
    }

    /// What is not to be read in place is asked of the records.
    private func slowSummary(
        of node: UInt32, _ snapshot: borrowing Snapshot
    ) throws(ExecutionError) -> WeightSummary? {
        var summary = WeightSummary()
        do {
            return try add(NodeID(rawValue: node), to: &summary, snapshot) ? summary : nil
        } catch { throw .store(error) }
    }

    /// - Returns: nil when a weight stands elsewhere.
    @inline(__always)
    private static func summary(
        _ weights: UnsafePointer<UInt64>, _ count: Int, _ needsExtremes: Bool
    ) -> WeightSummary? {
        var summary = WeightSummary()
        summary.walkCount = count
        if needsExtremes {
            for index in 0..<count {
                guard let weight = unsafe Weight(bitPattern: weights[index]).value else {
                    return nil
                }
                summary.add(weight)
            }
            return summary
        }
        var sum = 0.0
        for index in 0..<count { sum += unsafe Double(bitPattern: weights[index]) }
        // The mark of a weight that stands elsewhere is no number, and what is no number makes the sum
        // none.
        guard !sum.isNaN else { return nil }
        summary.count = count
        summary.sum = sum
        return summary
    }
}
