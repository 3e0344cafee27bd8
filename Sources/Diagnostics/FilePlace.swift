/// A position in a file, as far as it is known.
package struct FilePlace: Hashable, Sendable {
    /// The name as it was given.
    package var file: String
    /// Counted from 1; LF, CR and CRLF each end a line.
    package var line: Int?
    /// In characters of the line, counted from 1.
    package var column: Int?
    /// The column of the table, by name.
    package var columnName: String?

    package init(
        file: String, line: Int? = nil, column: Int? = nil, columnName: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.columnName = columnName
    }
}

extension FilePlace: CustomStringConvertible {
    /// Such as `a.csv:3:9` and ``a.csv:3 (column `x`)``.
    package var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if line != nil, let column { text += ":\(column)" }
        if let columnName { text += " (column `\(columnName)`)" }
        return text
    }
}
