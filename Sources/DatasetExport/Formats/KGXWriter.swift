internal import DatasetImport
internal import MedGraph

/// Writes KGX as JSON Lines: `nodes.jsonl` and `edges.jsonl`.
///
/// Labels are categories, types predicates. Nodes without key are called by blank names, and keep a
/// property `id` as `_id`. Edges say their source in `_source`, `_source_version` and
/// `_source_license`.
final class KGXWriter: DumpWriter {
    private let names: NodeNames
    private let folder: DumpFolder
    private var nodes: DumpFile?
    private var edges: DumpFile?
    /// What the nodes are called that have another name than a blank one.
    private var keys: [NodeID: String] = [:]

    init(_ survey: DumpSurvey, _ folder: DumpFolder) {
        names = survey.names
        self.folder = folder
    }

    func begin() throws(DumpError) {
        nodes = try folder.makeFile("nodes.jsonl")
        edges = try folder.makeFile("edges.jsonl")
    }

    func write(_ node: GraphContent.Node) throws(DumpError) {
        let key = names.key(node)
        if let key { keys[node.id] = key.text }
        // The first category is the one whose key the id is.
        let labels =
            node.labels.filter { $0 == key?.label } + node.labels.filter { $0 != key?.label }
        let categories = labels.map { DumpText.json(KGXNames.category($0)) }
        var members = [
            "\"id\": " + DumpText.json(key?.text ?? NodeNames.blank(node.id)),
            "\"category\": [" + categories.joined(separator: ", ") + "]",
        ]
        for property in node.properties {
            switch property.key {
            case "category": continue
            case ElementNames.keptKey where key == nil: continue
            case ElementNames.keyProperty where key != nil: continue
            case ElementNames.keyProperty: members.append(member(ElementNames.keptKey, property))
            default: members.append(member(property.key, property))
            }
        }
        try nodes?.write("{" + members.joined(separator: ", ") + "}\n")
    }

    private static let reserved: Set<String> = [
        "subject", "predicate", "object", ElementNames.source, ElementNames.sourceVersion,
        ElementNames.sourceLicense,
    ]

    func write(_ relationship: GraphContent.Relationship) throws(DumpError) {
        var members: [String] = []
        if !relationship.properties.contains(where: { $0.key == ElementNames.keyProperty }) {
            members.append(
                "\"id\": "
                    + DumpText.json("\(ElementNames.blankPrefix)e\(relationship.id.rawValue)"))
        }
        let source = relationship.source
        for (name, text) in [
            ("subject", name(relationship.start)),
            ("predicate", KGXNames.predicate(relationship.type)),
            ("object", name(relationship.end)), (ElementNames.source, source.name),
            (ElementNames.sourceVersion, source.version),
            (ElementNames.sourceLicense, source.license),
        ] {
            members.append("\(DumpText.json(name)): \(DumpText.json(text))")
        }
        for property in relationship.properties where !Self.reserved.contains(property.key) {
            members.append(member(property.key, property))
        }
        try edges?.write("{" + members.joined(separator: ", ") + "}\n")
    }

    func end() {}

    private func name(_ node: NodeID) -> String { keys[node] ?? NodeNames.blank(node) }

    private func member(_ name: String, _ property: GraphContent.Property) -> String {
        "\(DumpText.json(name)): \(DumpText.json(property.value))"
    }
}
