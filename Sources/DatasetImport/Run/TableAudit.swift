/// What was read of one file.
package struct TableAudit: Sendable, Equatable {
    package var file: String
    package var format: TableFormat
    /// Rows of the table, or elements of the JSON's arrays.
    package var rowCount = 0
    /// Rows given to the loader as nodes.
    package var nodeRowCount = 0
    /// Rows given to the loader as relationships.
    package var relationshipRowCount = 0
    /// Columns that the mapping does not name.
    package var unusedColumnNames: [String] = []
    /// What else a person should know, in words, with its number.
    package var notes: [String: Int] = [:]

    package init(file: String, format: TableFormat) {
        self.file = file
        self.format = format
    }
}
