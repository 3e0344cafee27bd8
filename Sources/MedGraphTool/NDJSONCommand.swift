internal import ArgumentParser
internal import Foundation
internal import JSONRecords
internal import MedGraph

/// `medgraph ndjson`: one request a line, one answer a line.
struct NDJSONCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "ndjson",
        abstract: "Answer queries as JSON lines on standard input and output.",
        discussion: """
            Each line is a request, and gets one line as its answer:

              {"query": "RETURN $x AS x", "parameters": {"x": 1}, "timeout_ms": 1000}
              {"reset": true}

            Without DB the graph is a fresh one that goes when the input ends.
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var file: String?

    @OptionGroup
    var sync: SyncOptions

    var database: String { file ?? "" }

    func run() throws {
        try reporting {
            let session = try NDJSONSession(path: file, options: sync.databaseOptions)
            defer { session.end() }
            var input = StandardInput()
            while let line = try input.line() {
                if line.allSatisfy(\.isWhitespace) { continue }
                try StandardOutput.write(session.answer(to: line) + "\n")
            }
        }
    }
}

/// One client's requests, in order.
final class NDJSONSession {
    private let path: String?
    private let folder: URL?
    private var resetCount = 0
    private var database: Database?

    /// - Parameters:
    ///   - path: nil for a graph of its own that goes with the session.
    ///   - options: how the database at `path` is opened.
    init(
        path: String?, options: Database.Options = Database.Options()
    ) throws(MedGraphError) {
        self.path = path
        if let path {
            folder = nil
            database = try Database.open(path: path, options: options)
        } else {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "medgraph-\(UUID().uuidString)")
            self.folder = folder
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true)
            } catch {
                throw .storage(operation: "making a folder", reason: error.localizedDescription)
            }
            try openFresh()
        }
    }

    /// Removes the graph, unless it is a database that was named.
    func end() {
        database = nil
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }

    private func openFresh() throws(MedGraphError) {
        guard let folder else { return }
        var options = Database.Options()
        options.isDurable = false
        let old = folder.appending(path: "\(resetCount).mdb").path
        resetCount += 1
        let new = folder.appending(path: "\(resetCount).mdb").path
        database = nil
        database = try Database.open(path: new, options: options)
        for file in [old, old + "-lock"] { try? FileManager.default.removeItem(atPath: file) }
    }

    private func reset() throws(MedGraphError) {
        guard folder == nil, let database else { return try openFresh() }
        for index in try database.information().indexes {
            let kind = index.kind.isUnique ? "CONSTRAINT" : "INDEX"
            let name = index.name.replacingOccurrences(of: "`", with: "``")
            _ = try database.run("DROP \(kind) `\(name)`")
        }
        _ = try database.run("MATCH (n) DETACH DELETE n")
    }

    func answer(to line: String) -> String {
        var writer = JSONWriter()
        let request: JSONValue
        do { request = try JSONParser.parse(line) } catch {
            return refusal("the request is no JSON from byte \(error.offset) on", &writer)
        }
        do throws(MedGraphError) {
            if case .boolean(true)? = request["reset"] {
                try reset()
                return "{\"ok\": true}"
            }
            if request["procedure"] != nil {
                return refusal("procedures are not supported", type: "Unsupported", &writer)
            }
            guard case .string(let query)? = request["query"], let database else {
                return refusal("a request has a `query`", &writer)
            }
            var parameters: [String: QueryValue] = [:]
            if case .object(let members)? = request["parameters"] {
                for member in members {
                    guard let value = QueryValue(member.value) else {
                        return refusal(
                            "parameters of that kind are not supported", type: "Unsupported",
                            &writer)
                    }
                    parameters[member.key] = value
                }
            }
            var options = RunOptions()
            if case .integer(let milliseconds)? = request["timeout_ms"] {
                options.timeoutMilliseconds = Int(milliseconds)
            }
            let rows = try database.run(query, parameters: parameters, options: options)
            writer.write(rows)
        } catch {
            writer.object([("error", { $0.write(error) })])
        }
        return writer.text
    }

    private func refusal(
        _ message: String, type: String = "ArgumentError", _ writer: inout JSONWriter
    ) -> String {
        writer.object([
            (
                "error",
                {
                    $0.object([
                        ("type", { $0.write(type) }), ("phase", { $0.write("compile time") }),
                        ("detail", { $0.write(QueryValue.null) }),
                        ("message", { $0.write(message) }),
                    ])
                }
            )
        ])
        return writer.text
    }
}

extension JSONWriter {
    /// `{"columns": …, "rows": …, "statistics": …, "elapsed_us": …}`
    mutating func write(_ rows: Rows) {
        object([
            ("columns", { $0.write(rows.columns) }),
            (
                "rows",
                { $0.list(rows.values) { writer, row in writer.list(row) { $0.write($1) } } }
            ),
            ("statistics", { $0.write(rows.summary.changes) }),
            ("elapsed_us", { $0.write(rows.summary.elapsedMicroseconds) }),
            ("seed", { $0.write(rows.summary.seed.map { QueryValue.integer($0) } ?? .null) }),
        ])
    }
}
