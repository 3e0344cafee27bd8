import LMDB

/// What a snapshot found out about one segment of each node: see ``SegmentPlace``.
///
/// **Memory**: 16 bytes of address space for each node; pages that no walk touched take no memory.
///
/// It belongs to the directories of one snapshot, so one thread at a time fills it.
package final class SegmentDirectory {
    package let key: SegmentKey
    /// One word for each node: see ``SegmentPlace``.
    let places: MapDirectory
    /// Where the weights of the neighbours begin; 0 where there are none, or none are known.
    let weights: MapDirectory

    init(_ key: SegmentKey, capacity: Int) {
        self.key = key
        places = MapDirectory(count: capacity)
        weights = MapDirectory(count: capacity)
    }

    fileprivate func forget(_ nodes: [UInt64]) {
        for node in nodes {
            places[Int(node)] = 0
            weights[Int(node)] = 0
        }
    }
}

/// The segment directories of a snapshot, each made when a walk first asks for it.
final class SegmentDirectories {
    private var directories: [SegmentKey: SegmentDirectory] = [:]
    /// How many nodes each has room for.
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// Forgets what is known of some nodes.
    func forget(_ nodes: [UInt64]) {
        for directory in directories.values { directory.forget(nodes) }
    }

    func directory(_ key: SegmentKey) -> SegmentDirectory {
        if let directory = directories[key] { return directory }
        let directory = SegmentDirectory(key, capacity: capacity)
        directories[key] = directory
        return directory
    }
}
