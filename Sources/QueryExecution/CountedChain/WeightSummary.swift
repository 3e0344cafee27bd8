import GraphModel
import GraphStore
import QueryPlanning

/// What aggregations need to know of the weights of one node's relationships.
struct WeightSummary {
    /// The relationships, with a weight or without.
    var walkCount = 0
    /// Those with a weight.
    var count = 0
    var sum = 0.0
    var least = 0.0
    var greatest = 0.0

    /// Adds a weight in the order of relationships, as a sum row by row would.
    @inline(__always)
    mutating func add(_ weight: Double) {
        if count == 0 {
            least = weight
            greatest = weight
        } else {
            // What is no number stands behind all numbers.
            if weight < least || least.isNaN { least = weight }
            if weight > greatest || weight.isNaN { greatest = weight }
        }
        count &+= 1
        sum += weight
    }

    mutating func add(_ other: WeightSummary) {
        let walks = walkCount + other.walkCount
        defer { walkCount = walks }
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        if other.least < least || least.isNaN { least = other.least }
        if other.greatest > greatest || other.greatest.isNaN { greatest = other.greatest }
        count += other.count
        sum += other.sum
    }

    /// The value of an aggregation over the weights.
    func value(of function: AggregateFunction) -> Value {
        switch function {
        case .sum: count == 0 ? .integer(0) : .float(sum)
        case .avg: count == 0 ? .null : .float(sum / Double(count))
        case .min: count == 0 ? .null : .float(least)
        case .max: count == 0 ? .null : .float(greatest)
        default: preconditionFailure("chains aggregate weights by no other function")
        }
    }

    /// A number that is ordered as the values of an aggregation over the weights.
    @inline(__always)
    func rank(of function: AggregateFunction) -> UInt64 {
        guard count > 0 else { return function == .sum ? Self.rank(of: 0) : .max }
        return switch function {
        case .sum: Self.rank(of: sum)
        case .avg: Self.rank(of: sum / Double(count))
        case .min: Self.rank(of: least)
        default: Self.rank(of: greatest)
        }
    }

    @inline(__always)
    private static func rank(of value: Double) -> UInt64 {
        // What is no number stands behind all numbers, and null behind that.
        if value.isNaN { return .max - 1 }
        let pattern = value == 0 ? 0 : value.bitPattern
        return pattern >> 63 == 0 ? pattern | 1 << 63 : ~pattern
    }
}

/// The weights of one segment, node by node.
struct WeightReader {
    let directory: SegmentDirectory
    let key: KeyID

    /// Adds the weights of a node.
    ///
    /// - Returns: false when a relationship has a property that is no float: the weights do not
    ///   tell what it is.
    func add(
        _ node: NodeID, to summary: inout WeightSummary, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Bool {
        var own = summary
        var areFloats = true
        let key = key
        try snapshot.forEachRun(of: node, directory.key) { run throws(StoreError) in
            own.walkCount += run.count
            for index in 0..<run.count {
                if let weight = run.weight(index).value {
                    own.add(weight)
                    continue
                }
                switch try snapshot.graph.relationship(run.relationship(index))?.value(of: key) {
                case nil: continue
                case .float(let weight)?: own.add(weight)
                default:
                    areFloats = false
                    return false
                }
            }
            return true
        }
        summary = own
        return areFloats
    }
}
