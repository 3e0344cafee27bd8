package import Diagnostics
package import MedGraph

/// Where a value comes from and what is made of it.
///
/// In this order: the text is taken; a prefix is cut off; an empty text or a missing-value word is
/// no value; the value table translates; the text is looked up in another table; it is converted to
/// the type.
package struct ValueRule: Sendable {
    package var text: Text
    package var type: ValueType = .scalar(.string)
    /// Cut off where a text begins with it; empty if there is none.
    package var prefix = ""
    /// Stands between the elements of a list.
    package var separator = "|"
    package var trueWords = ["true"]
    package var falseWords = ["false"]
    /// Words that stand for an absent value, besides those of the table.
    package var missingWords: [String] = []
    /// A translation of all texts that may occur; nil if texts stay as they are.
    package var values: [String: String]?
    /// Whether texts that `values` lacks stay as they are, rather than being mistakes.
    package var isPartial = false
    package var lookup: LookupRule?
    package var place: FilePlace

    package enum Text: Sendable {
        case column(ColumnReference)
        case template(Template)
        case constant(PropertyValue)
    }
}

/// Replaces a text by what stands beside it in another table, such as a name by its identifier.
package struct LookupRule: Sendable, Hashable {
    /// The table's file, as one of the mapping's tables names it.
    package var file: String
    package var from: String
    package var to: String
    /// Texts that the table lacks.
    package var also: [String: String]
    package var place: FilePlace
}

/// The type of a value that a mapping asks for.
package enum ValueType: Sendable, Equatable {
    case scalar(ScalarType)
    case list(ScalarType)

    package enum ScalarType: String, Sendable, CaseIterable {
        case string, integer, float, boolean
        /// A float that is written as `7/12`, `58%` or `0.58`.
        case proportion
    }

    /// All names of types, as mappings write them.
    package static var names: [String] {
        ScalarType.allCases.map(\.rawValue) + ScalarType.allCases.map { "list of \($0.rawValue)" }
    }

    package init?(name: String) {
        if let scalar = ScalarType(rawValue: name) {
            self = .scalar(scalar)
        } else if name.hasPrefix("list of "),
            let scalar = ScalarType(rawValue: String(name.dropFirst("list of ".count)))
        {
            self = .list(scalar)
        } else {
            return nil
        }
    }
}
