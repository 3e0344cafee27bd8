import GraphModel
import LMDB

extension Snapshot {
    /// So many records are found, and then looked at while they are still near.
    private static let recordsPerPiece = 128

    /// Keeps the places in a segment of all nodes of a stretch: see ``SegmentSweep``.
    ///
    /// Copies lie then in the order of the nodes.
    ///
    /// - Throws: ``StoreError/storage(_:)``.
    func sweep(_ stretch: Range<Int>, in directory: SegmentDirectory) throws(StoreError) {
        let stretch = stretch.clamped(to: 0..<nodeBound)
        var piece = stretch.prefix(Self.recordsPerPiece)
        while !piece.isEmpty {
            try keepPlaces(of: piece)
            for index in piece
            where directory.places[index] == 0 && directories.neighbourhoods[index] != 0 {
                // Whoever reads a damaged record is told so; others need not fail.
                do { _ = try findPlace(of: NodeID(rawValue: UInt32(index)), in: directory) } catch {
                    guard case .corruption = error else { throw error }
                }
            }
            piece = stretch[piece.endIndex...].prefix(Self.recordsPerPiece)
        }
    }

    /// Keeps the places of the records of some nodes, with one descent of the tree.
    private func keepPlaces(of nodes: Range<Int>) throws(StoreError) {
        let areKnown = nodes.allSatisfy { directories.neighbourhoods[$0] != 0 }
        guard !areKnown else {
            prefetchRecords(of: nodes)
            return
        }
        var cursor = try StoreCursor(trees.neighbourhoods, in: view)
        var next = nodes.lowerBound
        var entry = try cursor.seek(atLeast: UInt64(next))
        while let current = entry, current.key < UInt64(nodes.upperBound) {
            let index = Int(current.key)
            // Nodes without relationships have no records.
            for absent in next..<index { keepAbsence(ofNeighbours: absent) }
            next = index + 1
            if directories.neighbourhoods[index] == 0 {
                // Whoever reads a damaged record is told so; others need not fail.
                do { try keepPlace(of: current.value, index) } catch {}
            }
            entry = try cursor.next()
        }
        for absent in next..<nodes.upperBound { keepAbsence(ofNeighbours: absent) }
    }

    /// Asks for the beginnings of records, where it stands what segments there are.
    private func prefetchRecords(of nodes: Range<Int>) {
        for index in nodes { prefetchNeighbourhood(of: NodeID(rawValue: UInt32(index))) }
    }
}
