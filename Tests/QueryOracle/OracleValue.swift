/// A value as the oracle knows it: entities are positions in an ``OracleGraph``.
package indirect enum OracleValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([OracleValue])
    case map([String: OracleValue])
    case node(Int)
    case relationship(Int)
    case path(nodes: [Int], relationships: [Int])
}

extension OracleValue {
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// A text that tells values apart, an integer from the same float too.
    package var exactText: String { text(isExact: true) }

    /// A text that equivalent values share: 1 and 1.0, null and null.
    var equivalenceText: String { text(isExact: false) }

    private func text(isExact: Bool) -> String {
        switch self {
        case .null: return "null"
        case .boolean(let value): return "\(value)"
        case .integer(let value): return "\(value)"
        case .float(let value):
            if !isExact, let whole = Int64(exactly: value) { return "\(whole)" }
            // Sums may differ in their last digit with the order of their terms.
            let rounded = (value * 1e9).rounded() / 1e9
            return "\(rounded == 0 ? 0 : rounded)f"
        case .string(let value): return "'\(value)'"
        case .list(let elements):
            return "[" + elements.map { $0.text(isExact: isExact) }.joined(separator: ",") + "]"
        case .map(let entries):
            let texts = entries.sorted { $0.key < $1.key }.map {
                "\($0.key):\($0.value.text(isExact: isExact))"
            }
            return "{" + texts.joined(separator: ",") + "}"
        case .node(let index): return "(\(index))"
        case .relationship(let index): return "[\(index)]"
        case .path(let nodes, let relationships): return "<\(nodes) \(relationships)>"
        }
    }

    /// The value with the elements of lists sorted, for lists whose order nothing determines.
    package var withSortedLists: OracleValue {
        guard case .list(let elements) = self else { return self }
        return .list(elements.sorted { $0.exactText < $1.exactText })
    }
}
