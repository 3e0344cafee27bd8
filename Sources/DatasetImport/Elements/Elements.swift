internal import MedGraph

/// A node as a file that describes itself says it.
struct NodeElement {
    /// The name by which the file speaks of the node.
    var name: ElementName
    /// The space that the name is of.
    var space: NameSpace
    /// The label and the property that keep the name; nil if it holds within the file alone.
    var identity: NamedNodeBatch.Identity?
    var labels: [String]
    /// None twice.
    var properties: [ElementProperty]
    /// The line in the file, counted from 1.
    var line: Int
}

/// A relationship as a file that describes itself says it.
struct RelationshipElement {
    var type: String
    var start: End
    var end: End
    var source: Source
    /// None twice.
    var properties: [ElementProperty]
    /// The line in the file, counted from 1.
    var line: Int

    struct End {
        var name: ElementName
        var space: NameSpace
        /// The property by which the node may be known from an earlier load.
        var keyProperty = ElementNames.keyProperty
    }
}

/// What a file calls a node.
enum ElementName: Hashable {
    case text(String)
    case integer(Int64)

    var value: PropertyValue {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        }
    }

    var isInteger: Bool { if case .integer = self { true } else { false } }
}

/// A property with its value.
struct ElementProperty {
    var name: String
    var value: PropertyValue

    init(_ name: String, _ value: PropertyValue) {
        self.name = name
        self.value = value
    }
}

/// Names that the formats which describe themselves have in common.
package enum ElementNames {
    /// The property that keeps the name of a node.
    package static let keyProperty = "id"
    /// The property with the words for people.
    package static let nameProperty = "name"
    /// Names that begin so hold within one file alone, as blank nodes of RDF do.
    package static let blankPrefix = "_:"
    /// The member of a KGX node with a blank name that keeps its property `id`.
    package static let keptKey = "_id"
    /// Columns of a relationship that say where it comes from. A `_source` that is there and empty
    /// says that it comes from no import.
    package static let source = "_source"
    package static let sourceVersion = "_source_version"
    package static let sourceLicense = "_source_license"

    package static func isBlank(_ name: String) -> Bool {
        name.utf8.starts(with: blankPrefix.utf8)
    }
}

/// A text that is told apart by its scalars: Swift calls `é` in one scalar and in two the same.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}
