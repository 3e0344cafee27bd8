internal import Diagnostics
internal import MedGraph

/// Makes relationships of Hetionet's edge table: `source`, `metaedge` and `target`.
struct HetionetSIFPlan {
    private let identifiers: HetionetIdentifiers
    private let metaedges: [HetionetRules.Metaedge]
    private let abbreviations: [[UInt8]]
    private let keyProperties: [String: String]
    private let sourceColumn: Int
    private let metaedgeColumn: Int
    private let targetColumn: Int

    init(_ table: TableRule, _ mapping: Mapping, _ reader: TableReader) throws(InputError) {
        identifiers = HetionetIdentifiers(mapping.hetionet)
        metaedges = mapping.hetionet.metaedges
        abbreviations = metaedges.map { Array($0.abbreviation.utf8) }
        keyProperties = Dictionary(
            uniqueKeysWithValues: mapping.labels.map { ($0.name, $0.keyProperty) })
        let columns = try reader.columns(["source", "metaedge", "target"])
        (sourceColumn, metaedgeColumn, targetColumn) = (columns[0], columns[1], columns[2])
    }

    /// The rows of one metaedge.
    private struct Group {
        var starts: [CellRange] = []
        var ends: [CellRange] = []
        var lines: [UInt32] = []
    }

    func run(_ reader: TableReader, into receiver: any LoadStepReceiver) throws(InputError) {
        let block = reader.block
        var groups = [Group](repeating: Group(), count: metaedges.count)
        for row in 0..<block.rowCount {
            let metaedge = try metaedge(reader, row)
            let start = try key(reader, row, sourceColumn, metaedges[metaedge].startLabel)
            let end = try key(reader, row, targetColumn, metaedges[metaedge].endLabel)
            groups[metaedge].starts.append(start)
            groups[metaedge].ends.append(end)
            groups[metaedge].lines.append(block.lines[row])
        }
        for (metaedge, group) in zip(metaedges, groups) where !group.lines.isEmpty {
            let batch = RelationshipBatch(
                type: metaedge.type, source: metaedge.source,
                start: endpoint(metaedge.startLabel, group.starts, block),
                end: endpoint(metaedge.endLabel, group.ends, block),
                isSymmetric: metaedge.isSymmetric, properties: [], lines: group.lines)
            try receiver.receive(.relationships(batch, from: LoadOrigin(name: reader.file.name)))
        }
    }

    private func endpoint(
        _ label: String, _ keys: [CellRange], _ block: RowBlock
    ) -> RelationshipBatch.Endpoint {
        .init(
            label: label, keyProperty: keyProperties[label]!,
            keys: .strings(CellConverter.strings(block.bytes.span, keys.span)))
    }

    private func metaedge(_ reader: TableReader, _ row: Int) throws(InputError) -> Int {
        let cell = reader.block.cell(row, metaedgeColumn)
        for (index, abbreviation) in abbreviations.enumerated()
        where reader.block.bytes.span.equals(cell, abbreviation) {
            return index
        }
        let name = String(decoding: reader.block.bytes[cell.range], as: UTF8.self)
        throw InputError(
            "`metaedges` in the mapping has no `\(name.prefix(40))`",
            at: reader.place(ofByte: Int(cell.start), columnName: "metaedge"),
            hint: NearMiss.hint(for: name, among: metaedges.map(\.abbreviation)))
    }

    private func key(
        _ reader: TableReader, _ row: Int, _ column: Int, _ wantedLabel: String
    ) throws(InputError) -> CellRange {
        let cell = reader.block.cell(row, column)
        do throws(HetionetIdentifiers.Problem) {
            let (label, key) = try identifiers.parts(reader.block.bytes.span, cell)
            guard identifiers.labels[label] == wantedLabel else {
                throw .init(
                    message: "the metaedge wants a \(wantedLabel) here, not a "
                        + identifiers.labels[label], hint: nil)
            }
            return key
        } catch {
            throw InputError(
                error.message,
                at: reader.place(
                    ofByte: Int(cell.start), columnName: reader.columnNames[column]),
                hint: error.hint)
        }
    }
}

extension TableReader {
    /// The indexes of columns that the format has by definition.
    func columns(_ names: [String]) throws(InputError) -> [Int] {
        var indexes: [Int] = []
        for name in names {
            guard let index = columnNames.firstIndex(of: name) else {
                throw InputError(
                    "the header has no `\(name)`", at: .init(file: file.name, line: 1),
                    hint: "the format has the columns \(names.quotedList)")
            }
            indexes.append(index)
        }
        return indexes
    }
}
