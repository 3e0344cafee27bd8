internal import Diagnostics
internal import Yams

/// One YAML mapping whose keys are all known; mistakes carry their place.
struct PackFields {
    let file: String
    let node: Node
    private let what: String
    private let members: [String: Node]

    /// - Throws: if `node` is no mapping or has a key that is not in `known`.
    init(_ node: Node, _ what: String, known: [String], file: String) throws(QuestionError) {
        self.file = file
        self.node = node
        self.what = what
        guard let mapping = node.mapping else {
            throw QuestionError("\(what) must be a mapping", at: node.place(in: file))
        }
        var members: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? "?"
            guard known.contains(name) else {
                throw QuestionError(
                    "\(what) has no key `\(name)`", at: key.place(in: file),
                    hint: NearMiss.suggestion(for: name, among: known).map {
                        "did you mean `\($0)`?"
                    }
                        ?? "the keys are \(known.joined(separator: ", "))")
            }
            members[name] = value
        }
        self.members = members
    }

    var place: PackPlace { node.place(in: file) }

    subscript(name: String) -> Node? { members[name] }

    func place(of name: String) -> PackPlace { (members[name] ?? node).place(in: file) }

    func error(_ message: String, at name: String, hint: String? = nil) -> QuestionError {
        QuestionError(message, at: place(of: name), hint: hint)
    }

    func required(_ name: String) throws(QuestionError) -> Node {
        guard let member = members[name] else {
            throw QuestionError("\(what) lacks `\(name)`", at: place)
        }
        return member
    }

    func text(_ name: String) throws(QuestionError) -> String? {
        guard let member = members[name] else { return nil }
        return try text(of: member, "`\(name)`")
    }

    func requiredText(_ name: String) throws(QuestionError) -> String {
        try text(of: required(name), "`\(name)`")
    }

    func text(of node: Node, _ what: String) throws(QuestionError) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw QuestionError("\(what) must be a text", at: node.place(in: file))
        }
        return text
    }

    /// A whole number that is at least `least`.
    func number(_ name: String, atLeast least: Int) throws(QuestionError) -> Int? {
        guard let member = members[name] else { return nil }
        guard let text = member.scalar?.string, let number = Int(text), number >= least else {
            throw error("`\(name)` must be a whole number from \(least) on", at: name)
        }
        return number
    }

    func flag(_ name: String) throws(QuestionError) -> Bool? {
        guard let member = members[name] else { return nil }
        switch member.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw error("`\(name)` must be true or false", at: name)
        }
    }

    /// A text or a list of texts.
    func texts(_ name: String) throws(QuestionError) -> [String]? {
        guard let member = members[name] else { return nil }
        guard let sequence = member.sequence else { return [try text(of: member, "`\(name)`")] }
        var texts: [String] = []
        for element in sequence { texts.append(try text(of: element, "an element of `\(name)`")) }
        return texts
    }

    func query(_ name: String) throws(QuestionError) -> QueryText? {
        guard let member = members[name] else { return nil }
        let text = try text(of: member, "`\(name)`")
        var place = member.place(in: file)
        // The text of a block begins below the sign that opens it.
        if let style = member.scalar?.style, style == .literal || style == .folded {
            place.line += 1
            place.column = nil
        }
        return QueryText(text, at: place)
    }
}

extension Node {
    func place(in file: String) -> PackPlace {
        PackPlace(file: file, line: mark?.line ?? 1, column: mark?.column)
    }
}
