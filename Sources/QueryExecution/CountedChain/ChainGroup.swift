import GraphModel
import QueryPlanning

/// What was counted for one group.
struct ChainGroup {
    /// The first and the last node, where the groups tell them apart.
    var start: UInt32 = 0
    var end: UInt32 = 0
    var walks: UInt64 = 0
    var ends: UInt64 = 0
    var weights = WeightSummary()

    /// The value of an aggregation.
    func value(of kind: PhysicalCountedChain.Aggregate.Kind) -> Value {
        switch kind {
        case .walkCount: .integer(Int64(walks))
        case .endCount: .integer(Int64(ends))
        case .weight(let function, _): weights.value(of: function)
        }
    }

    /// A number that is ordered as the values are that an aggregation has for groups; values that
    /// differ by less than a double can tell may share one.
    func rank(of kind: PhysicalCountedChain.Aggregate.Kind) -> UInt64 {
        switch kind {
        case .walkCount: return walks
        case .endCount: return ends
        case .weight(let function, _):
            guard weights.count > 0 else { return function == .sum ? Self.rank(of: 0) : .max }
            switch function {
            case .sum: return Self.rank(of: weights.sum)
            case .avg: return Self.rank(of: weights.sum / Double(weights.count))
            case .min: return Self.rank(of: weights.least)
            default: return Self.rank(of: weights.greatest)
            }
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
