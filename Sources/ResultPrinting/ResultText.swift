internal import Foundation
internal import JSONRecords
package import MedGraph

/// Results as text.
package enum ResultText {
    /// The whole result, with a line break at its end.
    ///
    /// - Parameter layout: how much room a table may take; other forms are never cut.
    package static func text(
        of rows: Rows, _ format: ResultFormat, layout: ResultTable.Layout = ResultTable.Layout()
    ) -> String {
        switch format {
        case .table: table(rows, layout)
        case .csv: csv(rows)
        case .json: json(rows)
        case .ndjson: lines(rows)
        }
    }

    private static func json(_ rows: Rows) -> String {
        var writer = JSONWriter()
        writer.object([
            ("columns", { $0.write(rows.columns) }),
            (
                "rows",
                { $0.list(rows.values) { writer, row in writer.list(row) { $0.write($1) } } }
            ),
            (
                "summary",
                {
                    $0.object([
                        ("statistics", { $0.write(rows.summary.changes) }),
                        ("elapsed_us", { $0.write(rows.summary.elapsedMicroseconds) }),
                        (
                            "seed",
                            { $0.write(rows.summary.seed.map { QueryValue.integer($0) } ?? .null) }
                        ),
                    ])
                }
            ),
        ])
        return writer.text + "\n"
    }

    /// One object a row.
    private static func lines(_ rows: Rows) -> String {
        var text = ""
        for row in rows {
            var writer = JSONWriter()
            writer.object(
                zip(rows.columns, row.values).map { name, value in (name, { $0.write(value) }) })
            text += writer.text + "\n"
        }
        return text
    }

    private static func csv(_ rows: Rows) -> String {
        guard !rows.columns.isEmpty else { return "" }
        var text = rows.columns.map(field).joined(separator: ",") + "\n"
        for row in rows.values {
            text += row.map { field(plain($0)) }.joined(separator: ",") + "\n"
        }
        return text
    }

    private static func plain(_ value: QueryValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: value.description
        }
    }

    /// **Source** RFC 4180, 2.6 and 2.7. Bytes are looked at, since a character of Swift can be a
    /// quote with an accent over it, or a line break of two.
    private static func field(_ text: String) -> String {
        let special = Array(",\"\n\r".utf8)
        guard text.utf8.contains(where: { special.contains($0) }) else { return text }
        let quote = UInt8(ascii: "\"")
        let doubled = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private static func table(_ rows: Rows, _ layout: ResultTable.Layout) -> String {
        if let explanation = rows.summary.explanation {
            return explanation.text(width: layout.width) + "\n"
        }
        guard !rows.columns.isEmpty else {
            return (text(of: rows.summary.changes) ?? "nothing changed") + "\n"
        }
        let shown = rows.prefix(layout.rowCountMax ?? rows.count)
        return ResultTable(
            header: rows.columns, shown: shown.map { $0.values.map(\.description) },
            leftOutCount: rows.count - shown.count, layout
        ).text
    }

    /// What was changed: `2 nodes created, 1 property set`; nil for nothing.
    package static func text(of changes: QuerySummary.Changes) -> String? {
        let counts = [
            (changes.nodesCreated, "node", "nodes", "created"),
            (changes.nodesDeleted, "node", "nodes", "deleted"),
            (changes.relationshipsCreated, "relationship", "relationships", "created"),
            (changes.relationshipsDeleted, "relationship", "relationships", "deleted"),
            (changes.propertiesSet, "property", "properties", "set"),
            (changes.labelsAdded, "label", "labels", "added"),
            (changes.labelsRemoved, "label", "labels", "removed"),
            (changes.indexesAdded, "index", "indexes", "added"),
            (changes.indexesRemoved, "index", "indexes", "removed"),
        ].filter { $0.0 > 0 }
        guard !counts.isEmpty else { return nil }
        return counts.map { count, one, many, done in
            "\(count) \(count == 1 ? one : many) \(done)"
        }.joined(separator: ", ")
    }
}
