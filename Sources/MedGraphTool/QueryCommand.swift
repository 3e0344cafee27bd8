internal import ArgumentParser
internal import DatasetImport
internal import Foundation
internal import JSONRecords
internal import MedGraph

/// `medgraph query`: one query, its result on standard output.
struct QueryCommand: DatabaseCommand {
    /// How the result is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, csv, ndjson
    }

    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run one query.",
        discussion: """
            A query that writes makes the database if it is not there.

            EXAMPLES
              medgraph query my.mdb 'MATCH (d:Disease) RETURN d.name LIMIT 5'
              medgraph query my.mdb --param code=G43 'MATCH (d {icd10: $code}) RETURN d.name'
              medgraph query my.mdb - < query.cypher
              medgraph query my.mdb --script - < graph.cypher
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Argument(
        help: ArgumentHelp("The query; `-` reads it from standard input.", valueName: "QUERY"))
    var query: String

    @Option(
        name: .customLong("param"), parsing: .singleValue,
        help: ArgumentHelp(
            "A parameter; a value that is no JSON is a string.", valueName: "NAME=VALUE"))
    var parameters: [String] = []

    @Option(help: "How the result is written: table, json, csv or ndjson.")
    var format = Format.table

    @Option(help: ArgumentHelp("End the query after so long.", valueName: "MILLISECONDS"))
    var timeout: Int?

    @Flag(
        help: ArgumentHelp(
            "The text is several queries, with `;` behind each. They run one after the other, each in a transaction of its own, up to the first that fails."
        ))
    var script = false

    func validate() throws {
        for parameter in parameters where !parameter.dropFirst().contains("=") {
            throw ValidationError("`--param \(parameter)`: write NAME=VALUE")
        }
    }

    func run() throws {
        var text = query
        if query == "-" {
            text = String(
                decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        }
        var options = RunOptions()
        options.timeoutMilliseconds = timeout
        try reporting {
            let database = try Database.open(path: database)
            let queries = script ? StatementSplitter.statements(text) : [text]
            for query in queries { try run(query, on: database, options) }
        }
    }

    private func run(_ query: String, on database: Database, _ options: RunOptions) throws {
        let rows: Rows
        do {
            rows = try database.run(query, parameters: try values(), options: options)
        } catch MedGraphError.query(let problems) {
            Console.write(problems.map(\.rendering).joined(separator: "\n"))
            throw ExitCode.failure
        }
        for warning in rows.summary.warnings { Console.write(warning.rendering) }
        // A script that makes a graph has nothing to show.
        guard !script || !rows.columns.isEmpty else { return }
        FileHandle.standardOutput.write(Data(ResultText.text(of: rows, format).utf8))
    }

    private func values() throws -> [String: QueryValue] {
        var values: [String: QueryValue] = [:]
        for parameter in parameters {
            let parts = parameter.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let text = String(parts[1])
            let json = try? JSONParser.parse(text)
            values[String(parts[0])] = json.flatMap { QueryValue($0) } ?? .string(text)
        }
        return values
    }
}

/// Results as text.
enum ResultText {
    static func text(of rows: Rows, _ format: QueryCommand.Format) -> String {
        switch format {
        case .table: table(rows)
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

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func table(_ rows: Rows) -> String {
        if let explanation = rows.summary.explanation { return "\(explanation)\n" }
        guard !rows.columns.isEmpty else { return changes(rows) }
        let cells = rows.values.map { row in row.map(\.description) }
        var widths = rows.columns.map(\.count)
        for row in cells {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return padded.joined(separator: " │ ").trimmingSuffix(while: { $0 == " " }) + "\n"
        }
        var text = line(rows.columns)
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─") + "\n"
        for row in cells { text += line(row) }
        return text
    }

    private static func changes(_ rows: Rows) -> String {
        let changes = rows.summary.changes
        let counts = [
            (changes.nodesCreated, "nodes created"), (changes.nodesDeleted, "nodes deleted"),
            (changes.relationshipsCreated, "relationships created"),
            (changes.relationshipsDeleted, "relationships deleted"),
            (changes.propertiesSet, "properties set"), (changes.labelsAdded, "labels added"),
            (changes.labelsRemoved, "labels removed"), (changes.indexesAdded, "indexes added"),
            (changes.indexesRemoved, "indexes removed"),
        ].filter { $0.0 > 0 }
        guard !counts.isEmpty else { return "nothing changed\n" }
        return counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + "\n"
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var rest = self[...]
        while let last = rest.last, predicate(last) { rest.removeLast() }
        return String(rest)
    }
}
