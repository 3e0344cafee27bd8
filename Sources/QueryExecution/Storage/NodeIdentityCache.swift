import GraphModel
import Sampling

/// The identities of nodes that were asked for last.
///
/// **Layout**: a node has one place, by its id; another node of the same place takes it. There are
/// more places as more nodes come, up to 2¹⁶ of 24 bytes each.
struct NodeIdentityCache {
    private var places: [(node: UInt32, identity: RowIdentity)] = []
    /// Nodes that took a place since there are so many.
    private var keptCount = 0

    private static let placeCountMin = 64
    private static let placeCountMax = 1 << 16
    private static let keptPlaceCountMax = 1 << 14
    /// The id of no node.
    private static let vacant = UInt32.max

    /// Whether it is not worth to be kept between two runs.
    var isLarge: Bool { places.count > Self.keptPlaceCountMax }

    subscript(node: NodeID) -> RowIdentity? {
        guard !places.isEmpty else { return nil }
        let place = places[Int(node.rawValue) & (places.count - 1)]
        return place.node == node.rawValue ? place.identity : nil
    }

    mutating func keep(_ identity: RowIdentity, of node: NodeID) {
        if keptCount >= places.count, places.count < Self.placeCountMax { grow() }
        places[Int(node.rawValue) & (places.count - 1)] = (node.rawValue, identity)
        keptCount += 1
    }

    private mutating func grow() {
        let known = places
        places = Array(
            repeating: (Self.vacant, RowIdentity(high: 0, low: 0)),
            count: max(Self.placeCountMin, known.count * 4))
        keptCount = known.count / 2
        for place in known where place.node != Self.vacant {
            places[Int(place.node) & (places.count - 1)] = place
        }
    }
}
