import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// What segment directories keep of records, and how much memory they take.
@Suite struct SegmentCopyTests {
    private static let nodeCount: UInt32 = 600
    private static let degree: UInt32 = 40
    let database = TemporaryDatabase()

    /// Each node leads to those behind it, in a circle.
    private func circle() throws -> Store {
        let store = try database.open()
        var transaction = try store.beginWrite()
        let type = try transaction.type("NEXT")
        let key = try transaction.key("w")
        try transaction.declareWeight(of: type, key)
        for _ in 0..<Self.nodeCount { _ = try transaction.createNode() }
        for node in 0..<Self.nodeCount {
            for step in 1...Self.degree {
                _ = try transaction.createRelationship(
                    type, from: NodeID(rawValue: node),
                    to: NodeID(rawValue: (node + step) % Self.nodeCount),
                    properties: [Property(key, .float(Double(node) + Double(step) / 64))])
            }
        }
        try transaction.commit()
        return store
    }

    /// Compares the directory of a segment with the records.
    ///
    /// - Returns: of how many nodes it has copies.
    private static func expectTrue(
        _ directory: SegmentDirectory, _ snapshot: borrowing Snapshot
    ) throws -> Int {
        var copyCount = 0
        for rawValue in 0..<UInt32(snapshot.nodeBound) {
            let node = NodeID(rawValue: rawValue)
            let place = try snapshot.place(of: node, in: directory)
            let weightPlace = try snapshot.weightPlace(of: node, in: directory)
            guard let record = try snapshot.neighbourhood(of: node),
                let segment = record.segment(directory.key)
            else { throw Disagreement("node \(rawValue) has neighbours") }
            guard place.holds(record.neighbourBytes(of: segment)),
                weightPlace.holds(record.weightBytes(of: segment))
            else { throw Disagreement("what is kept of node \(rawValue)") }
            copyCount += place.address == record.neighbourBytes(of: segment).address ? 0 : 1
        }
        return copyCount
    }

    private static let key = SegmentKey(TypeID(rawValue: 0), .outgoing)

    @Test(arguments: [0, 100, 4_000, 50_000, 1 << 20])
    func `what there is no room for is read where it lies`(byteCountMax: Int) throws {
        let store = try circle()
        let snapshot = try store.snapshot()
        let budget = CopyBudget(byteCountMax: byteCountMax)
        let directory = SegmentDirectory(Self.key, capacity: snapshot.nodeBound, budget)
        let copyCount = try Self.expectTrue(directory, snapshot)
        #expect(budget.leftByteCount >= 0)
        // Neighbours take 4 bytes, their weights 8.
        let fitCount = byteCountMax / (12 * Int(Self.degree))
        #expect(copyCount >= min(fitCount, Int(Self.nodeCount)))
        #expect(copyCount <= fitCount + 1)
        #expect(try Self.expectTrue(directory, snapshot) == copyCount, "it stays as it is")
    }

    @Test func `what is forgotten is made anew, and gives its memory back`() throws {
        let store = try circle()
        let snapshot = try store.snapshot()
        let budget = CopyBudget(byteCountMax: 3 << 20)
        let directories = SegmentDirectories(capacity: snapshot.nodeBound, budget)
        let directory = directories.directory(Self.key)
        let nodes = (0..<UInt64(Self.nodeCount)).filter { $0 % 3 != 1 }
        for _ in 0..<40 {
            let copyCount = try Self.expectTrue(directory, snapshot)
            #expect(copyCount == Int(Self.nodeCount))
            directories.forget(nodes)
        }
        // What was copied in all would not fit.
        let copiedByteCount = 40 * 12 * nodes.count * Int(Self.degree)
        #expect(copiedByteCount > 3 << 20)
        directories.forget((0..<UInt64(Self.nodeCount)).map { $0 })
    }

    @Test func `several segments share the room`() throws {
        let store = try circle()
        let snapshot = try store.snapshot()
        let budget = CopyBudget(byteCountMax: 12 * Int(Self.nodeCount * Self.degree))
        let directories = SegmentDirectories(capacity: snapshot.nodeBound, budget)
        let out = try Self.expectTrue(directories.directory(Self.key), snapshot)
        let back = try Self.expectTrue(
            directories.directory(SegmentKey(TypeID(rawValue: 0), .incoming)), snapshot)
        #expect(out == Int(Self.nodeCount))
        #expect(back == 0)
        #expect(budget.leftByteCount == 0)
    }
}
