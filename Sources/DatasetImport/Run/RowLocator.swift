internal import Diagnostics
internal import MedGraph

/// Finds the cell that a row's property came from, by reading the file again up to there.
struct RowLocator {
    let importer: Importer

    /// The place as exactly as it can be told: at least the file and the line.
    func place(_ origin: LoadOrigin, _ line: Int, _ property: String?) -> FilePlace {
        let rough = FilePlace(file: origin.name, line: line)
        guard let property,
            let table = importer.match.tables.first(where: { table in
                table.files.contains { $0.name == origin.name }
            }),
            let file = table.files.first(where: { $0.name == origin.name })
        else { return rough }
        let rule = importer.mapping.tables[table.index]
        guard let columnName = columnName(of: property, in: rule),
            let reader = try? TableReader(file, dialect: rule.dialect),
            let column = reader.columnNames.firstIndex(of: columnName)
        else { return rough }
        while (try? reader.next()) == true {
            guard let row = reader.block.lines.firstIndex(of: UInt32(truncatingIfNeeded: line))
            else { continue }
            let cell = reader.block.cell(row, column)
            return reader.place(ofByte: Int(cell.start), columnName: columnName)
        }
        return rough
    }

    private func columnName(of property: String, in table: TableRule) -> String? {
        switch table.format {
        case .hetionetNodes:
            return property == importer.mapping.hetionet.nameProperty ? "name" : "id"
        case .csv, .tsv: break
        default: return nil
        }
        var values: [(name: String, rule: ValueRule)] = []
        for node in table.nodes {
            values += node.properties.map { ($0.name, $0.value) }
            if let label = importer.mapping.label(named: node.label.names[0]) {
                values.append((label.keyProperty, node.key))
            }
        }
        for relationship in table.relationships {
            values += relationship.properties.map { ($0.name, $0.value) }
            // Both ends may have the same key property: then which one is meant cannot be told.
            let ends = [relationship.start, relationship.end].compactMap { end in
                importer.mapping.label(named: end.label.names[0]).map { ($0.keyProperty, end.key) }
            }
            values += ends.filter { end in ends.count { $0.0 == end.0 } == 1 }
        }
        switch values.first(where: { $0.name == property })?.rule.text {
        case .column(let column): return column.name
        case .template(let template): return template.columns.first
        case .constant, nil: return nil
        }
    }
}
