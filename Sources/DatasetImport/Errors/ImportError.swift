/// Why an import cannot go on: what is wrong, where, and what to do about it.
///
/// Nothing is loaded when an import ends with one of these.
package struct ImportError: Error, Equatable, Sendable {
    /// Where the mistake stands; nil when it is not in a file.
    package var place: Place?
    /// One sentence in lower case without full stop.
    package var message: String
    /// What may help, likewise one sentence.
    package var hint: String?

    package init(_ message: String, at place: Place? = nil, hint: String? = nil) {
        self.place = place
        self.message = message
        self.hint = hint
    }
}

extension ImportError {
    /// A position in a dataset's file or in a mapping.
    package struct Place: Equatable, Sendable {
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
}

extension ImportError: CustomStringConvertible {
    /// The error as it is shown, without a line end after it.
    package var description: String {
        var text = "error: \(message)"
        if let place { text += "\n  ┌─ \(place)" }
        if let hint { text += "\n  = hint: \(hint)" }
        return text
    }
}

extension ImportError.Place: CustomStringConvertible {
    package var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if line != nil, let column { text += ":\(column)" }
        if let columnName { text += " (column `\(columnName)`)" }
        return text
    }
}
