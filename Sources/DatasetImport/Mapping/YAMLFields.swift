internal import Diagnostics
internal import Yams

/// One YAML mapping whose keys are all known, read member by member; mistakes carry their place.
struct YAMLFields {
    let file: String
    let mark: MappingMark
    private let what: String
    private let nodes: [String: Node]

    /// - Throws: if `node` is no mapping or has a key that is not in `known`.
    init(_ node: Node, _ what: String, known: [String], file: String) throws(ImportError) {
        self.file = file
        self.what = what
        mark = node.place
        guard let mapping = node.mapping else {
            throw ImportError(
                "\(what) must be a mapping of \(known.quotedList)", at: node.place.place(in: file))
        }
        var nodes: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, known.contains(name) else {
                let name = key.scalar?.string ?? "?"
                throw ImportError(
                    "\(what) has no key `\(name)`", at: key.place.place(in: file),
                    hint: NearMiss.suggestion(for: name, among: known).map {
                        "did you mean `\($0)`?"
                    }
                        ?? "the keys are \(known.quotedList)")
            }
            nodes[name] = value
        }
        self.nodes = nodes
    }

    subscript(name: String) -> Node? { nodes[name] }

    func required(_ name: String) throws(ImportError) -> Node {
        guard let node = nodes[name] else {
            throw error("\(what) lacks `\(name)`", at: mark)
        }
        return node
    }

    func text(_ name: String) throws(ImportError) -> String? {
        guard let node = nodes[name] else { return nil }
        return try text(of: node, name)
    }

    func requiredText(_ name: String) throws(ImportError) -> String {
        let node = try required(name)
        let text = try text(of: node, name)
        guard !text.isEmpty else { throw error("`\(name)` is empty", at: node.place) }
        return text
    }

    func flag(_ name: String) throws(ImportError) -> Bool? {
        guard let node = nodes[name] else { return nil }
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw error("`\(name)` must be true or false", at: node.place)
        }
    }

    /// A text or a list of texts.
    func texts(_ name: String) throws(ImportError) -> [String] {
        guard let node = nodes[name] else { return [] }
        return try texts(of: node, name)
    }

    func texts(of node: Node, _ name: String) throws(ImportError) -> [String] {
        guard let sequence = node.sequence else { return [try text(of: node, name)] }
        var texts: [String] = []
        for element in sequence { texts.append(try text(of: element, "an element of `\(name)`")) }
        return texts
    }

    func text(of node: Node, _ name: String) throws(ImportError) -> String {
        guard let scalar = node.scalar else {
            throw error("`\(name)` must be a single text", at: node.place)
        }
        return scalar.string
    }

    /// The pairs of a mapping, in their order.
    func pairs(of node: Node, _ name: String) throws(ImportError) -> [(key: Node, value: Node)] {
        guard let mapping = node.mapping else {
            throw error("`\(name)` must be a mapping", at: node.place)
        }
        return mapping.map { ($0.key, $0.value) }
    }

    func elements(_ name: String) throws(ImportError) -> [Node] {
        guard let node = nodes[name] else { return [] }
        guard let sequence = node.sequence else {
            throw error("`\(name)` must be a list", at: node.place, hint: "put `- ` before each")
        }
        return Array(sequence)
    }

    func error(_ message: String, at mark: MappingMark, hint: String? = nil) -> ImportError {
        ImportError(message, at: mark.place(in: file), hint: hint)
    }
}

extension Node {
    var place: MappingMark { MappingMark(line: mark?.line ?? 1, column: mark?.column ?? 1) }
}

extension MappingMark {
    func place(in file: String) -> ImportError.Place {
        ImportError.Place(file: file, line: line, column: column)
    }
}

extension Sequence<String> {
    /// Such as `` `a`, `b` and `c` ``.
    var quotedList: String {
        let names = map { "`\($0)`" }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
