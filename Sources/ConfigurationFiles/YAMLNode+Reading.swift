package import Diagnostics

extension YAMLNode {
    package func text(_ what: String, canBeEmpty: Bool = true) throws(InputError) -> String {
        guard let text = scalar else { throw error("\(what) must be a single text") }
        guard canBeEmpty || !text.isEmpty else { throw error("\(what) is empty") }
        return text
    }

    /// A text or a list of texts.
    package func texts(_ what: String, canBeEmpty: Bool = true) throws(InputError) -> [String] {
        guard let elements else { return [try text(what, canBeEmpty: canBeEmpty)] }
        return try elements.map { element throws(InputError) in
            try element.text("an element of \(what)", canBeEmpty: canBeEmpty)
        }
    }

    package func flag(_ what: String) throws(InputError) -> Bool {
        switch scalar {
        case "true": return true
        case "false": return false
        default: throw error("\(what) must be true or false")
        }
    }

    /// A finite number.
    package func number(_ what: String) throws(InputError) -> Double {
        let text = try text(what)
        guard let number = Double(text), number.isFinite else {
            throw error("\(what) must be a number, not `\(text)`")
        }
        return number
    }

    package func wholeNumber(_ what: String, atLeast least: Int) throws(InputError) -> Int {
        guard let text = scalar, let number = Int(text), number >= least else {
            throw error("\(what) must be a whole number from \(least) on")
        }
        return number
    }

    package func list(_ what: String) throws(InputError) -> [YAMLNode] {
        guard let elements else {
            throw error("\(what) must be a list", hint: "put `- ` before each")
        }
        return elements
    }

    /// The pairs of a mapping, in the order of the file.
    package func pairs(
        _ what: String
    ) throws(InputError) -> [(key: YAMLNode, value: YAMLNode)] {
        guard let pairs else { throw error("\(what) must be a mapping") }
        return pairs
    }

    /// A mapping whose values are alike.
    ///
    /// - Parameter read: reads a value; it is also given what messages call it.
    package func valuesByKey<Value>(
        _ what: String, _ read: (YAMLNode, String) throws(InputError) -> Value
    ) throws(InputError) -> [String: Value] {
        var values: [String: Value] = [:]
        for (key, value) in try pairs(what) {
            let name = try key.text("a key of \(what)")
            values[name] = try read(value, "`\(name)` of \(what)")
        }
        return values
    }

    package func textsByKey(_ what: String) throws(InputError) -> [String: String] {
        try valuesByKey(what) { value, name throws(InputError) in try value.text(name) }
    }

    /// The members of a mapping, none of which has a key that is not in `known`.
    package func fields(_ what: String, known: [String]) throws(InputError) -> YAMLFields {
        try YAMLFields(self, what, known: known)
    }

    /// The members of a mapping, whatever their keys.
    package func fields(_ what: String) throws(InputError) -> YAMLFields {
        try YAMLFields(self, what, known: nil)
    }

    package func query(_ what: String) throws(InputError) -> QueryText {
        QueryText(try text(what, canBeEmpty: false), at: textPlace)
    }
}
