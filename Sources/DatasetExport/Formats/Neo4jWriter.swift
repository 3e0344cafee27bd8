internal import DatasetImport
internal import MedGraph

/// Writes CSV for `neo4j-admin`, and `import.args` with the arguments of its call.
///
/// Nodes that are identified by the same property of the same label share files, as do
/// relationships of one type between such nodes. Where a property has values of several types, rows
/// with each stand in files of their own. Relationships say their source in the columns `_source`,
/// `_source_version` and `_source_license`.
final class Neo4jWriter: DumpWriter {
    private let content: GraphContent
    private let names: NodeNames
    private let groups: [DumpGroup: [ExactName: Set<PropertyType>]]
    private let folder: DumpFolder
    private let arrayDelimiter: Character
    private var tables: [TableKey: Table] = [:]
    private var nodeFiles: [String] = []
    private var relationshipFiles: [String] = []
    private var fileNames: Set<String> = []

    /// The space of nodes that have no key.
    private static let namelessSpace = "_"

    /// A group and, for the properties of which it has several types, those of the row.
    private struct TableKey: Hashable {
        let group: DumpGroup
        let types: [PropertyType?]
    }

    private struct Table {
        let file: DumpFile
        /// The properties that are columns, in order.
        let properties: [String]
    }

    private struct Column {
        let name: String
        let type: String
    }

    init(_ content: GraphContent, _ survey: DumpSurvey, _ folder: DumpFolder) {
        self.content = content
        names = survey.names
        groups = survey.groups
        self.folder = folder
        arrayDelimiter = survey.arrayDelimiter ?? ";"
    }

    func begin() {}

    // MARK: Nodes

    func write(_ node: GraphContent.Node) throws(DumpError) {
        let key = names.key(node)
        let naming = DumpGroup.Naming(key)
        let table = try table(.nodes(naming), node.properties, file: key?.label ?? "nodes") {
            let isKept = naming.property.map { $0 + ":" } ?? ":"
            return ["\(isKept)ID\(Self.space(naming, isID: true))", ":LABEL"]
        }
        let labels = node.labels.filter { !$0.isEmpty }.joined(separator: String(arrayDelimiter))
        var cells = [DumpText.quoted(name(node, key)), DumpText.quoted(labels)]
        if node.labels.isEmpty { cells[1] = "" }
        for property in table.properties { cells.append(cell(node.value(of: property))) }
        try table.file.write(cells.joined(separator: ",") + "\n")
    }

    private func name(_ node: GraphContent.Node, _ key: NodeNames.Key?) -> String {
        key?.text ?? NodeNames.blank(node.id)
    }

    private static func space(_ naming: DumpGroup.Naming, isID: Bool) -> String {
        guard let label = naming.label else { return "(\(namelessSpace))" }
        var options = naming.isInteger ? ["id-type:long"] : []
        if isID { options.append("label:\(label)") }
        return "(\(label))" + (options.isEmpty ? "" : "{\(options.joined(separator: ","))}")
    }

    // MARK: Relationships

    func write(_ relationship: GraphContent.Relationship) throws(DumpError) {
        let start = try end(relationship.start)
        let end = try end(relationship.end)
        let namings = (DumpGroup.Naming(start.key), DumpGroup.Naming(end.key))
        let group = DumpGroup.relationships(
            ExactName(relationship.type), namings.0, namings.1)
        let table = try table(group, relationship.properties, file: relationship.type) {
            [
                ":START_ID\(Self.space(namings.0, isID: false))",
                ":END_ID\(Self.space(namings.1, isID: false))", ":TYPE",
                "\(ElementNames.source):string", "\(ElementNames.sourceVersion):string",
                "\(ElementNames.sourceLicense):string",
            ]
        }
        let source = relationship.source
        var cells = [
            start.name, end.name, relationship.type, source.name, source.version, source.license,
        ].map(DumpText.quoted)
        for name in table.properties {
            cells.append(
                cell(
                    relationship.properties.first { $0.key.utf8.elementsEqual(name.utf8) }?.value))
        }
        try table.file.write(cells.joined(separator: ",") + "\n")
    }

    private func end(_ id: NodeID) throws(DumpError) -> (name: String, key: NodeNames.Key?) {
        do throws(MedGraphError) {
            guard let node = try content.node(id) else {
                throw .corruption(place: "node \(id.rawValue)", reason: "it is missing")
            }
            let key = names.key(node)
            return (name(node, key), key)
        } catch { throw .database(error) }
    }

    // MARK: Tables

