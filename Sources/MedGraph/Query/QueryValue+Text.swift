extension QueryValue: CustomStringConvertible {
    /// The value as the language writes it: `[1, 'a', null]`, `(:Disease {name: 'Flu'})`.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .float(let value): Self.text(value)
        case .string(let text): Self.quoted(text)
        case .list(let elements): "[" + elements.map(\.description).joined(separator: ", ") + "]"
        case .map(let map): map.description
        case .node(let node): node.description
        case .relationship(let relationship): relationship.description
        case .path(let path): path.description
        }
    }

    private static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        return value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : value.description
    }

    private static func quoted(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }
}

extension QueryMap: CustomStringConvertible {
    public var description: String {
        "{" + entries.map { "\(written($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
    }
}

extension QueryNode: CustomStringConvertible {
    public var description: String {
        let labels = labels.map { ":" + written($0) }.joined()
        let space = labels.isEmpty || properties.entries.isEmpty ? "" : " "
        return "(\(labels)\(space)\(properties.entries.isEmpty ? "" : properties.description))"
    }
}

extension QueryRelationship: CustomStringConvertible {
    public var description: String {
        "[:\(written(type))\(properties.entries.isEmpty ? "" : " \(properties)")]"
    }
}

extension QueryPath: CustomStringConvertible {
    public var description: String {
        var text = "<\(nodes[0])"
        for (index, relationship) in relationships.enumerated() {
            let isForward = relationship.start == nodes[index].id
            text += isForward ? "-\(relationship)->" : "<-\(relationship)-"
            text += nodes[index + 1].description
        }
        return text + ">"
    }
}

/// A name as queries write it. Nearly all are plain words, which is seen at once.
private func written(_ name: String) -> String {
    let isWord = name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
    let beginsWithDigit = name.utf8.first.map { $0 < UInt8(ascii: "A") } ?? true
    return isWord && !beginsWithDigit ? name : QueryLanguage.written(name)
}
