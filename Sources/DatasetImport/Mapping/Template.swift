/// Text with columns in it, such as `hkg:{Diseases}`.
package struct Template: Sendable, Equatable {
    package var pieces: [Piece]

    package enum Piece: Sendable, Equatable {
        case literal(String)
        case column(String)
    }

    package var columns: [String] {
        pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }

    /// The text of one column.
    package init(column: String) { pieces = [.column(column)] }

    /// Reads a template; nil if a brace has no partner or a name is empty.
    package init?(parsing text: String) {
        pieces = []
        var literal = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case "{":
                guard let close = rest.firstIndex(of: "}"), close != rest.startIndex else {
                    return nil
                }
                if !literal.isEmpty { pieces.append(.literal(literal)) }
                literal = ""
                pieces.append(.column(String(rest[..<close])))
                rest = rest[rest.index(after: close)...]
            case "}": return nil
            default: literal.append(character)
            }
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
    }
}
