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
    var tie: Tie? {
        didSet {
            tieSource = tie.map { $0.column == nil ? .node : .column } ?? .none
            tieIsOfStart = tie?.isOfStart ?? false
            tieTurn = tie?.isDescending ?? false ? .max : 0
        }
    }
    /// Where the places of ``tie`` come from. Plain values, for a loop that takes many groups.
    private var tieSource = TieSource.none
    private var tieIsOfStart = false
    private var tieTurn: UInt64 = 0
    private(set) var groups: [ChainGroup] = []
    private var places: [Place] = []
    /// Groups behind it are not needed.
    private var bound = Place(rank: .max, tie: .max)
    private var pruningCount: Int
    /// The first places in order, as long as they are few. They make the bound as near as it can be.
    private var firstPlaces: [Place] = []
    /// So many are kept in order: to find where one belongs costs less than a fetch from memory.
    private static let firstPlaceCountMax = 64
    /// So many groups have room at first.
    private static let roomCountMax = 256

    private enum TieSource { case none, node, column }

    init(
        countMax: Int, isDescending: Bool, kind: PhysicalCountedChain.Aggregate.Kind
    ) {
        self.countMax = countMax
        self.isDescending = isDescending
        self.kind = kind
        pruningCount = 2 * countMax + 64
        let roomCount = min(pruningCount, Self.roomCountMax)
        groups.reserveCapacity(roomCount)
        places.reserveCapacity(roomCount)
        if countMax <= Self.firstPlaceCountMax { firstPlaces.reserveCapacity(countMax) }
    }

    mutating func add(_ group: ChainGroup) { add(group, group.rank(of: kind)) }

    @inline(__always)
    private mutating func add(_ group: ChainGroup, _ number: UInt64) {
        let rank = isDescending ? ~number : number
        guard rank <= bound.rank, countMax > 0 else { return }
        keep(group, at: Place(rank: rank, tie: tiePlace(of: group)))
    }

    /// Keeps a group, unless it stands behind the bound.
    @inline(__always)
    private mutating func keep(_ group: ChainGroup, at place: Place) {
        guard !(bound < place) else { return }
        append(group, at: place)
    }

    private mutating func append(_ group: ChainGroup, at place: Place) {
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

    /// Adds a group for each node of a level, and clears the level.
    ///
    /// - Parameter start: the first node of all of them; nil when the nodes are first nodes.
    mutating func add<Count>(_ level: CountLevel<Count>, from start: UInt32?) {
        var group = ChainGroup()
        guard case .walkCount = kind else {
            preconditionFailure("nodes of a level are told apart by their walks only")
        }
        // Most groups stand behind the bound, which is compared first.
        let turn: UInt64 = isDescending ? .max : 0
        level.drain { node, walks in
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
    @inline(__always)
    private func tiePlace(of group: ChainGroup) -> UInt64 {
        let node = tieIsOfStart ? group.start : group.end
        return switch tieSource {
        case .none: 0
        case .node: UInt64(node) ^ tieTurn
        case .column: columnValue(of: NodeID(rawValue: node)) ^ tieTurn
        }
    }

    private func columnValue(of node: NodeID) -> UInt64 {
        guard let column = tie?.column, column.hasValue(node) else { return .max }
        return column.words[Int(node.rawValue)] ^ 1 << 63
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
