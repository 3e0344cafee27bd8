internal import Diagnostics
internal import MedGraph

/// Reads one table of KGX, of nodes or of edges: its header says which.
final class KGXTableReader: ElementReader {
    let countsRelationships = true
    private let file: InputFile
    private let scope: ElementScope
    private let elements: KGXElements
    private let dialect: TableDialect
    private let isOfEdges: Bool
    private(set) var newRowCount = 0
    let notes: [String: Int] = [:]

    init(_ file: InputFile, _ scope: ElementScope) throws(InputError) {
        self.file = file
        self.scope = scope
        elements = KGXElements(scope)
        dialect = scope.rule.dialect
        let reader = try TableReader(file, dialect: dialect)
        let names = reader.columnNames
        isOfEdges = names.contains("subject") && names.contains("object")
        _ = try reader.columns(isOfEdges ? ["subject", "predicate", "object"] : ["id"])
        if let index = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
            throw InputError(
                "the column `\(names[index])` stands twice", at: .init(file: file.name, line: 1))
        }
    }

    func isRead(in pass: Pass) -> Bool { isOfEdges == (pass == .relationships) }

    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        let reader = try TableReader(
            file, dialect: dialect, chunkByteCount: scope.chunkByteCount,
            rowCountMax: scope.rowCountMax)
        newRowCount = 0
        while try reader.next() {
            for row in 0..<reader.block.rowCount {
                if isOfEdges {
                    try batcher.add(edge(reader, row))
                } else {
                    try batcher.add(node(reader, row))
                }
            }
            newRowCount += reader.block.rowCount
            progress(reader.consumedByteCount)
        }
    }

    private func node(_ reader: TableReader, _ row: Int) throws(InputError) -> NodeElement {
        var id = ""
        var categories: [String]?
        var properties: [ElementProperty] = []
        for (column, name) in reader.columnNames.enumerated() {
            switch name {
            case "id": id = try required(reader, row, column)
            case "category":
                guard let text = reader.text(row, column) else { continue }
                categories = Self.list(text)
            default:
                if let value = value(reader, row, column) {
                    properties.append(ElementProperty(name, value))
                }
            }
        }
        return elements.node(
            id: id, categories: categories, properties: properties,
            line: Int(reader.block.lines[row]))
    }

    private func edge(
        _ reader: TableReader, _ row: Int
    ) throws(InputError) -> RelationshipElement {
        var triple = ["subject": "", "predicate": "", "object": ""]
        var properties: [ElementProperty] = []
        for (column, name) in reader.columnNames.enumerated() {
            if triple[name] != nil {
                triple[name] = try required(reader, row, column)
            } else if let value = value(reader, row, column) {
                properties.append(ElementProperty(name, value))
            }
        }
        return elements.relationship(
            subject: triple["subject"] ?? "", predicate: triple["predicate"] ?? "",
            object: triple["object"] ?? "", properties: properties,
            line: Int(reader.block.lines[row]))
    }

    private func required(
        _ reader: TableReader, _ row: Int, _ column: Int
    ) throws(InputError) -> String {
        if let text = reader.text(row, column) { return text }
        let name = reader.columnNames[column]
        throw InputError(
            "the `\(name)` is empty",
            at: reader.place(
                ofByte: Int(reader.block.cell(row, column).start), columnName: name))
    }

    private func value(_ reader: TableReader, _ row: Int, _ column: Int) -> PropertyValue? {
        guard let text = reader.text(row, column) else { return nil }
        return KGXNames.listColumns.contains(reader.columnNames[column])
            ? .list(.strings(Self.list(text))) : .string(text)
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: "|", omittingEmptySubsequences: true).map(String.init)
    }
}

extension TableReader {
    /// The text of a cell of the block; nil if it is empty.
    func text(_ row: Int, _ column: Int) -> String? {
        let cell = block.cell(row, column)
        return cell.isEmpty ? nil : String(decoding: block.bytes[cell.range], as: UTF8.self)
    }
}
