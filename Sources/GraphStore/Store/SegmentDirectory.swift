import LMDB

/// What a snapshot found out about one segment of each node: see ``SegmentPlace``.
///
/// Short runs of neighbours are copied when they are first met, so that those of one segment lie
/// together and not each in a record with all the others of its node: a walk from node to node then
/// fetches few lines of memory. So are the weights, when they are first asked for.
///
/// **Memory**: 16 bytes of address space for each node, of which pages that no walk touched take no
/// memory; and the copies: see ``CopyBudget``.
///
/// It belongs to the directories of one snapshot, so one thread at a time fills it.
package final class SegmentDirectory {
    package let key: SegmentKey
    /// Where the neighbours of each node lie.
    let places: MapDirectory
    /// Where their weights lie.
    let weightPlaces: MapDirectory
    private var copies: SegmentCopies
    /// A walk over much of a graph looks for many places.
    private var sweep = SegmentSweep()

    init(_ key: SegmentKey, capacity: Int, _ budget: CopyBudget) {
        self.key = key
        places = MapDirectory(count: capacity)
        weightPlaces = MapDirectory(count: capacity)
        copies = SegmentCopies(budget)
    }

    /// Keeps where the neighbours of a node lie.
    ///
    /// - Parameter bytes: the column of them, in a record.
    func keepNeighbours(_ bytes: RawSpan, of index: Int) -> SegmentPlace {
        let place = SegmentPlace(count: bytes.byteCount / 4, at: copies.address(of: bytes))
        places[index] = place.rawValue
        return place
    }

    /// Keeps where the weights of a node's neighbours lie.
    ///
    /// - Parameter bytes: the column of them, in a record.
    func keepWeights(_ bytes: RawSpan, of index: Int) -> SegmentPlace {
        let place = SegmentPlace(count: bytes.byteCount / 8, at: copies.addressOfWeights(bytes))
        weightPlaces[index] = place.rawValue
        return place
    }

    /// Counts a node whose place was looked for in vain.
    ///
    /// - Returns: the nodes that are to be looked at now.
    func miss(_ index: Int) -> Range<Int> { sweep.miss(index) }

    fileprivate func forget(_ nodes: [UInt64]) {
        sweep.reset()
        for node in nodes {
            let index = Int(node)
            copies.drop(
                neighbourCount: SegmentPlace(rawValue: places[index]).count,
                weightCount: SegmentPlace(rawValue: weightPlaces[index]).count)
            places[index] = 0
            weightPlaces[index] = 0
        }
        guard copies.areMostlyDropped else { return }
        copies.removeAll()
        places.removeAll()
        weightPlaces.removeAll()
    }
}

/// The segment directories of a snapshot, each made when a walk first asks for it.
final class SegmentDirectories {
    private var directories: [SegmentKey: SegmentDirectory] = [:]
    /// How many nodes each has room for.
    private let capacity: Int
    private let budget: CopyBudget

    init(capacity: Int, _ budget: CopyBudget = CopyBudget()) {
        self.capacity = capacity
        self.budget = budget
    }

    /// Forgets what is known of some nodes.
    func forget(_ nodes: [UInt64]) {
        for directory in directories.values { directory.forget(nodes) }
    }

    func directory(_ key: SegmentKey) -> SegmentDirectory {
        if let directory = directories[key] { return directory }
        let directory = SegmentDirectory(key, capacity: capacity, budget)
        directories[key] = directory
        return directory
    }
}
