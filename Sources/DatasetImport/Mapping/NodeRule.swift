package import Diagnostics
package import MedGraph

/// Makes or finds one node a row (or an item of a row).
package struct NodeRule: Sendable {
    package var label: NameRule
    package var otherLabels: [String]
    package var key: ValueRule
    package var properties: [PropertyRule]
    package var conditions: [RowCondition]
    package var items: ItemRule?
    package var place: FilePlace
}

/// Makes or finds one relationship a row (or an item of a row).
package struct RelationshipRule: Sendable {
    package var type: NameRule
    package var source: Source
    package var start: EndRule
    package var end: EndRule
    package var isSymmetric: Bool
    /// Properties that tell parallel relationships apart.
    package var identityProperties: [String]
    /// The property that is declared as the type's weight.
    package var weight: String?
    package var properties: [PropertyRule]
    package var conditions: [RowCondition]
    package var items: ItemRule?
    package var place: FilePlace
}

/// The node at one end of a relationship.
package struct EndRule: Sendable {
    package var label: NameRule
    package var key: ValueRule
}

/// A property and where its value comes from.
package struct PropertyRule: Sendable {
    package var name: String
    package var value: ValueRule
}

/// A label or a type: the same for all rows, or looked up by a cell.
package enum NameRule: Sendable {
    case fixed(String)
    /// `otherwise` is for words that are not among the names; nil if there must be none.
    case byColumn(ColumnReference, names: [(word: String, name: String)], otherwise: String?)

    /// All names that it can give.
    package var names: [String] {
        switch self {
        case .fixed(let name): [name]
        case .byColumn(_, let names, let otherwise):
            names.map(\.name) + (otherwise.map { [$0] } ?? [])
        }
    }
}

/// Splits a cell into items and each item into columns that exist only within the rule.
package struct ItemRule: Sendable {
    package var column: ColumnReference
    package var separator: String
    /// Such as `{name} ({weight})`. The first column is the longest: the text is matched from its
    /// end.
    package var pattern: Template
    package var place: FilePlace
}
