package import Diagnostics

/// The members of one YAML mapping, read by their names; mistakes carry their places.
package struct YAMLFields {
    /// Where the mapping begins.
    package let place: FilePlace
    private let what: String
    private let members: [(name: String, node: YAMLNode)]

    /// - Throws: if `node` is no mapping, or has a key that is not in `known`; nil allows any.
    init(_ node: YAMLNode, _ what: String, known: [String]?) throws(InputError) {
        place = node.place
        self.what = what
        guard let pairs = node.pairs else {
            throw node.error(
                "\(what) must be a mapping of \(known?.quotedList ?? "names to values")")
        }
        var members: [(String, YAMLNode)] = []
        for (key, value) in pairs {
            let name = try key.text("a key of \(what)")
            if let known, !known.contains(name) {
                throw key.error(
                    "\(what) has no key `\(name)`",
                    hint: NearMiss.hint(for: name, among: known)
                        ?? "the keys are \(known.quotedList)")
            }
            members.append((name, value))
        }
        self.members = members
    }

    /// The members of the mapping that is a whole file.
    ///
    /// - Parameters:
    ///   - what: what messages call it, such as `the pack`.
    ///   - file: the name that messages give.
    /// - Throws: also for a text that is no YAML, that is empty, or has a key twice in one mapping.
    package init(
        parsing text: String, _ what: String, known: [String]?, file: String
    ) throws(InputError) {
        try self.init(YAMLNode(parsing: text, what, file: file), what, known: known)
    }

    /// In the order of the file.
    package var names: [String] { members.map(\.name) }

    package subscript(name: String) -> YAMLNode? { members.first { $0.name == name }?.node }

    /// Where the value of a member begins; for one that is not there, the place of the mapping.
    package func place(of name: String) -> FilePlace { self[name]?.place ?? place }

    /// - Parameter name: the member that is wrong; the mapping itself without.
    package func error(
        _ message: String, at name: String? = nil, hint: String? = nil
    ) -> InputError {
        InputError(message, at: name.map(place(of:)) ?? place, hint: hint)
    }

    package func required(_ name: String) throws(InputError) -> YAMLNode {
        guard let node = self[name] else { throw error("\(what) lacks `\(name)`") }
        return node
    }

    /// Refuses a file that is written for another version of its language.
    ///
    /// - Parameter kind: what the file is, such as `a mapping`.
    package func check(version: String, at name: String, of kind: String) throws(InputError) {
        let given = try requiredText(name)
        guard given == version else {
            throw error(
                "this is \(kind) of version \(given)", at: name,
                hint: "this program reads version \(version)")
        }
    }
}

// MARK: Members that must be there

extension YAMLFields {
    /// A text that is not empty.
    package func requiredText(_ name: String) throws(InputError) -> String {
        try required(name).text("`\(name)`", canBeEmpty: false)
    }

    /// A text or a list of texts.
    package func requiredTexts(_ name: String) throws(InputError) -> [String] {
        try required(name).texts("`\(name)`")
    }

    package func requiredQuery(_ name: String) throws(InputError) -> QueryText {
        try required(name).query("`\(name)`")
    }

    package func requiredFields(_ name: String, known: [String]) throws(InputError) -> YAMLFields {
        try required(name).fields("`\(name)`", known: known)
    }

    package func requiredFields(_ name: String) throws(InputError) -> YAMLFields {
        try required(name).fields("`\(name)`")
    }
}

// MARK: Members that may be there

extension YAMLFields {
    package func text(_ name: String, canBeEmpty: Bool = true) throws(InputError) -> String? {
        try self[name]?.text("`\(name)`", canBeEmpty: canBeEmpty)
    }

    /// A text or a list of texts; nothing where the key is missing.
    package func texts(_ name: String, canBeEmpty: Bool = true) throws(InputError) -> [String] {
        try self[name]?.texts("`\(name)`", canBeEmpty: canBeEmpty) ?? []
    }

    package func flag(_ name: String) throws(InputError) -> Bool? {
        try self[name]?.flag("`\(name)`")
    }

    /// A finite number.
    package func number(_ name: String) throws(InputError) -> Double? {
        try self[name]?.number("`\(name)`")
    }

    package func wholeNumber(_ name: String, atLeast least: Int) throws(InputError) -> Int? {
        try self[name]?.wholeNumber("`\(name)`", atLeast: least)
    }

    /// Nothing where the key is missing.
    package func list(_ name: String) throws(InputError) -> [YAMLNode] {
        try self[name]?.list("`\(name)`") ?? []
    }

    /// The pairs of a mapping in the order of the file; nothing where the key is missing.
    package func pairs(
        _ name: String
    ) throws(InputError) -> [(key: YAMLNode, value: YAMLNode)] {
        try self[name]?.pairs("`\(name)`") ?? []
    }

    /// A mapping whose values are alike; nothing where the key is missing.
    package func valuesByKey<Value>(
        _ name: String, _ read: (YAMLNode, String) throws(InputError) -> Value
    ) throws(InputError) -> [String: Value] {
        try self[name]?.valuesByKey("`\(name)`", read) ?? [:]
    }

    /// A mapping whose values are texts; nothing where the key is missing.
    package func textsByKey(_ name: String) throws(InputError) -> [String: String] {
        try self[name]?.textsByKey("`\(name)`") ?? [:]
    }

    package func query(_ name: String) throws(InputError) -> QueryText? {
        try self[name]?.query("`\(name)`")
    }
}
