package import MedGraph

/// Where a value comes from and what is made of it.
///
/// In this order: the text is taken; a prefix is cut off; an empty text or a missing-value word is
/// no value; the value table translates; the text is converted to the type.
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
    package var mark: MappingMark

    package enum Text: Sendable {
        case column(ColumnReference)
        case template(Template)
        case constant(PropertyValue)
    }
}

/// The type of a value that a mapping asks for.
package enum ValueType: Sendable, Equatable {
    case scalar(ScalarType)
    case list(ScalarType)

    package enum ScalarType: String, Sendable, CaseIterable {
        case string, integer, float, boolean
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
