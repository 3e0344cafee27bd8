import Foundation
import MedGraph
import Testing

/// A query with its result, from a file such as `Grammar/reference.md`.
///
/// A block `cypher` is a query; a block `graph` before it makes the graph it runs on; a table
/// behind it is its result; a block `error` is what is said instead.
struct CorpusCase: CustomTestStringConvertible {
    var graph = ""
    var query = ""
    /// Nil where the file says nothing of the result.
    var table: [String]?
    var error: String?

    var testDescription: String { query }

    static func read(_ file: URL) throws -> [CorpusCase] {
        var cases: [CorpusCase] = []
        var graph = ""
        var kind: Substring?
        var block: [Substring] = []
        var isBehindQuery = false
        for line in try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        {
            if let open = kind {
                guard line == "```" else {
                    block.append(line)
                    continue
                }
                let text = block.joined(separator: "\n")
                switch open {
                case "graph": graph = text
                case "cypher":
                    cases.append(CorpusCase(graph: graph, query: text))
                    graph = ""
                    isBehindQuery = true
                case "error" where isBehindQuery: cases[cases.count - 1].error = text
                default: break
                }
                kind = nil
                block = []
            } else if line.hasPrefix("```") {
                kind = line.dropFirst(3)
                if kind != "error" { isBehindQuery = false }
            } else if line.hasPrefix("|"), isBehindQuery {
                cases[cases.count - 1].table = (cases.last!.table ?? []) + [String(line)]
            } else if !line.isEmpty {
                isBehindQuery = false
            }
        }
        return cases
    }

    /// Runs the case; returns what is wrong, or nil.
    func problem() throws -> String? {
        let path = NSTemporaryDirectory() + "medgraph-\(UUID().uuidString).mdb"
        defer {
            for end in ["", "-lock"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        var options = Database.Options()
        options.isDurable = false
        let database = try Database.open(path: path, options: options)
        if !graph.isEmpty { _ = try database.run(graph) }
        let rows: Rows
        do { rows = try database.run(query) } catch let failure {
            guard let error else { return failure.description }
            return failure.description.hasPrefix(error) ? nil : failure.description
        }
        if error != nil { return "it ran" }
        guard let table else { return nil }
        var expected = Array(table.dropFirst(2))
        var found = rows.values.map { row in
            "| " + row.map(\.description).joined(separator: " | ") + " |"
        }
        if !query.contains("ORDER BY") {
            expected.sort()
            found.sort()
        }
        let header = "| " + rows.columns.joined(separator: " | ") + " |"
        if header != table[0] { return "its columns are \(header)" }
        return expected == found ? nil : "it gave \(found)"
    }
}
