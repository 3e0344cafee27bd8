import GraphModel
import LMDB

/// A name for what is in a graph: the same for the same content, however it came in.
///
/// It does not depend on ids, on the order of loading, on deleted entities, on indexes or on
/// statistics. It covers the labels and properties of every node, and of every relationship the
/// type, the source, the properties, and the labels and properties of both ends. So nodes that
/// agree in all labels and properties are not told apart by what they are related to; nodes that
/// imports made have a key and never agree.
///
/// **Layout**: 16 bytes, written as 32 hexadecimal digits. Nodes, relationships, and the labels and
/// properties of each are hashed one by one and added up modulo 2¹²⁸, which knows no order.
package struct ContentHash: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    fileprivate init(_ digest: ContentDigest) {
        high = digest.high
        low = digest.low
    }

    package var description: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension Snapshot {
    /// The hash of everything in the graph.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    /// - Complexity: O(everything), with 16 bytes of memory a node.
    package func contentHash() throws(StoreError) -> ContentHash {
        let names = NameDigests(catalog)
        var nodes = Array(repeating: ContentDigest(), count: nodeBound)
        var sum = ContentDigest()
        var nodeCursor = try StoreCursor(trees.nodes, in: view)
        while let entry = try nodeCursor.next() {
            let node = NodeID(rawValue: entry.key)
            guard Int(entry.key) < nodes.count, let record = try graph.node(node) else {
                throw .corruption(Corruption(node.place, "its id was never given"))
            }
            guard let digest = names.digest(record) else {
                throw .corruption(Corruption(node.place, "it has a name that is not known"))
            }
            nodes[Int(entry.key)] = digest
            sum.add(digest)
        }
        var blockCursor = try StoreCursor(trees.relationships, in: view)
        while let entry = try blockCursor.next() {
            do throws(RecordDamage) {
                let block = try RelationshipBlock(entry.value)
                for slot in 0..<block.slotCount {
                    guard let record = try block.record(slot) else { continue }
                    guard Int(max(record.start, record.end).rawValue) < nodes.count else {
                        throw RecordDamage("an end in it is no node")
                    }
                    let digest = names.digest(
                        record, nodes[Int(record.start.rawValue)], nodes[Int(record.end.rawValue)])
                    guard let digest else {
                        throw RecordDamage("it has a name that is not known")
                    }
                    sum.add(digest)
                }
            } catch { throw error.corruption(of: "relationship block \(entry.key)") }
        }
        return ContentHash(sum)
    }
}

/// The digests of all names, so that each is read once.
private struct NameDigests {
    let labels: [ContentDigest]
    let types: [ContentDigest]
    let keys: [ContentDigest]
    let sources: [ContentDigest]

    init(_ catalog: Catalog) {
        func digest(_ role: UInt64, _ names: [String]) -> [ContentDigest] {
            names.map { name in
                var hasher = ContentHasher(role)
                hasher.combine(name)
                return hasher.finalize()
            }
        }
        labels = digest(1, catalog.labels.names)
        types = digest(2, catalog.types.names)
        keys = digest(3, catalog.keys.names)
        sources = catalog.sources.map { source in
            var hasher = ContentHasher(4)
            hasher.combine(source.name)
            hasher.combine(source.version)
            hasher.combine(source.license)
            return hasher.finalize()
        }
    }

    /// The digest of a node, or nil when a record that was damaged has names that are none.
    func digest(_ node: NodeRecord) -> ContentDigest? {
        var labelSum = ContentDigest()
        for label in node.labels {
            guard Int(label.rawValue) < labels.count else { return nil }
            labelSum.add(labels[Int(label.rawValue)])
        }
        guard let properties = digest(node.properties) else { return nil }
        var hasher = ContentHasher(5)
        hasher.combine(labelSum)
        hasher.combine(properties)
        return hasher.finalize()
    }

    func digest(
        _ relationship: RelationshipRecord, _ start: ContentDigest, _ end: ContentDigest
    ) -> ContentDigest? {
        guard Int(relationship.type.rawValue) < types.count,
            Int(relationship.source.rawValue) < sources.count,
            let properties = digest(relationship.properties)
        else { return nil }
        var hasher = ContentHasher(6)
        hasher.combine(types[Int(relationship.type.rawValue)])
        hasher.combine(sources[Int(relationship.source.rawValue)])
        hasher.combine(start)
        hasher.combine(end)
        hasher.combine(properties)
        return hasher.finalize()
    }

    private func digest(_ properties: [Property]) -> ContentDigest? {
        var sum = ContentDigest()
        var bytes: [UInt8] = []
        for property in properties {
            guard Int(property.key.rawValue) < keys.count else { return nil }
            var hasher = ContentHasher(7)
            hasher.combine(keys[Int(property.key.rawValue)])
            bytes.removeAll(keepingCapacity: true)
            PropertyRecord.append(property.value, to: &bytes)
            hasher.combine(bytes)
            sum.add(hasher.finalize())
        }
        return sum
    }
}

/// 128 bits that can be added up in any order.
private struct ContentDigest {
    var high: UInt64 = 0
    var low: UInt64 = 0

    mutating func add(_ other: ContentDigest) {
        let (sum, carry) = low.addingReportingOverflow(other.low)
        low = sum
        high = high &+ other.high &+ (carry ? 1 : 0)
    }
}

/// Two lanes of multiplications, each folded from 128 bits to 64.
private struct ContentHasher {
    private var left: UInt64
    private var right: UInt64 = 0x4528_21E6_38D0_1377

    /// - Parameter role: what kind of thing is hashed, so that a label is never a type.
    init(_ role: UInt64) { left = 0x243F_6A88_85A3_08D3 ^ role }

    mutating func combine(_ word: UInt64) {
        let mixed = Self.fold(left ^ word, 0x9E37_79B9_7F4A_7C15)
        right = Self.fold(right ^ word ^ mixed, 0xC2B2_AE3D_27D4_EB4F)
        left = mixed &+ right
    }

    mutating func combine(_ digest: ContentDigest) {
        combine(digest.high)
        combine(digest.low)
    }

    mutating func combine(_ text: String) { combine(Array(text.utf8)) }

    mutating func combine(_ bytes: [UInt8]) {
        combine(UInt64(bytes.count))
        let span = bytes.rawSpan
        var offset = 0
        while offset + 8 <= span.byteCount {
            combine(span.value(UInt64.self, at: offset))
            offset += 8
        }
        var rest: UInt64 = 0
        for index in offset..<span.byteCount {
            rest = rest << 8 | UInt64(span.value(UInt8.self, at: index))
        }
        combine(rest)
    }

    func finalize() -> ContentDigest {
        var copy = self
        copy.combine(0x1319_8A2E_0370_7344)
        let high = copy.left
        copy.combine(0xA409_3822_299F_31D0)
        return ContentDigest(high: high, low: copy.right)
    }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low ^ (left << 29 | left >> 35)
    }
}
