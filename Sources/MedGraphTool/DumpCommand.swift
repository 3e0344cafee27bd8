internal import ArgumentParser
internal import DatasetExport
internal import DatasetImport
internal import Diagnostics
internal import Foundation
internal import MedGraph

/// `medgraph dump`: a database as files of another format.
struct DumpCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Write a database as files of another format.",
        discussion: """
            neo4j-csv  tables for neo4j-admin, and import.args with its arguments
            kgx        nodes.jsonl and edges.jsonl
            graphml    graph.graphml
            cypher     graph.cypher: statements, one a line

            All of it is written, or nothing. `medgraph import` reads the first three back to the \
            same content (`info --hash`), `medgraph query --script` the fourth. What a format cannot \
            hold is named and refused, unless `--lossy` leaves it out. Weights are not part of the \
            content; nor are indexes, but Cypher has them, and the keys of imports are kept as keys \
            where a format has ids.

            EXAMPLES
              medgraph dump my.mdb --format neo4j-csv ./csv
              medgraph import copy.mdb ./csv
              medgraph dump my.mdb --format cypher --lossy ./script
              medgraph query copy.mdb --script - < ./script/graph.cypher
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Argument(
        help: ArgumentHelp("The folder; it must not be there yet, or be empty.", valueName: "DIR"))
    var folder: String

    @Option(help: "What to write: neo4j-csv, kgx, graphml or cypher.", transform: readFormat)
    var format: DumpFormat

    @Flag(help: "Leave out what the format cannot hold.")
    var lossy = false

    @OptionGroup var quiet: QuietOption

    func run() throws {
        try reporting {
            let database = try openForReading()
            let line = quiet.statusLine()
            do throws(DumpError) {
                defer { line.clear() }
                let summary = try Dump(of: database, as: format, isLossy: lossy).run(into: folder) {
                    line.show($0.count, of: $0.totalCount, "nodes and relationships")
                }
                line.clear()
                quiet.tell(text(summary))
            } catch {
                if case .database(let error) = error { throw error }
                Console.write(error.description + "\n")
                throw ExitCode.failure
            }
        }
    }

    private func text(_ summary: Dump.Summary) -> String {
        var lines = [
            "\(folder): \(summary.nodeCount.counted("node")), "
                + "\(summary.relationshipCount.counted("relationship")) in "
                + summary.files.count.counted("file")
        ]
        lines += summary.losses.map { "left out: \($0.what) (\($0.count.counted("time")))" }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func readFormat(_ name: String) throws -> DumpFormat {
        if let format = DumpFormat(rawValue: name) { return format }
        let names = DumpFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("No format is named '\(name)'. The formats are \(names).")
    }
}
