internal import Diagnostics
internal import MedGraph

/// Reads one file of neo4j-admin's CSV, of nodes or of relationships: its header says which.
///
/// Names of nodes (`:ID`) hold within the import. They are kept, and found again by later imports,
/// where the column has a name and it is clear of which label they are the key: the one that the
/// option `label` names; the space if it is one of the node's labels; for the one space without
/// name, the node's first label.
final class Neo4jReader: ElementReader {
    let countsRelationships = true
    private let file: InputFile
    private let scope: ElementScope
    private let files: Neo4jFiles
    private let columns: [Column]
    private let space: NameSpace
    private(set) var newRowCount = 0
    private(set) var notes: [String: Int] = [:]

    /// The label of ends of which nothing is known.
    static let stubLabel = "Node"

    private struct Column {
        let field: Neo4jField
        let converter: CellConverter?
    }

    init(_ file: InputFile, _ scope: ElementScope) throws(InputError) {
        self.file = file
        self.scope = scope
        files = try Neo4jFiles(file, among: scope.files, scope.rule.neo4j)
        let separator = String(decoding: [files.dialect.arrayDelimiter], as: UTF8.self)
        columns = files.header.fields.map { field in
            guard case .property(let type) = field.role else {
                return Column(field: field, converter: nil)
            }
            var rule = ValueRule(
                text: .constant(.string("")), type: type, separator: separator,
                place: FilePlace(file: file.name, line: 1))
            rule.trueWords = ["true", "True", "TRUE"]
            rule.falseWords = ["false", "False", "FALSE"]
            return Column(field: field, converter: CellConverter(rule))
        }
        var name = ""
        if case .id(let space, _)? = files.header.fields.first(where: \.isID)?.role { name = space }
        space = Self.space(name, scope)
        try refuseContradictions()
        for field in files.header.fields {
            guard let type = field.textualType else { continue }
            notes["column `\(field.name)` of type \(type) kept as text", default: 0] += 1
        }
    }

    private static func space(_ name: String, _ scope: ElementScope) -> NameSpace {
        NameSpace(name: name, stubLabel: name.isEmpty ? scope.label ?? stubLabel : name)
    }

    private func refuseContradictions() throws(InputError) {
        let fields = files.header.fields
        func refuse(_ message: String, _ hint: String? = nil) -> InputError {
            InputError(message, at: .init(file: files.headerFile.name, line: 1), hint: hint)
        }
        var names: Set<ExactText> = []
        for field in fields where field.keepsProperty {
            guard !field.name.isEmpty else {
                throw refuse("a column of properties has no name", "such as `name:string`")
            }
            guard names.insert(ExactText(field.name)).inserted else {
                throw refuse("the column `\(field.name)` stands twice")
            }
        }
        guard files.header.isOfRelationships else { return }
        for (role, name) in [
            (
                { if case .start = $0 { true } else { false } } as (Neo4jField.Role) -> Bool,
                ":START_ID"
            ),
            ({ if case .end = $0 { true } else { false } }, ":END_ID"),
            ({ if case .type = $0 { true } else { false } }, ":TYPE"),
        ] where files.header.index(role) == nil {
            throw refuse("the header of relationships has no `\(name)`")
        }
    }

