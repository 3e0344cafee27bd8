internal import Diagnostics
internal import MedGraph
internal import Yams

/// What the rules of one mapping share: the dataset's source and its labels.
struct MappingScope {
    let file: String
    let source: Source
    let labels: [LabelRule]

    func fields(_ node: Node, _ what: String, known: [String]) throws(ImportError) -> YAMLFields {
        try YAMLFields(node, what, known: known, file: file)
    }

    func error(_ message: String, at mark: MappingMark, hint: String? = nil) -> ImportError {
        ImportError(message, at: mark.place(in: file), hint: hint)
    }

    /// The rule of a label that a rule names.
    func label(_ name: String, at mark: MappingMark) throws(ImportError) -> LabelRule {
        if let label = labels.first(where: { $0.name == name }) { return label }
        throw error(
            "`labels` has no `\(name)`", at: mark,
            hint: NearMiss.suggestion(for: name, among: labels.map(\.name)).map {
                "did you mean `\($0)`?"
            }
                ?? "name it under `labels` with its key")
    }

    /// A source that says what differs from the dataset's.
    func source(_ node: Node?) throws(ImportError) -> Source {
        guard let node else { return source }
        let fields = try fields(node, "`source`", known: ["name", "version", "license", "url"])
        return Source(
            name: try fields.text("name") ?? source.name,
            version: try fields.text("version") ?? source.version,
            license: try fields.text("license") ?? source.license)
    }
}
