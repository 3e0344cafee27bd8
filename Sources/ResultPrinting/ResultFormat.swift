/// How a result is written.
package enum ResultFormat: String, CaseIterable, Sendable {
    /// Columns of equal width, for people.
    case table
    /// One object: `{"columns": …, "rows": …, "summary": …}`.
    case json
    /// A header and a line for each row, fields apart by commas.
    case csv
    /// An object for each row, one a line.
    case ndjson
}
