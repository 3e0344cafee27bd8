internal import ArgumentParser
internal import DatasetImport
internal import Foundation
internal import JSONRecords
internal import MedGraph
internal import ResultPrinting
internal import Shell

/// `medgraph query`: one query, its result on standard output.
struct QueryCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run one query.",
        discussion: """
            A query that writes makes the database if it is not there.

            EXAMPLES
              medgraph query my.mdb 'MATCH (d:Disease) RETURN d.name LIMIT 5'
              medgraph query my.mdb --param code=G43 \\
                'MATCH (d {icd10: $code}) RETURN d.name'
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
    var format = ResultFormat.table

    @Option(help: ArgumentHelp("End the query after so long.", valueName: "MILLISECONDS"))
    var timeout: Int?

    @Flag(
        help: ArgumentHelp(
            "The text is several queries, with `;` behind each. They run one after the other, each in a transaction of its own, up to the first that fails."
        ))
    var script = false

    @OptionGroup
    var sync: SyncOptions

    func validate() throws {
        var names: Set<Substring> = []
        for parameter in parameters {
            guard parameter.dropFirst().contains("=") else {
                throw ValidationError("`--param \(parameter)`: write NAME=VALUE")
            }
            let name = parameter.prefix { $0 != "=" }
            guard names.insert(name).inserted else {
                throw ValidationError("the parameter `\(name)` is given twice")
            }
        }
    }

    func run() throws {
        var options = RunOptions()
        options.timeoutMilliseconds = timeout
        try reporting {
            let text = query == "-" ? try StandardInput.text() : query
            let queries = script ? StatementSplitter.statements(text) : [text]
            // A name that was mistyped is no new graph, which answers that there is nothing.
            guard
                FileManager.default.fileExists(atPath: database)
                    || queries.contains(where: QueryLanguage.isWriting)
            else { throw missingDatabase() }
            let database = try Database.open(path: database, options: sync.databaseOptions)
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
        // The summary in JSON has it; elsewhere a draw could not be repeated.
        if let seed = rows.summary.seed, format != .json {
            Console.write("seed \(seed): with `SEED \(seed)` the query draws the same\n")
        }
        // A script that makes a graph has nothing to show.
        guard !script || !rows.columns.isEmpty else { return }
        // What is read by a program is never cut, nor is a row alone, which is not compared.
        let layout = ResultTable.Layout(width: Console.outputWidth, isWrapping: rows.count == 1)
        let text = ResultText.text(of: rows, format, layout: layout)
        try StandardOutput.write(text)
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

extension ResultFormat: ExpressibleByArgument {}
