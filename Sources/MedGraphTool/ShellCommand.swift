internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Glibc
internal import LineEditing
internal import MedGraph
internal import Shell

/// `medgraph shell`: queries and commands, one after the other.
struct ShellCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Ask and change a graph, query by query.",
        discussion: """
            A query ends with `;` and may have several lines; `:help` lists the commands. Tab \
            completes keywords, labels, types, properties and functions, Ctrl-C stops a query, \
            Ctrl-D leaves. Lines are kept in the user's state folder, or in the file that \
            MEDGRAPH_HISTORY names. A database that is not there is made.

            Input that is no terminal is carried out up to the first query that fails, and the \
            exit status is then 1.

            EXAMPLES
              medgraph shell my.mdb
              medgraph shell my.mdb < queries.cypher
              echo ':neighbours Migraine' | medgraph shell my.mdb
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @OptionGroup
    var sync: SyncOptions

    func run() throws {
        try reporting {
            let database = try Database.open(path: database, options: sync.databaseOptions)
            let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            let session = ShellSession(
                database,
                Shell.Surroundings(
                    isInteractive: isInteractive, width: { Console.outputWidth },
                    output: { StandardOutput.writeOrExit($0) },
                    messages: { Console.write($0) }))
            guard isInteractive else {
                var input = StandardInput()
                let isDone = try session.carryOut(linesOf: "input") { () throws(InputError) in
                    try input.line()
                }
                guard isDone else { throw ExitCode.failure }
                return
            }
            try StandardOutput.write("\(self.database): `:help` lists the commands\n")
            session.converse { wordBreaks, completer in
                EditLine(
                    historyPath: HistoryFile.path(ProcessInfo.processInfo.environment),
                    wordBreaks: wordBreaks, completer: completer)
            }
        }
    }
}
