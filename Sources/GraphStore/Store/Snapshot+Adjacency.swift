package import GraphModel
import LMDB

extension Snapshot {
    /// Finds the neighbours of a node, and keeps their place.
    ///
    /// - Precondition: `node` is below ``nodeBound``.
    package borrowing func adjacency(of node: NodeID) throws(StoreError) -> AdjacencyPlace {
        _ = try neighbourhood(of: node)
        return AdjacencyPlace(rawValue: directories.adjacency[Int(node.rawValue)])
    }

    /// Calls `body` with all runs of neighbours of a node, chunks included, until it returns false.
    package borrowing func forEachRun(
        of node: NodeID, _ body: (Span<UInt32>) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard let record = try neighbourhood(of: node) else { return }
        guard try body(record.neighbours) else { return }
        for index in 0..<record.segmentCount {
            let segment = record.segment(index)
            for chunk in 0..<segment.chunkCount {
                let part = try self.chunk(record.chunk(chunk, of: segment))
                guard try body(part.run.neighbours) else { return }
            }
        }
    }
}
