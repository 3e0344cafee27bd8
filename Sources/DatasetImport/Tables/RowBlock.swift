/// Some thousand rows of a table: ranges of cells in the bytes that were read.
///
/// **Shape** `rowCount` × `columnCount`, row by row.
struct RowBlock {
    /// Those of the table, then those that splitting cells has added.
    var columnCount: Int
    /// Quoted cells stand here without their quotes and with single inner quotes.
    var bytes: [UInt8]
    var cells: [CellRange] = []
    /// The line on which each row begins, counted from 1.
    var lines: [UInt32] = []
    /// Where `bytes` begins in the file's content.
    var offset = 0

    var rowCount: Int { lines.count }

    func cell(_ row: Int, _ column: Int) -> CellRange { cells[row * columnCount + column] }
}
