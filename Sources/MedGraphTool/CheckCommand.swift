internal import ArgumentParser
internal import DatasetImport
internal import Diagnostics
internal import Foundation
internal import MedGraph

/// `medgraph check`: whether a database is whole.
struct CheckCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Prove that a database is whole.",
        discussion: """
            Reads the file page by page before it trusts it, then proves that every record is as \
            it was written, that both ends of each relationship agree, that the indexes have every \
            value and no stray, and that the counts are exact. Each promise that does not hold is \
            one line on standard output. The exit status is 0 when all hold, else 1.

            The database may be in use meanwhile.

            EXAMPLE
              medgraph check my.mdb && medgraph backup my.mdb my-2026-11.mdb
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Flag(help: "Say nothing when all is well.")
    var quiet = false

    func run() throws {
        guard FileManager.default.fileExists(atPath: database) else { throw missingDatabase() }
        try reporting {
            let showsProgress = Console.isTerminal && !quiet
            let result = try Database.check(path: database) { stage in
                if showsProgress { Console.write("\rchecking \(stage) …\u{1B}[K") }
            }
            if showsProgress { Console.write("\r\u{1B}[K") }
            for violation in result.violations { try StandardOutput.write("\(violation)\n") }
            guard result.isClean else {
                Console.write(
                    "error: \(result.violationCount.counted("promise does", "promises do")) not hold; "
                        + "`\(database)` is damaged\n"
                        + "  = hint: go back to a backup, or import the sources again\n")
                throw ExitCode.failure
            }
            if !quiet { try StandardOutput.write("\(database) is whole\n") }
        }
    }
}