    func isRead(in pass: Pass) -> Bool {
        !files.isHeaderOfOthers && files.header.isOfRelationships == (pass == .relationships)
    }

    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        var dialect = files.dialect.table
        if !files.hasOwnHeader { dialect.columnNames = columns.map(\.field.name) }
        let reader = try TableReader(
            file, dialect: dialect, chunkByteCount: scope.chunkByteCount,
            rowCountMax: scope.rowCountMax)
        newRowCount = 0
        while try reader.next() {
            for row in 0..<reader.block.rowCount {
                if pass == .nodes {
                    try batcher.add(node(reader, row))
                } else {
                    try batcher.add(relationship(reader, row))
                }
            }
            newRowCount += reader.block.rowCount
            progress(reader.consumedByteCount)
        }
    }

    // MARK: Rows

    private func node(_ reader: TableReader, _ row: Int) throws(InputError) -> NodeElement {
        var name: ElementName?
        var key: (property: String, space: String, label: String?)?
        var labels: [String] = []
        var properties: [ElementProperty] = []
        for (index, column) in columns.enumerated() {
            switch column.field.role {
            case .id(let space, let label):
                name = try self.name(reader, row, index)
                if !column.field.name.isEmpty { key = (column.field.name, space, label) }
            case .labels: labels += list(reader, row, index)
            case .property:
                if let value = try value(reader, row, index) {
                    properties.append(ElementProperty(column.field.name, value))
                }
            case .start, .end, .type, .ignored: break
            }
        }
        var identity: NamedNodeBatch.Identity?
        if let key, let name {
            let label = key.label ?? (key.space.isEmpty ? labels.first : key.space)
            if let label, labels.contains(label) {
                identity = .init(label: label, keyProperty: key.property)
            } else {
                properties.append(ElementProperty(key.property, name.value))
            }
        }
        let line = Int(reader.block.lines[row])
        // A node that no relationship can speak of has its line for a name.
        let own = NameSpace(name: "\u{0}\(file.name)", stubLabel: space.stubLabel)
        return NodeElement(
            name: name ?? .integer(Int64(line)), space: name == nil ? own : space,
            identity: identity, labels: labels, properties: properties, line: line)
    }

    private func relationship(
        _ reader: TableReader, _ row: Int
    ) throws(InputError) -> RelationshipElement {
        var start: RelationshipElement.End?
        var end: RelationshipElement.End?
        var type = ""
        var properties: [ElementProperty] = []
        var source: [String: String] = [:]
        for (index, column) in columns.enumerated() {
            switch column.field.role {
            case .start(let space):
                start = .init(
                    name: try name(reader, row, index), space: Self.space(space, scope))
            case .end(let space):
                end = .init(name: try name(reader, row, index), space: Self.space(space, scope))
            case .type: type = try text(reader, row, index)
            case .property:
                guard let value = try value(reader, row, index) else { continue }
                if case .string(let text) = value, Self.sourceColumns.contains(column.field.name) {
                    source[column.field.name] = text
                } else {
                    properties.append(ElementProperty(column.field.name, value))
                }
            case .id, .labels, .ignored: break
            }
        }
        guard let start, let end else { preconditionFailure("the header has both ends") }
        return RelationshipElement(
            type: type, start: start, end: end, source: self.source(source),
            properties: properties, line: Int(reader.block.lines[row]))
    }

    private static let sourceColumns: Set<String> = [
        ElementNames.source, ElementNames.sourceVersion, ElementNames.sourceLicense,
    ]

    private func source(_ texts: [String: String]) -> Source {
        guard let name = texts[ElementNames.source] else { return scope.source }
        return Source(
            name: name, version: texts[ElementNames.sourceVersion] ?? "",
            license: texts[ElementNames.sourceLicense] ?? "")
    }

    // MARK: Cells

    private func name(
        _ reader: TableReader, _ row: Int, _ column: Int
    ) throws(InputError) -> ElementName {
        let text = try text(reader, row, column)
        guard columns[column].field.hasIntegers else { return .text(text) }
        let cell = reader.block.cell(row, column)
        let bytes = reader.block.bytes
        do throws(CellProblem) {
            return .integer(try NumberText.integer(bytes.span, cell))
        } catch {
            throw failure(error, .scalar(.integer), reader, row, column)
        }
    }

    /// The text of a cell that must not be empty.
    private func text(
        _ reader: TableReader, _ row: Int, _ column: Int
    ) throws(InputError) -> String {
        if let text = reader.text(row, column) { return text }
        throw InputError(
            "the cell is empty", at: place(reader, row, column),
            hint: "each row has a value for `\(files.header.fields[column].roleName)`")
    }

    private func list(_ reader: TableReader, _ row: Int, _ column: Int) -> [String] {
        let cell = reader.block.cell(row, column)
        guard !cell.isEmpty else { return [] }
        var seen: Set<ExactText> = []
        let bytes = reader.block.bytes
        return bytes.span.split(cell, at: [files.dialect.arrayDelimiter])
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }
            .filter { !$0.isEmpty && seen.insert(ExactText($0)).inserted }
    }

    /// The value of a cell: none if nothing stands in it, an empty text or list if quotes do.
    private func value(
        _ reader: TableReader, _ row: Int, _ column: Int
    ) throws(InputError) -> PropertyValue? {
        let cell = reader.block.cell(row, column)
        guard let converter = columns[column].converter,
            !cell.isEmpty || reader.isQuoted(row, column)
        else { return nil }
        let bytes = reader.block.bytes
        do throws(CellProblem) {
            return try converter.value(of: bytes.span.extracting(cell.range))
        } catch {
            throw failure(error, converter.type, reader, row, column)
        }
    }

    private func failure(
        _ problem: CellProblem, _ type: ValueType, _ reader: TableReader, _ row: Int,
        _ column: Int
    ) -> InputError {
        InputError(
            problem.message(text: reader.text(row, column) ?? "", type: type),
            at: place(reader, row, column), hint: "the header says what the column holds")
    }

    private func place(_ reader: TableReader, _ row: Int, _ column: Int) -> FilePlace {
        let field = files.header.fields[column]
        return reader.place(
            ofByte: Int(reader.block.cell(row, column).start),
            columnName: field.name.isEmpty ? field.roleName : field.name)
    }
}

extension Neo4jField {
    fileprivate var isID: Bool { if case .id = role { true } else { false } }

    /// Whether values of the column become properties under its name.
    fileprivate var keepsProperty: Bool {
        switch role {
        case .property: true
        case .id: !name.isEmpty
        default: false
        }
    }

    fileprivate var roleName: String {
        switch role {
        case .id: ":ID"
        case .start: ":START_ID"
        case .end: ":END_ID"
        case .labels: ":LABEL"
        case .type: ":TYPE"
        case .ignored: ":IGNORE"
        case .property: name
        }
    }
}

extension TableReader {
    /// Whether an empty cell of the block stands in quotes.
    fileprivate func isQuoted(_ row: Int, _ column: Int) -> Bool {
        let start = Int(block.cell(row, column).start)
        guard let quote = dialect.quote, start > 0 else { return false }
        return block.bytes[start - 1] == quote
    }
}
