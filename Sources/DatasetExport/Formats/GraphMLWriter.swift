internal import DatasetImport
internal import MedGraph

/// Writes `graph.graphml`.
///
/// Labels and types stand in the attributes `labels` and `label`, lists as JSON arrays with
/// `attr.list`. A property with values of several types has a key for each. Edges say their source
/// in `_source`, `_source_version` and `_source_license`.
final class GraphMLWriter: DumpWriter {
    private let names: NodeNames
    private let folder: DumpFolder
    private let keys: [KeyName: String]
    private var file: DumpFile?
    /// What the nodes are called that have another name than a blank one.
    private var nodeKeys: [NodeID: String] = [:]

    /// A property of nodes or edges with values of one type.
    private struct KeyName: Hashable {
        let domain: String
        let name: ExactName
        let type: PropertyType
    }

    init(_ survey: DumpSurvey, _ folder: DumpFolder) {
        names = survey.names
        self.folder = folder
        var all: Set<KeyName> = []
        for (group, properties) in survey.groups {
            let domain = if case .nodes = group { "node" } else { "edge" }
            for (name, types) in properties {
                for type in types { all.insert(KeyName(domain: domain, name: name, type: type)) }
            }
        }
        let sorted = all.sorted {
            ($0.domain, $0.name.name, $0.type) < ($1.domain, $1.name.name, $1.type)
        }
        var keys: [KeyName: String] = [:]
        for (index, key) in sorted.enumerated() { keys[key] = "k\(index)" }
        self.keys = keys
    }

    private static let sourceNames = [
        ElementNames.source, ElementNames.sourceVersion, ElementNames.sourceLicense,
    ]

    func begin() throws(DumpError) {
        let file = try folder.makeFile("graph.graphml")
        self.file = file
        try file.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

            """)
        for (key, id) in keys.sorted(by: { $0.value < $1.value }) {
            let type = Self.types(key.type)
            var line = "<key id=\"\(id)\" for=\"\(key.domain)\" "
            line += "attr.name=\"\(DumpText.xml(key.name.name))\" attr.type=\"\(type.scalar)\""
            if let list = type.list { line += " attr.list=\"\(list)\"" }
            try file.write(line + "/>\n")
        }
        for (index, name) in Self.sourceNames.enumerated() {
            try file.write(
                "<key id=\"s\(index)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"string\"/>\n")
        }
        try file.write("<graph id=\"G\" edgedefault=\"directed\">\n")
    }

    private static func types(_ type: PropertyType) -> (scalar: String, list: String?) {
        switch type {
        case .boolean: ("boolean", nil)
        case .integer: ("long", nil)
        case .float: ("double", nil)
        case .string: ("string", nil)
        case .emptyList, .stringList: ("string", "string")
        case .booleanList: ("string", "boolean")
        case .integerList: ("string", "long")
        case .floatList: ("string", "double")
        }
    }

    func write(_ node: GraphContent.Node) throws(DumpError) {
        let key = names.key(node)
        if let key { nodeKeys[node.id] = key.text }
        // The first label is the one whose key the id is.
        let labels =
            node.labels.filter { $0 == key?.label } + node.labels.filter { $0 != key?.label }
        var text = "<node id=\"\(DumpText.xml(name(node.id)))\" "
        text += "labels=\"\(DumpText.xml(GraphMLLabels.text(labels)))\">"
        for property in node.properties {
            if key != nil, property.key == ElementNames.keyProperty { continue }
            text += data(property, "node")
        }
        try file?.write(text + "</node>\n")
    }

    func write(_ relationship: GraphContent.Relationship) throws(DumpError) {
        var text = "<edge id=\"e\(relationship.id.rawValue)\" "
        text += "source=\"\(DumpText.xml(name(relationship.start)))\" "
        text += "target=\"\(DumpText.xml(name(relationship.end)))\" "
        text += "label=\"\(DumpText.xml(relationship.type))\">"
        let source = relationship.source
        for (index, part) in [source.name, source.version, source.license].enumerated() {
            text += "<data key=\"s\(index)\">\(DumpText.xml(part))</data>"
        }
        for property in relationship.properties where !Self.sourceNames.contains(property.key) {
            text += data(property, "edge")
        }
        try file?.write(text + "</edge>\n")
    }

    func end() throws(DumpError) { try file?.write("</graph>\n</graphml>\n") }

    private func name(_ node: NodeID) -> String { nodeKeys[node] ?? NodeNames.blank(node) }

    private func data(_ property: GraphContent.Property, _ domain: String) -> String {
        let key = KeyName(domain: domain, name: ExactName(property.key), type: property.value.type)
        guard let id = keys[key] else { preconditionFailure("the survey met every property") }
        let text =
            switch property.value {
            case .boolean(let value): value ? "true" : "false"
            case .integer(let value): String(value)
            case .float(let value): DumpText.float(value, infinity: "INF")
            case .string(let text): DumpText.xml(text)
            case .list(let list): DumpText.xml(DumpText.json(list))
            }
        return "<data key=\"\(id)\">\(text)</data>"
    }
}
