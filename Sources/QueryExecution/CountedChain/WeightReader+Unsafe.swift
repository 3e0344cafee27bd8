import GraphModel
import GraphStore

extension WeightReader {
    /// How many nodes ahead weights are asked for.
    private static var prefetchDistance: Int { 2 }

    /// The weights of each of some nodes; nil when one is no float.
    ///
    /// Weights are read in place. What makes it safe: as many lie at the second word of a node as the
    /// first word counts neighbours.
    ///
    /// - Throws: `Timeout`, `Cancelled`, and what the store throws.
    /// - Complexity: O(relationships of the nodes).
    func summaries(
        of nodes: [UInt32], needsExtremes: Bool, _ snapshot: borrowing Snapshot,
        _ meter: inout WorkMeter
    ) throws(ExecutionError) -> [WeightSummary]? {
        let known = meter
        // The pointers live as long as the closure.
        let result = try unsafe directory.withWords { places, weights throws(ExecutionError) in
            var meter = known
            var summaries: [WeightSummary] = []
            summaries.reserveCapacity(nodes.count)
            for (index, node) in nodes.enumerated() {
                if index + Self.prefetchDistance < nodes.count {
                    directory.prefetchWeights(of: nodes[index + Self.prefetchDistance])
                }
                var place = unsafe SegmentPlace(rawValue: places[Int(node)])
                if place.rawValue == 0 { place = try find(node, snapshot) }
                try meter.spend(place.count &+ 4)
                let address = unsafe weights[Int(node)]
                if address != 0, !place.isElsewhere,
                    let own = unsafe Self.summary(
                        UnsafePointer<UInt64>(bitPattern: UInt(address))!, place.count,
                        needsExtremes)
                {
                    summaries.append(own)
                    continue
                }
                var summary = WeightSummary()
                guard try addSlowly(node, to: &summary, snapshot) else {
                    return (nil as [WeightSummary]?, meter)
                }
                summaries.append(summary)
            }
            return (summaries, meter)
        }
        meter = result.1
        return result.0
    }

    private func find(
        _ node: UInt32, _ snapshot: borrowing Snapshot
    ) throws(ExecutionError) -> SegmentPlace {
        do { return try snapshot.place(of: NodeID(rawValue: node), in: directory) } catch {
            throw .store(error)
        }
    }

    private func addSlowly(
        _ node: UInt32, to summary: inout WeightSummary, _ snapshot: borrowing Snapshot
    ) throws(ExecutionError) -> Bool {
        do { return try add(NodeID(rawValue: node), to: &summary, snapshot) } catch {
            throw .store(error)
        }
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
