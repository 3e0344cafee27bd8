internal import DatasetImport
internal import MedGraph

/// What the files of a dump call nodes.
///
/// A node is called by its key where imports identify its label by one: then the dump can be loaded
/// again, or into another graph, and finds what is there. Other nodes get names that hold within
/// the dump alone.
struct NodeNames {
    /// The property that identifies each label.
    private let keys: [ExactName: String]
    /// Nodes whose key is the name of another node.
    private var nameless: Set<NodeID> = []
    private var seen: Set<ExactKey> = []

    /// A node's key: of which label, by which property.
    struct Key: Hashable {
        let label: String
        let property: String
        let value: PropertyValue

        var isInteger: Bool { if case .integer = value { true } else { false } }

        var text: String {
            switch value {
            case .string(let text): text
            case .integer(let number): String(number)
            default: ""
            }
        }
    }

    private struct ExactKey: Hashable {
        let hash: Int
    }

    /// - Parameter property: the only property that keys may be, as texts in one space; nil if each
    ///   label has a space of its own, and keys may be integers.
    init(_ content: GraphContent, property: String?) {
        var keys: [ExactName: String] = [:]
        for index in content.indexes where index.kind == .identity {
            let isPlain = Self.isPlain(index.label) && Self.isPlain(index.property)
            if isPlain, property == nil || property == index.property {
                keys[ExactName(index.label)] = index.property
            }
        }
        self.keys = keys
        onlyTexts = property != nil
    }

    /// Whether one space has all names, so that they are texts, and told apart over all labels.
    private let onlyTexts: Bool

    /// Remembers the node's key, so that no other node is called so.
    mutating func take(_ node: GraphContent.Node) {
        guard onlyTexts, let key = candidate(node), case .string(let text) = key.value else {
            return
        }
        var hasher = Hasher()
        for byte in text.utf8 { hasher.combine(byte) }
        // Two texts with one hash cost the second its name, no more.
        if !seen.insert(ExactKey(hash: hasher.finalize())).inserted { nameless.insert(node.id) }
    }

    /// The key by which the node is called, or nil.
    func key(_ node: GraphContent.Node) -> Key? {
        nameless.contains(node.id) ? nil : candidate(node)
    }

    private func candidate(_ node: GraphContent.Node) -> Key? {
        for label in node.labels where !label.isEmpty {
            guard let property = keys[ExactName(label)], let value = node.value(of: property)
            else { continue }
            switch value {
            case .string(let text) where !text.isEmpty && !ElementNames.isBlank(text):
                return Key(label: label, property: property, value: value)
            case .integer where !onlyTexts:
                return Key(label: label, property: property, value: value)
            default: continue
            }
        }
        return nil
    }

    /// Whether a name can stand in a header without being taken for something else.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)
            }
    }

    /// A name that holds within the dump alone.
    static func blank(_ node: NodeID) -> String { "\(ElementNames.blankPrefix)n\(node.rawValue)" }
}

/// A name that is told apart by its scalars: Swift calls `é` in one scalar and in two the same.
struct ExactName: Hashable {
    let name: String

    init(_ name: String) { self.name = name }

    static func == (left: ExactName, right: ExactName) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}
