internal import MedGraph

/// Writes `graph.cypher`: statements that make the graph again, one a line.
///
/// Nodes are made with a label and a number of their own, by which relationships find them; both go
/// at the end. Indexes follow. What imports know beyond that, such as sources, Cypher cannot say.
final class CypherWriter: DumpWriter {
    private let folder: DumpFolder
    private let indexes: [GraphContent.Index]
    private let isEmpty: Bool
    /// A name that is neither a label nor a property of the graph.
    private let mark: String
    private var file: DumpFile?
    private var kind: RowKind?
    private var rows: [String] = []
    private var byteCount = 0

    /// Statements with more bytes are cut into several.
    private static let byteCountMax = 1 << 20
    private static let rowCountMax = 1_000

    /// What rows of one statement have in common.
    private enum RowKind: Equatable {
        case nodes([String])
        case relationships(String)
    }

    init(_ content: GraphContent, _ survey: DumpSurvey, _ folder: DumpFolder) {
        self.folder = folder
        indexes = content.indexes
        isEmpty = content.nodeCount == 0
        var names: Set<String> = []
        for properties in survey.groups.values { names.formUnion(properties.keys.map(\.name)) }
        names.formUnion(survey.labels.map(\.name))
        var mark = "_Dump"
        while names.contains(mark) { mark += "_" }
        self.mark = mark
    }

    func begin() throws(DumpError) {
        file = try folder.makeFile("graph.cypher")
        guard !isEmpty else { return }
        try file?.write("CREATE INDEX `\(mark)` FOR (n:`\(mark)`) ON (n.`\(mark)`);\n")
    }

    func write(_ node: GraphContent.Node) throws(DumpError) {
        try add(
            "{n: \(node.id.rawValue), p: \(Self.map(node.properties))}",
            .nodes(node.labels.filter { !$0.isEmpty }))
    }

    func write(_ relationship: GraphContent.Relationship) throws(DumpError) {
        try add(
            "{s: \(relationship.start.rawValue), e: \(relationship.end.rawValue), "
                + "p: \(Self.map(relationship.properties))}", .relationships(relationship.type))
    }

    private func add(_ row: String, _ kind: RowKind) throws(DumpError) {
        let isFull =
            rows.count >= Self.rowCountMax || byteCount + row.utf8.count > Self.byteCountMax
        if kind != self.kind || isFull { try flush() }
        self.kind = kind
        rows.append(row)
        byteCount += row.utf8.count
    }

    private func flush() throws(DumpError) {
        guard let kind, !rows.isEmpty else { return }
        let list = "UNWIND [" + rows.joined(separator: ", ") + "] AS row "
        let name = QueryLanguage.quoted(mark)
        switch kind {
        case .nodes(let labels):
            let all = ([mark] + labels).map { ":" + QueryLanguage.quoted($0) }.joined()
            try file?.write(
                list + "CREATE (n\(all)) SET n = row.p SET n.\(name) = row.n;\n")
        case .relationships(let type):
            try file?.write(
                list + "MATCH (a:\(name) {\(name): row.s}), (b:\(name) {\(name): row.e}) "
                    + "CREATE (a)-[r:\(QueryLanguage.quoted(type))]->(b) SET r = row.p;\n")
        }
        rows.removeAll(keepingCapacity: true)
        byteCount = 0
    }

    func end() throws(DumpError) {
        try flush()
        guard !isEmpty else { return }
        let name = QueryLanguage.quoted(mark)
        try file?.write("DROP INDEX \(name);\n")
        try file?.write("MATCH (n:\(name)) REMOVE n:\(name), n.\(name);\n")
        for index in indexes {
            let (label, property) = (
                QueryLanguage.quoted(index.label), QueryLanguage.quoted(index.property)
            )
            try file?.write(
                index.kind.isUnique
                    ? "CREATE CONSTRAINT \(QueryLanguage.quoted(index.name)) FOR (n:\(label)) REQUIRE n.\(property) IS UNIQUE;\n"
                    : "CREATE INDEX \(QueryLanguage.quoted(index.name)) FOR (n:\(label)) ON (n.\(property));\n"
            )
        }
    }

    // MARK: Texts

    private static func map(_ properties: [GraphContent.Property]) -> String {
        let members = properties.filter { !$0.key.isEmpty }.map { property in
            "\(QueryLanguage.quoted(property.key)): \(literal(property.value))"
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private static func literal(_ value: PropertyValue) -> String {
        switch value {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .float(let value): literal(value)
        case .string(let text): literal(text)
        case .list(let list): DumpText.list(list, float: literal, text: literal)
        }
    }

    /// Cypher has no words for NaN and infinity, but divisions that give them.
    private static func literal(_ value: Double) -> String {
        if value.isNaN { return "(0.0 / 0.0)" }
        if value.isInfinite { return value < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)" }
        return DumpText.float(value)
    }

    private static func literal(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<"\u{20}": result += DumpText.escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }
}
