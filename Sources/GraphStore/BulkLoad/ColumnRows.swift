import GraphModel

/// The properties of a batch, row by row, as they stand in records.
struct ColumnRows {
    /// A column under its key id.
    private struct Column {
        let key: KeyID
        let cells: ColumnCells
        let isPresent: [Bool]?
    }

    /// Ascending by key.
    private let columns: [Column]

    /// - Precondition: no key stands twice.
    init(_ columns: [(key: KeyID, column: PropertyColumn)]) {
        self.columns = columns.map {
            Column(key: $0.key, cells: $0.column.cells, isPresent: $0.column.isPresent)
        }.sorted { $0.key < $1.key }
        for (left, right) in zip(self.columns, self.columns.dropFirst()) {
            precondition(left.key != right.key, "each property has one column")
        }
    }

    private func hasValue(_ column: Column, _ row: Int) -> Bool { column.isPresent?[row] ?? true }

    /// The number of properties that a row has.
    private func count(_ row: Int) -> Int {
        var count = 0
        for column in columns where hasValue(column, row) { count += 1 }
        return count
    }

    /// Whether a row has no property at all.
    func isEmpty(_ row: Int) -> Bool { count(row) == 0 }

    /// Appends the ``PropertyRecord`` of a row.
    func append(_ row: Int, to bytes: inout [UInt8]) {
        bytes.append(varint: UInt64(count(row)))
        for column in columns where hasValue(column, row) {
            bytes.append(varint: column.key.rawValue)
            switch column.cells {
            case .booleans(let cells):
                bytes.append(
                    cells[row] ? PropertyType.boolean.rawValue : PropertyRecord.falseTag)
            case .integers(let cells):
                bytes.append(PropertyType.integer.rawValue)
                bytes.append(integer: cells[row])
            case .floats(let cells):
                bytes.append(PropertyType.float.rawValue)
                bytes.append(integer: cells[row].storedPattern)
            case .strings(let cells):
                let range = cells.range(row)
                bytes.append(PropertyType.string.rawValue)
                bytes.append(varint: UInt64(range.count))
                bytes.append(contentsOf: cells.bytes[range])
            case .values(let cells):
                PropertyRecord.append(cells[row], to: &bytes)
            }
        }
    }

    /// The properties of a row, ascending by key.
    func properties(_ row: Int) -> [Property] {
        columns.compactMap { column in
            hasValue(column, row) ? Property(column.key, value(column, row)) : nil
        }
    }

    /// The value of one property of a row, or nil.
    func value(of key: KeyID, _ row: Int) -> PropertyValue? {
        guard let column = columns.first(where: { $0.key == key }), hasValue(column, row) else {
            return nil
        }
        return value(column, row)
    }

    private func value(_ column: Column, _ row: Int) -> PropertyValue {
        switch column.cells {
        case .booleans(let cells): .boolean(cells[row])
        case .integers(let cells): .integer(cells[row])
        case .floats(let cells): .float(cells[row])
        case .strings(let cells): .string(cells[row])
        case .values(let cells): cells[row]
        }
    }

    /// Counts the types of the properties of a row.
    func countTypes(_ row: Int, _ counts: inout [PropertyTypeCount: Int]) {
        for column in columns where hasValue(column, row) {
            let type: PropertyType =
                switch column.cells {
                case .booleans: .boolean
                case .integers: .integer
                case .floats: .float
                case .strings: .string
                case .values(let cells): cells[row].type
                }
            counts[PropertyTypeCount(key: column.key, type: type), default: 0] += 1
        }
    }
}

/// What is counted of the properties of many rows.
struct PropertyTypeCount: Hashable {
    let key: KeyID
    let type: PropertyType
}
