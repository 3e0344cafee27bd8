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
        case .weight(let function, _): return weights.rank(of: function)
        }
    }

    mutating func add(_ summary: WeightSummary) {
        walks += UInt64(summary.walkCount)
        weights.add(summary)
    }
}
