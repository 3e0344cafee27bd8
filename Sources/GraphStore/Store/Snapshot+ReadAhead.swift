import GraphModel
import LMDB

/// How many places a search looked for in vain, record by record.
///
/// It belongs to the directories of one snapshot, so one thread at a time uses it.
final class MissCount {
    private(set) var value = 0
    /// The first records are found one by one: many a query needs no more.
    private static let missesPerStep = 32
    private static let lengthMax = 128

    /// Begins anew: what is looked for from now on was known, and is spread over the graph.
    func reset() { value = 0 }

    /// Counts a miss.
    ///
    /// - Returns: how many records that follow are worth a look.
    func add() -> Int {
        value += 1
        return min(value / Self.missesPerStep, Self.lengthMax)
    }
}

extension Snapshot {
    /// Keeps the places of the records that follow a node, so that a search over much of a graph
    /// whose places are not known descends the tree once for many records.
    ///
    /// A step along the tree costs a twentieth of a descent. The length grows with the number of
    /// descents before, so what is read in vain is at most as much as what was looked for.
    func readAhead(behind node: NodeID, _ length: Int) throws(StoreError) {
        guard length > 0 else { return }
        var cursor = try StoreCursor(trees.neighbourhoods, in: view)
        var known = Int(node.rawValue)
        var entry = try cursor.seek(atLeast: UInt64(node.rawValue) + 1)
        for _ in 0..<length {
            guard let current = entry, current.key < UInt64(nodeBound) else { break }
            let index = Int(current.key)
            // Nodes without relationships have no records.
            for absent in (known + 1)..<index { keepAbsence(ofNeighbours: absent) }
            known = index
            if directories.neighbourhoods[index] == 0 {
                // Whoever reads a damaged record is told so; others need not fail.
                do { try keepPlace(of: current.value, index) } catch { return }
            }
            entry = try cursor.next()
        }
    }
}
