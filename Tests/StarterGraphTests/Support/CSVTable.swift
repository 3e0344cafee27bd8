import Foundation

@testable import DatasetImport

/// A table in memory, read by the reader that imports use.
struct CSVTable: Sendable {
    /// A row, by the names of the columns.
    struct Row: Sendable {
        let columns: [String: Int]
        let cells: [String]

        subscript(_ column: String) -> String {
            guard let index = columns[column] else { fatalError("there is no column \(column)") }
            return cells[index]
        }

        /// The elements of a cell that a bar parts; none in an empty one.
        func list(_ column: String) -> [String] {
            self[column].split(separator: "|", omittingEmptySubsequences: false)
                .map(String.init).filter { _ in !self[column].isEmpty }
        }
    }

    let name: String
    let columns: [String]
    let rows: [Row]

    /// - Throws: what the reader says, such as a row with another number of cells.
    init(_ url: URL, delimiter: Character = ",") throws {
        name = url.lastPathComponent
        var dialect = TableDialect()
        dialect.delimiter = delimiter.asciiValue!
        let reader = try TableReader(InputFile(path: url.path), dialect: dialect)
        columns = reader.columnNames
        let indexes = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
        var rows: [Row] = []
        while try reader.next() {
            let block = reader.block
            for row in 0..<block.rowCount {
                let cells = columns.indices.map {
                    String(decoding: block.bytes[block.cell(row, $0).range], as: UTF8.self)
                }
                rows.append(Row(columns: indexes, cells: cells))
            }
        }
        self.rows = rows
    }

    /// All cells of a column.
    func column(_ name: String) -> [String] { rows.map { $0[name] } }
}
