import GraphModel
import GraphStore
import QueryPlanning

/// The groups that may be among the first *n* by one number, and those that are equal by the next key
/// to the last of them.
///
/// **Complexity**: a comparison for each group that stands behind *n* others; for the rest O(*n*) where
/// *n* is small, else sorting of 2 *n* now and then.
struct TopGroups {
    /// Where a group stands: the least place comes first.
    private struct Place: Comparable {
        let rank: UInt64
        let tie: UInt64

        @inline(__always)
        static func < (left: Place, right: Place) -> Bool {
            left.rank != right.rank ? left.rank < right.rank : left.tie < right.tie
        }
    }

    /// What tells groups apart that have the same number.
    struct Tie {
        /// Nil where the nodes themselves are in the order of their values.
        let column: NodeColumn?
        let isOfStart: Bool
        let isDescending: Bool
    }

    private let countMax: Int
    private let isDescending: Bool
    private let kind: PhysicalCountedChain.Aggregate.Kind
    /// Nil where groups with the same number all stay.
    var tie: Tie?
    private(set) var groups: [ChainGroup] = []
    private var places: [Place] = []
    /// Groups behind it are not needed.
    private var bound = Place(rank: .max, tie: .max)
    private var pruningCount: Int
    /// The first places in order, as long as they are few. They make the bound as near as it can be.
    private var firstPlaces: [Place] = []
    /// So many are kept in order: to find where one belongs costs less than a fetch from memory.
    private static let firstPlaceCountMax = 64

    init(
        countMax: Int, isDescending: Bool, kind: PhysicalCountedChain.Aggregate.Kind
    ) {
        self.countMax = countMax
        self.isDescending = isDescending
        self.kind = kind
        pruningCount = 2 * countMax + 64
    }

    mutating func add(_ group: ChainGroup) { add(group, group.rank(of: kind)) }

    private mutating func add(_ group: ChainGroup, _ number: UInt64) {
        let rank = isDescending ? ~number : number
        guard rank <= bound.rank, countMax > 0 else { return }
        let place = Place(rank: rank, tie: tie.map { Self.tie($0, group) } ?? 0)
        guard !(bound < place) else { return }
        groups.append(group)
        places.append(place)
        if countMax <= Self.firstPlaceCountMax { order(place) }
        if groups.count >= pruningCount { prune() }
    }

    /// Puts a place, not behind the bound, among the first ones.
    private mutating func order(_ place: Place) {
        var index = firstPlaces.count
        if index < countMax { firstPlaces.append(place) } else { index -= 1 }
        while index > 0, place < firstPlaces[index - 1] {
            firstPlaces[index] = firstPlaces[index - 1]
            index -= 1
        }
        firstPlaces[index] = place
        if firstPlaces.count == countMax { bound = firstPlaces[countMax - 1] }
    }

    /// Adds a group for each node of a level.
    ///
    /// - Parameter start: the first node of all of them; nil when the nodes are first nodes.
    mutating func add<Count>(
        _ level: CountLevel<Count>, from start: UInt32?
    ) throws(ExecutionError) {
        var group = ChainGroup()
        guard case .walkCount = kind else {
            preconditionFailure("nodes of a level are told apart by their walks only")
        }
        // Most groups stand behind the bound, which is compared first.
        let turn: UInt64 = isDescending ? .max : 0
        try level.forEach { node, walks throws(ExecutionError) in
            guard UInt64(walks) ^ turn <= bound.rank else { return }
            group.start = start ?? node
            group.end = node
            group.walks = UInt64(walks)
            add(group, UInt64(walks))
        }
    }

    /// Adds a group for each of some starts that has walks.
    mutating func add(_ summaries: ArraySlice<WeightSummary>, from starts: ArraySlice<UInt32>) {
        let turn: UInt64 = isDescending ? .max : 0
        var group = ChainGroup()
        for (summary, start) in zip(summaries, starts) where summary.walkCount > 0 {
            let number =
                switch kind {
                case .weight(let function, _): summary.rank(of: function)
                case .walkCount: UInt64(summary.walkCount)
                case .endCount:
                    preconditionFailure("weights and last nodes are not counted together")
                }
            // Most groups stand behind the bound, which is compared first.
            guard number ^ turn <= bound.rank else { continue }
            group.start = start
            group.walks = UInt64(summary.walkCount)
            group.weights = summary
            add(group, number)
        }
    }

    /// A number that is ordered as the values of the next key; null stands behind all integers, and
    /// shares its place with the last of them.
    private static func tie(_ tie: Tie, _ group: ChainGroup) -> UInt64 {
        let node = NodeID(rawValue: tie.isOfStart ? group.start : group.end)
        let value: UInt64 =
            switch tie.column {
            case nil: UInt64(node.rawValue)
            case let column? where column.hasValue(node):
                column.words[Int(node.rawValue)] ^ 1 << 63
            default: .max
            }
        return tie.isDescending ? ~value : value
    }

    /// Drops the groups that are not needed.
    mutating func prune() {
        guard groups.count > countMax else { return }
        if countMax > Self.firstPlaceCountMax { bound = places.sorted()[countMax - 1] }
        var kept = 0
        for index in groups.indices where !(bound < places[index]) {
            groups[kept] = groups[index]
            places[kept] = places[index]
            kept += 1
        }
        groups.removeSubrange(kept...)
        places.removeSubrange(kept...)
        pruningCount = max(2 * countMax + 64, 2 * kept)
    }
}
