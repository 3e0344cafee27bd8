package import GraphModel

/// The values of one property of all nodes, when all of them are integers, or all are floats.
///
/// **Shape**: one word and one bit for each node id below the bound of the snapshot.
///
/// **Lifetime**: a plain value: it holds for the commit of the snapshot that gave it.
package final class NodeColumn: Sendable {
    /// What the words are.
    package enum Kind: Sendable {
        /// Bit patterns of `Int64`.
        case integer
        /// Bit patterns of `Double`.
        case float
    }

    package let kind: Kind

    /// The value of each node; 0 where the node has none.
    package let words: [UInt64]

    /// One bit for each node, the first in the lowest bit of the first word: whether it has a value.
    package let presence: [UInt64]

    /// The labels whose nodes all have a value, and the higher the id the greater the value.
    private let ascendingLabels: Set<LabelID>

    init(kind: Kind, words: [UInt64], presence: [UInt64], ascendingLabels: Set<LabelID>) {
        self.kind = kind
        self.words = words
        self.presence = presence
        self.ascendingLabels = ascendingLabels
    }

    /// Whether each node of a label has a value, and of two of them the one with the higher id has
    /// the greater value. A label without nodes does not ascend.
    package func ascends(over label: LabelID) -> Bool { ascendingLabels.contains(label) }

    /// Whether a node has a value.
    package func hasValue(_ node: NodeID) -> Bool {
        let index = Int(node.rawValue)
        return index < words.count && presence[index >> 6] >> UInt64(index & 63) & 1 != 0
    }

    /// The value of a node, or nil.
    package subscript(node: NodeID) -> PropertyValue? {
        guard hasValue(node) else { return nil }
        let word = words[Int(node.rawValue)]
        return switch kind {
        case .integer: .integer(Int64(bitPattern: word))
        case .float: .float(Double(bitPattern: word))
        }
    }

    /// The memory of a column of so many nodes.
    static func byteCount(nodeBound: Int) -> Int { nodeBound * 8 + nodeBound / 8 + 8 }
}