    /// The file that a row belongs to.
    private func table(
        _ group: DumpGroup, _ properties: [GraphContent.Property], file name: String,
        _ columns: () -> [String]
    ) throws(DumpError) -> Table {
        let known = groups[group] ?? [:]
        let mixed = known.filter { Self.columnTypes($0.value).count > 1 }.map(\.key)
            .sorted { $0.name < $1.name }
        let types = mixed.map { property in
            properties.first { ExactName($0.key) == property }?.value.type
        }
        let key = TableKey(group: group, types: types)
        if let table = tables[key] { return table }
        var isOfNodes = false
        if case .nodes(let naming) = group {
            isOfNodes = true
            if !fileNames.contains(name), naming.label != nil { fileNames.insert(name) }
        }
        var header = columns()
        var kept: [String] = []
        for (property, types) in known.sorted(by: { $0.key.name < $1.key.name }) {
            if Self.isKey(property, of: group) || Self.isReserved(property, isOfNodes) { continue }
            var type = Self.columnTypes(types).first ?? .string
            if let index = mixed.firstIndex(of: property) {
                guard let own = key.types[index] else { continue }
                type = own
            }
            kept.append(property.name)
            header.append("\(property.name):\(Self.typeName(type))")
        }
        let file = try folder.makeFile(fileName(name, isOfNodes: isOfNodes))
        try file.write(header.map(DumpText.quoted).joined(separator: ",") + "\n")
        if isOfNodes { nodeFiles.append(file.name) } else { relationshipFiles.append(file.name) }
        let table = Table(file: file, properties: kept)
        tables[key] = table
        return table
    }

    private static func isKey(_ property: ExactName, of group: DumpGroup) -> Bool {
        guard case .nodes(let naming) = group, let key = naming.property else { return false }
        return ExactName(key) == property
    }

    private static func isReserved(_ property: ExactName, _ isOfNodes: Bool) -> Bool {
        let reserved = [
            ElementNames.source, ElementNames.sourceVersion, ElementNames.sourceLicense,
        ]
        return property.name.isEmpty || !isOfNodes && reserved.contains(property.name)
    }

    /// The types of columns that values of these types need: an empty list fits into any list's.
    private static func columnTypes(_ types: Set<PropertyType>) -> Set<PropertyType> {
        let lists: Set<PropertyType> = [.booleanList, .integerList, .floatList, .stringList]
        return types.isDisjoint(with: lists) ? types : types.subtracting([.emptyList])
    }

    private static func typeName(_ type: PropertyType) -> String {
        switch type {
        case .boolean: "boolean"
        case .integer: "long"
        case .float: "double"
        case .string: "string"
        case .emptyList, .stringList: "string[]"
        case .booleanList: "boolean[]"
        case .integerList: "long[]"
        case .floatList: "double[]"
        }
    }

    /// A name that no other file has, with letters that every file system knows.
    private func fileName(_ name: String, isOfNodes: Bool) -> String {
        let plain = String(
            name.unicodeScalars.prefix(60).map { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                    ? Character(scalar) : "_"
            })
        let base = (isOfNodes ? "nodes-" : "relationships-") + (plain.isEmpty ? "_" : plain)
        var result = "\(base).csv"
        var number = 2
        while !fileNames.insert(result.lowercased()).inserted {
            result = "\(base)-\(number).csv"
            number += 1
        }
        return result
    }

    // MARK: Cells

    /// Nothing for no value; quotes around every text, and around empty lists.
    private func cell(_ value: PropertyValue?) -> String {
        switch value {
        case nil: return ""
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .float(let value): return DumpText.float(value)
        case .string(let text): return DumpText.quoted(text)
        case .list(let list):
            let elements: [String] =
                switch list {
                case .empty: []
                case .booleans(let elements): elements.map { $0 ? "true" : "false" }
                case .integers(let elements): elements.map(String.init)
                case .floats(let elements): elements.map { DumpText.float($0) }
                case .strings(let elements): elements
                }
            return DumpText.quoted(elements.joined(separator: String(arrayDelimiter)))
        }
    }

    func end() throws(DumpError) {
        let call = try folder.makeFile("import.args")
        let array =
            arrayDelimiter.isASCII && arrayDelimiter >= "!"
            ? String(arrayDelimiter)
            : "U+00" + String(arrayDelimiter.asciiValue ?? 0x1F, radix: 16, uppercase: true)
        var lines = [
            "--delimiter=,", "--array-delimiter=\(array)", "--quote=\"", "--multiline-fields=true",
        ]
        lines += nodeFiles.map { "--nodes=\($0)" }
        lines += relationshipFiles.map { "--relationships=\($0)" }
        try call.write(lines.map { $0 + "\n" }.joined())
    }
}
