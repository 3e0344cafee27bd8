internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// What the rules of one mapping share: the dataset's source and its labels.
struct MappingScope {
    let source: Source
    let labels: [LabelRule]

    /// The rule of a label that a rule names.
    func label(_ name: String, at place: FilePlace) throws(InputError) -> LabelRule {
        if let label = labels.first(where: { $0.name == name }) { return label }
        throw InputError(
            "`labels` has no `\(name)`", at: place,
            hint: NearMiss.hint(for: name, among: labels.map(\.name))
                ?? "name it under `labels` with its key")
    }

    /// A source that says what differs from the dataset's.
    func source(_ node: YAMLNode?) throws(InputError) -> Source {
        guard let node else { return source }
        let fields = try node.fields("`source`", known: ["name", "version", "license", "url"])
        return Source(
            name: try fields.text("name") ?? source.name,
            version: try fields.text("version") ?? source.version,
            license: try fields.text("license") ?? source.license)
    }
}
