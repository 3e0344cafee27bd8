internal import Yams

/// One YAML mapping whose keys are all known, read member by member; mistakes carry their line.
struct YAMLFields {
    let file: String
    let place: PromptError.Place
    private let what: String
    private let members: [(name: String, node: Node)]

    /// - Parameter known: nil where any key may stand.
    init(
        _ node: Node, _ what: String, known: [String]?, file: String
    ) throws(PromptError) {
        self.file = file
        self.what = what
        place = Self.place(node, file)
        guard let mapping = node.mapping else {
            throw PromptError("\(what) must be a mapping of names to values", at: place)
        }
        var members: [(String, Node)] = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            let keyPlace = Self.place(key, file)
            if let known, !known.contains(name) {
                throw PromptError(
                    "\(what) has no key `\(name)`", at: keyPlace,
                    hint: "the keys are " + known.map { "`\($0)`" }.joined(separator: ", "))
            }
            guard !members.contains(where: { $0.0 == name }) else {
                throw PromptError("\(what) has the key `\(name)` twice", at: keyPlace)
            }
            members.append((name, value))
        }
        self.members = members
    }

    static func place(_ node: Node, _ file: String) -> PromptError.Place {
        .init(file: file, line: node.mark?.line ?? 1)
    }

    /// In the order of the file.
    var names: [String] { members.map(\.name) }

    subscript(name: String) -> Node? { members.first { $0.name == name }?.node }

    func required(_ name: String) throws(PromptError) -> Node {
        guard let node = self[name] else { throw PromptError("\(what) lacks `\(name)`", at: place) }
        return node
    }

    func place(of name: String) -> PromptError.Place {
        self[name].map { Self.place($0, file) } ?? place
    }

    func text(_ name: String) throws(PromptError) -> String? {
        guard let node = self[name] else { return nil }
        return try text(node, name)
    }

    func requiredText(_ name: String) throws(PromptError) -> String {
        let text = try text(try required(name), name)
        guard !text.isEmpty else { throw PromptError("`\(name)` is empty", at: place(of: name)) }
        return text
    }

    func number(_ name: String) throws(PromptError) -> Double? {
        guard let text = try text(name) else { return nil }
        guard let number = Double(text), number.isFinite else {
            throw PromptError("`\(name)` must be a number, not `\(text)`", at: place(of: name))
        }
        return number
    }

    /// A list of texts; nothing where the key is missing.
    func texts(_ name: String) throws(PromptError) -> [String] {
        guard let node = self[name] else { return [] }
        guard let sequence = node.sequence else {
            throw PromptError("`\(name)` must be a list", at: place(of: name))
        }
        var texts: [String] = []
        for element in sequence { texts.append(try text(element, "an element of `\(name)`")) }
        return texts
    }

    /// Lists of codes and ranges of ICD-10.
    func codes(_ name: String) throws(PromptError) -> [ICDRange] {
        var codes: [ICDRange] = []
        for text in try texts(name) {
            guard let range = ICDRange(text) else {
                throw PromptError(
                    "`\(text)` is no code of ICD-10 and no range of codes", at: place(of: name))
            }
            codes.append(range)
        }
        return codes
    }

    func text(_ node: Node, _ name: String) throws(PromptError) -> String {
        guard let scalar = node.scalar else {
            throw PromptError("`\(name)` must be a text", at: Self.place(node, file))
        }
        return scalar.string
    }
}
