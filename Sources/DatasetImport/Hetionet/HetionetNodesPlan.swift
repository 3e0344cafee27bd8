internal import Diagnostics
internal import MedGraph

/// Makes nodes of Hetionet's node table: `id`, `name` and `kind`.
struct HetionetNodesPlan {
    private let identifiers: HetionetIdentifiers
    private let keyProperties: [String]
    private let nameProperty: String
    private let idColumn: Int
    private let nameColumn: Int
    private let kindColumn: Int

    init(_ table: TableRule, _ mapping: Mapping, _ reader: TableReader) throws(InputError) {
        identifiers = HetionetIdentifiers(mapping.hetionet)
        keyProperties = identifiers.labels.map { mapping.label(named: $0)!.keyProperty }
        nameProperty = mapping.hetionet.nameProperty
        let columns = try reader.columns(["id", "name", "kind"])
        (idColumn, nameColumn, kindColumn) = (columns[0], columns[1], columns[2])
    }

    func run(_ reader: TableReader, into receiver: any LoadStepReceiver) throws(InputError) {
        let block = reader.block
        var groups = [(rows: [Int], keys: [CellRange])](
            repeating: ([], []), count: identifiers.labels.count)
        for row in 0..<block.rowCount {
            let id = block.cell(row, idColumn)
            do throws(HetionetIdentifiers.Problem) {
                let (label, key) = try identifiers.parts(block.bytes.span, id)
                let kind = Array(block.bytes[block.cell(row, kindColumn).range])
                guard block.bytes.span.begins(id, with: kind) else {
                    throw .init(message: "the kind differs from the one in the `id`", hint: nil)
                }
                groups[label].rows.append(row)
                groups[label].keys.append(key)
            } catch {
                throw InputError(
                    error.message, at: reader.place(ofByte: Int(id.start), columnName: "id"),
                    hint: error.hint)
            }
        }
        for (label, group) in groups.enumerated() where !group.rows.isEmpty {
            let names = group.rows.map { block.cell($0, nameColumn) }
            let hasNames = names.map { !$0.isEmpty }
            let batch = NodeBatch(
                label: identifiers.labels[label], keyProperty: keyProperties[label],
                keys: .strings(CellConverter.strings(block.bytes.span, group.keys.span)),
                properties: [
                    PropertyColumn(
                        key: nameProperty,
                        cells: .strings(CellConverter.strings(block.bytes.span, names.span)),
                        isPresent: hasNames.contains(false) ? hasNames : nil)
                ], lines: group.rows.map { block.lines[$0] })
            try receiver.receive(.nodes(batch, from: LoadOrigin(name: reader.file.name)))
        }
    }
}
