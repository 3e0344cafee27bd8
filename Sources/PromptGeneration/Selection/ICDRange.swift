/// Codes of ICD-10 that are chosen together: a code with all below it, or a range.
///
/// | written | covers |
/// |---|---|
/// | `G43` | `G43` and every code that begins with it: `G43.0`, `G43.1` |
/// | `F` | the whole letter |
/// | `K20-K31` | from `K20` to all below `K31` |
package struct ICDRange: Sendable, Equatable {
    package let first: String
    package let last: String

    /// Nil when the text is no code and no range of codes.
    package init?(_ text: String) {
        let ends = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, ends.allSatisfy(Self.isCode), let first = ends.first,
            let last = ends.last, first.prefix(last.count) <= last
        else { return nil }
        self.first = String(first)
        self.last = String(last)
    }

    /// Whether `code` is one of the range.
    package func covers(_ code: String) -> Bool {
        let code = code.uppercased()
        guard first != last else { return code.hasPrefix(first) }
        return code >= first && code.prefix(last.count) <= last
    }

    /// A letter, two digits or signs of a code, and behind a dot what tells sub-codes apart.
    private static func isCode(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        let isLetter = bytes.first.map { (65...90).contains($0) } ?? false
        guard isLetter else { return false }
        let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        guard
            parts.allSatisfy({
                $0.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
            })
        else { return false }
        switch parts.count {
        case 0: return true
        case 1: return parts[0].isEmpty || parts[0].count == 2
        case 2: return parts[0].count == 2 && (1...2).contains(parts[1].count)
        default: return false
        }
    }
}

extension ICDRange: CustomStringConvertible {
    package var description: String { first == last ? first : "\(first)-\(last)" }
}
