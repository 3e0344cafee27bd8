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
            switch weights.value(of: function) {
            case .integer(let value): return Self.rank(of: Double(value))
            case .float(let value): return Self.rank(of: value)
            default: return .max
            }
        }
    }

    private static func rank(of value: Double) -> UInt64 {
        // What is no number stands behind all numbers, and null behind that.
        if value.isNaN { return .max - 1 }
        let pattern = value == 0 ? 0 : value.bitPattern
        return pattern >> 63 == 0 ? pattern | 1 << 63 : ~pattern
    }
}

/// The groups that may be among the first *n* by one number: those, and all that are equal to the
/// last of them.
///
/// **Complexity**: a comparison for each group that stands behind *n* others; sorting of 2 *n* now and
/// then for the rest.
struct TopGroups {
    private let countMax: Int
    private let isDescending: Bool
    private let kind: PhysicalCountedChain.Aggregate.Kind
    private(set) var groups: [ChainGroup] = []
    private var ranks: [UInt64] = []
    /// Groups behind it are not needed.
    private var bound: UInt64 = .max
    private var pruningCount: Int

    init(countMax: Int, isDescending: Bool, kind: PhysicalCountedChain.Aggregate.Kind) {
        self.countMax = countMax
        self.isDescending = isDescending
        self.kind = kind
        pruningCount = 2 * countMax + 64
    }

    /// The least number comes first.
    @inline(__always)
    private func rank(_ group: ChainGroup) -> UInt64 {
        let rank = group.rank(of: kind)
        return isDescending ? ~rank : rank
    }

    mutating func add(_ group: ChainGroup) {
        let rank = rank(group)
        guard rank <= bound, countMax > 0 else { return }
        groups.append(group)
        ranks.append(rank)
        if groups.count >= pruningCount { prune() }
    }

    /// Drops the groups that are not needed.
    mutating func prune() {
        guard groups.count > countMax else { return }
        bound = ranks.sorted()[countMax - 1]
        var kept = 0
        for index in groups.indices where ranks[index] <= bound {
            groups[kept] = groups[index]
            ranks[kept] = ranks[index]
            kept += 1
        }
        groups.removeSubrange(kept...)
        ranks.removeSubrange(kept...)
        pruningCount = max(2 * countMax + 64, 2 * kept)
    }
}
