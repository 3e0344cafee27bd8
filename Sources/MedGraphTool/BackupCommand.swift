internal import ArgumentParser
internal import Foundation
internal import MedGraph

/// `medgraph backup`: a consistent copy of a database in use.
struct BackupCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a database while it is in use.",
        discussion: """
            The copy has what was committed when it began; writers go on meanwhile. It leaves out \
            the room of deleted records, so it is also how to make a file smaller.

            EXAMPLE
              medgraph backup my.mdb my-2026-11.mdb
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Argument(help: ArgumentHelp("The copy; it must not be there yet.", valueName: "FILE"))
    var copy: String

    func run() throws {
        guard !FileManager.default.fileExists(atPath: copy) else {
            Console.write(
                "error: `\(copy)` is there already\n"
                    + "  = hint: name a new file, so that no backup is overwritten\n")
            throw ExitCode.failure
        }
        try reporting {
            let database = try openForReading()
            do { try database.backup(to: copy) } catch {
                // Half a copy is no copy.
                try? FileManager.default.removeItem(atPath: copy)
                throw error
            }
        }
    }
}
