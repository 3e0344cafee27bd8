/// What a template can speak of, and where: the variables of a scope.
indirect enum TemplateSchema: Sendable {
    /// Written by `{{name}}`; as a section it stands where there is such a text.
    case text
    /// Only a section.
    case flag
    /// A scope; a section of it stands where there is one.
    case object([String: TemplateSchema])
    /// A section of it stands once for each element.
    case list([String: TemplateSchema])

    /// The variables inside a section.
    var members: [String: TemplateSchema] {
        switch self {
        case .text, .flag: [:]
        case .object(let members), .list(let members): members
        }
    }

    /// What stands at the end of a dotted name; the first part is looked for from the innermost
    /// scope outwards.
    static func find(_ name: String, in scopes: [[String: TemplateSchema]]) -> TemplateSchema? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first else { return nil }
        guard var found = scopes.reversed().lazy.compactMap({ $0[first] }).first else { return nil }
        for part in parts.dropFirst() {
            guard let next = found.members[part] else { return nil }
            found = next
        }
        return found
    }
}
