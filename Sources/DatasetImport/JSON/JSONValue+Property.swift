package import JSONRecords
package import MedGraph

extension JSONValue {
    /// The value as a property; nil for null, for objects, and for lists of different things.
    ///
    /// A list of integers and floats is one of floats. Floats that JSON has no number for are
    /// objects such as `{"$float": "NaN"}`.
    package var property: PropertyValue? {
        switch self {
        case .null: nil
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        case .array(let elements): Self.list(elements).map { .list($0) }
        case .object: float.map { .float($0) }
        }
    }

    /// The number that a value is.
    private var float: Double? {
        switch self {
        case .integer(let value): return Double(value)
        case .float(let value): return value
        case .object(let members):
            guard members.count == 1, members[0].key == "$float",
                case .string(let name) = members[0].value
            else { return nil }
            switch name {
            case "NaN": return .nan
            case "Infinity": return .infinity
            case "-Infinity": return -.infinity
            default: return nil
            }
        default: return nil
        }
    }

    private static func list(_ elements: [JSONValue]) -> PropertyList? {
        func all<Element>(_ convert: (JSONValue) -> Element?) -> [Element]? {
            let converted = elements.compactMap(convert)
            return converted.count == elements.count ? converted : nil
        }
        if elements.isEmpty { return .empty }
        if let texts = all(\.text) { return .strings(texts) }
        let integers = all { if case .integer(let value) = $0 { value } else { nil as Int64? } }
        if let integers { return .integers(integers) }
        if let floats = all(\.float) { return .floats(floats) }
        let booleans = all { if case .boolean(let value) = $0 { value } else { nil as Bool? } }
        return booleans.map { .booleans($0) }
    }

    /// The text that a value is.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The texts of a list; a single text is a list of one.
    package var texts: [String]? {
        switch self {
        case .string(let text): return [text]
        case .array(let elements):
            let texts = elements.compactMap(\.text)
            return texts.count == elements.count ? texts : nil
        default: return nil
        }
    }

    /// The elements of a list; none if the value is none.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
