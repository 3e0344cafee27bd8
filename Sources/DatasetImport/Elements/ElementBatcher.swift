internal import Diagnostics
internal import MedGraph

/// Gathers elements and gives them on as batches: nodes that agree in labels and relationships that
/// agree in type and source stand together.
final class ElementBatcher {
    private let origin: LoadOrigin
    private let receiver: any LoadStepReceiver
    private let elementCountMax: Int
    /// Whether equal relationships are as many, or one.
    private let countsRelationships: Bool
    private var nodes = ElementGroups<NodeKind>()
    private var relationships = ElementGroups<RelationshipKind>()

    /// About how many bytes of values wait at most.
    private static let byteCountMax = 1 << 23

    init(
        _ file: InputFile, countsRelationships: Bool, elementCountMax: Int,
        into receiver: any LoadStepReceiver
    ) {
        origin = LoadOrigin(name: file.name)
        self.receiver = receiver
        self.countsRelationships = countsRelationships
        self.elementCountMax = elementCountMax
    }

    func add(_ node: NodeElement) throws(InputError) {
        let kind = NodeKind(
            space: node.space, identity: node.identity, labels: node.labels.map(ExactText.init),
            hasIntegers: node.name.isInteger)
        nodes.append(kind, names: [node.name], node.properties, line: node.line)
        if nodes.isFull(elementCountMax, Self.byteCountMax) { try flush() }
    }

    func add(_ relationship: RelationshipElement) throws(InputError) {
        let kind = RelationshipKind(
            type: ExactText(relationship.type), source: relationship.source,
            start: .init(relationship.start), end: .init(relationship.end))
        relationships.append(
            kind, names: [relationship.start.name, relationship.end.name],
            relationship.properties, line: relationship.line)
        if relationships.isFull(elementCountMax, Self.byteCountMax) { try flush() }
    }

    /// Gives on all that waits.
    func flush() throws(InputError) {
        for (kind, rows) in nodes.take() {
            let batch = NamedNodeBatch(
                space: kind.space, names: rows.keys(0, kind.hasIntegers), identity: kind.identity,
                labels: kind.labels.map(\.text), properties: rows.columns, lines: rows.lines)
            try receiver.receive(.namedNodes(batch, from: origin))
        }
        for (kind, rows) in relationships.take() {
            let batch = RelationshipBatch(
                type: kind.type.text, source: kind.source,
                start: kind.start.endpoint(rows.keys(0, kind.start.hasIntegers)),
                end: kind.end.endpoint(rows.keys(1, kind.end.hasIntegers)),
                countsRows: countsRelationships, properties: rows.columns, lines: rows.lines)
            try receiver.receive(.relationships(batch, from: origin))
        }
    }
}

/// What the nodes of a batch have in common.
private struct NodeKind: Hashable {
    let space: NameSpace
    let identity: NamedNodeBatch.Identity?
    let labels: [ExactText]
    let hasIntegers: Bool
}

/// What the relationships of a batch have in common.
private struct RelationshipKind: Hashable {
    let type: ExactText
    let source: Source
    let start: End
    let end: End

    struct End: Hashable {
        let space: NameSpace
        let keyProperty: String
        let hasIntegers: Bool

        init(_ end: RelationshipElement.End) {
            space = end.space
            keyProperty = end.keyProperty
            hasIntegers = end.name.isInteger
        }

        func endpoint(_ keys: KeyColumn) -> RelationshipBatch.Endpoint {
            .init(label: space.stubLabel, keyProperty: keyProperty, keys: keys, space: space)
        }
    }
}

/// Elements by kind, in the order in which the kinds were met.
private struct ElementGroups<Kind: Hashable> {
    private var indexes: [Kind: Int] = [:]
    private var groups: [(kind: Kind, rows: ElementRows)] = []
    private var count = 0
    private var byteCount = 0

    func isFull(_ countMax: Int, _ byteCountMax: Int) -> Bool {
        count >= countMax || byteCount >= byteCountMax
    }

    mutating func append(
        _ kind: Kind, names: [ElementName], _ properties: [ElementProperty], line: Int
    ) {
        let index: Int
        if let known = indexes[kind] {
            index = known
        } else {
            index = groups.count
            indexes[kind] = index
            groups.append((kind, ElementRows()))
        }
        byteCount += groups[index].rows.append(names, properties, line: line)
        count += 1
    }

    mutating func take() -> [(kind: Kind, rows: ElementRows)] {
        defer { self = ElementGroups() }
        return groups
    }
}

/// The elements of one kind, row by row.
private struct ElementRows {
    private var names: [[ElementName]] = []
    private(set) var lines: [UInt32] = []
    private var keys: [String] = []
    private var indexes: [ExactText: Int] = [:]
    private var cells: [[PropertyValue?]] = []

    /// - Returns: about how many bytes the values take.
    mutating func append(
        _ names: [ElementName], _ properties: [ElementProperty], line: Int
    ) -> Int {
        var byteCount = 64
        for property in properties {
            let name = ExactText(property.name)
            let column: Int
            if let known = indexes[name] {
                column = known
            } else {
                column = keys.count
                indexes[name] = column
                keys.append(property.name)
                cells.append([])
            }
            let missing = lines.count - cells[column].count
            if missing > 0 { cells[column].append(contentsOf: repeatElement(nil, count: missing)) }
            cells[column].append(property.value)
            byteCount += property.value.byteCount
        }
        self.names.append(names)
        lines.append(UInt32(truncatingIfNeeded: line))
        return byteCount
    }

    func keys(_ end: Int, _ areIntegers: Bool) -> KeyColumn {
        guard areIntegers else {
            var column = TextColumn()
            for row in names {
                if case .text(let text) = row[end] { column.append(text) }
            }
            return .strings(column)
        }
        return .integers(
            names.compactMap { if case .integer(let number) = $0[end] { number } else { nil } })
    }

    var columns: [PropertyColumn] {
        zip(keys, cells).map { key, cells in
            var cells = cells
            cells.append(contentsOf: repeatElement(nil, count: lines.count - cells.count))
            return PropertyColumn(
                key: key, cells: ColumnCells(cells),
                isPresent: cells.contains { $0 == nil } ? cells.map { $0 != nil } : nil)
        }
    }
}

extension PropertyValue {
    /// About the bytes that the value takes.
    fileprivate var byteCount: Int {
        switch self {
        case .boolean, .integer, .float: 32
        case .string(let text): 32 + text.utf8.count
        case .list(.strings(let elements)): elements.reduce(32) { $0 + 16 + $1.utf8.count }
        case .list(let list): 32 + 8 * list.count
        }
    }
}

extension ColumnCells {
    /// Cells of one type as far as they are; those that are missing get a value without meaning.
    fileprivate init(_ cells: [PropertyValue?]) {
        let types = Set(cells.compactMap { $0?.type })
        switch types.count == 1 ? types.first : nil {
        case .string:
            var column = TextColumn()
            for cell in cells {
                if case .string(let text) = cell { column.append(text) } else { column.append("") }
            }
            self = .strings(column)
        case .integer:
            self = .integers(cells.map { if case .integer(let value) = $0 { value } else { 0 } })
        case .float:
            self = .floats(cells.map { if case .float(let value) = $0 { value } else { 0 } })
        case .boolean:
            self = .booleans(
                cells.map { if case .boolean(let value) = $0 { value } else { false } })
        default: self = .values(cells.map { $0 ?? .boolean(false) })
        }
    }
}
