internal import MedGraph

/// A node as questions speak of it.
final class GraphEntity: Sendable {
    let id: NodeID
    let labels: [String]
    /// What the import identified it by; `#` and its id where no import did.
    let key: String
    let properties: QueryMap
    /// The label and the property that identify it; nil where no import did.
    let identity: (label: String, property: String)?

    init(_ node: QueryNode, keys: [String: String]) {
        id = node.id
        labels = node.labels
        properties = node.properties
        identity = node.labels.lazy.compactMap { label in
            keys[label].map { (label: label, property: $0) }
        }.first { node.properties[$0.property] != nil }
        key =
            identity.flatMap { node.properties[$0.property] }.map(Self.text)
            ?? "#\(node.id.rawValue)"
    }

    /// What a query finds it by: the value that identifies it, else its id.
    var keyValue: QueryValue {
        identity.flatMap { properties[$0.property] } ?? .integer(Int64(id.rawValue))
    }

    /// Its name in English, else its key.
    var name: String { properties["name", as: String.self] ?? key }

    /// Its name in a language; in English where it has none in that language.
    func name(in language: QuestionLanguage) -> String {
        guard language != .english else { return name }
        return properties["name_\(language.rawValue)", as: String.self] ?? name
    }

    /// A property; `key` is the key and `label` the first label.
    func property(_ name: String) -> QueryValue? {
        switch name {
        case "key": .string(key)
        case "label": labels.first.map { .string($0) }
        default: properties[name]
        }
    }

    /// The text of a key.
    static func text(_ value: QueryValue) -> String {
        if case .string(let text) = value { return text }
        return value.description
    }
}

extension QueryMap {
    subscript<Result: QueryValueConvertible>(key: String, as type: Result.Type) -> Result? {
        self[key].flatMap { Result($0) }
    }
}
