internal import Diagnostics
internal import JSONRecords
internal import MedGraph

/// A declared property of GraphML: `<key id for attr.name attr.type attr.list>`.
struct GraphMLKey {
    let id: String
    /// The property.
    let name: String
    /// `node`, `edge` or `all`; others are for parts that are not read.
    let domain: String
    let type: ValueType
    /// The value of elements that have none of their own.
    var defaultText: String?

    struct Problem: Error {
        let message: String
        let hint: String?
    }

    init(_ attributes: [String: String]) throws(Problem) {
        guard let id = attributes["id"] else {
            throw Problem(message: "a `<key>` has no `id`", hint: nil)
        }
        self.id = id
        name = attributes["attr.name"] ?? id
        domain = attributes["for"] ?? "all"
        let typeName = attributes["attr.type"] ?? "string"
        let elementName = attributes["attr.list"]
        guard let scalar = Self.types[elementName ?? typeName] else {
            throw Problem(
                message: "no type of `<key>` is named `\(elementName ?? typeName)`",
                hint: "the types are \(Self.types.keys.sorted().quotedList)")
        }
        type = elementName == nil ? .scalar(scalar) : .list(scalar)
    }

    private static let types: [String: ValueType.ScalarType] = [
        "boolean": .boolean, "int": .integer, "long": .integer, "float": .float,
        "double": .float, "string": .string,
    ]

    func isFor(_ domain: String) -> Bool { self.domain == domain || self.domain == "all" }

    /// The value of a text. Lists are written as in JSON.
    func value(of text: String) throws(Problem) -> PropertyValue {
        guard case .scalar(let scalar) = type else { return try list(text) }
        // Blanks around numbers are layout.
        let trimmed = Array(String(text[...].trimmingSpace).utf8)
        let cell = CellRange(0, trimmed.count)
        do throws(CellProblem) {
            switch scalar {
            case .string: return .string(text)
            case .integer: return .integer(try NumberText.integer(trimmed.span, cell))
            case .float, .proportion: return .float(try NumberText.float(trimmed.span, cell))
            case .boolean:
                switch String(decoding: trimmed, as: UTF8.self) {
                case "true", "1": return .boolean(true)
                case "false", "0": return .boolean(false)
                default: throw .noBoolean
                }
            }
        } catch {
            throw Problem(
                message: error.message(text: text, type: type),
                hint: "the `<key>` `\(id)` says what `\(name)` holds")
        }
    }

    private func list(_ text: String) throws(Problem) -> PropertyValue {
        let value = try? JSONParser.parse(text)
        guard case .array? = value, let property = value?.property, case .list(let list) = property
        else {
            throw Problem(
                message: "the list `\(text.prefix(40))` is no JSON array of one type", hint: nil)
        }
        switch (type, list) {
        case (.list(.float), .integers(let numbers)):
            return .list(.floats(numbers.map(Double.init)))
        case (.list(.float), .floats), (.list(.integer), .integers), (.list(.string), .strings),
            (.list(.boolean), .booleans), (_, .empty):
            return property
        default:
            throw Problem(
                message: "the list `\(text.prefix(40))` has elements of another type",
                hint: "the `<key>` `\(id)` says what `\(name)` holds")
        }
    }
}

extension Substring {
    /// Without white space at either end.
    var trimmingSpace: Substring {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}

/// Labels as GraphML's writers for Neo4j put them: `:Disease:Concept`, a name with a colon in
/// backticks.
///
/// They are taken apart byte by byte: an accent behind a colon would be one character with it.
package enum GraphMLLabels {
    private static let colon = UInt8(ascii: ":")
    private static let backtick = UInt8(ascii: "`")

    package static func text(_ labels: [String]) -> String {
        var bytes: [UInt8] = []
        for label in labels {
            bytes.append(colon)
            let isPlain = !label.isEmpty && !label.utf8.contains { $0 == colon || $0 == backtick }
            if isPlain {
                bytes += label.utf8
            } else {
                bytes.append(backtick)
                for byte in label.utf8 { bytes += byte == backtick ? [byte, byte] : [byte] }
                bytes.append(backtick)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    package static func labels(_ text: String) -> [String] {
        var labels: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            if rest.first == colon { rest.removeFirst() }
            var label: [UInt8] = []
            guard rest.first == backtick else {
                label = Array(rest.prefix { $0 != colon })
                rest = rest.dropFirst(label.count)
                if !label.isEmpty { labels.append(String(decoding: label, as: UTF8.self)) }
                continue
            }
            rest.removeFirst()
            while let byte = rest.popFirst() {
                if byte == backtick {
                    guard rest.first == backtick else { break }
                    rest.removeFirst()
                }
                label.append(byte)
            }
            labels.append(String(decoding: label, as: UTF8.self))
        }
        return labels
    }
}
