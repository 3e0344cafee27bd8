internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import MedGraph

/// What commands that work on a database that must be there have in common.
protocol DatabaseCommand: ParsableCommand {
    var database: String { get }
}

extension ParsableCommand {
    /// Runs `body`; a mistake of the database or of the input is told on standard error, and makes the
    /// exit status 1.
    func reporting(_ body: () throws -> Void) throws {
        do { try body() } catch let error as MedGraphError {
            Console.write("error: \(error.description)\n")
            throw ExitCode.failure
        } catch let error as InputError {
            Console.write(error)
            throw ExitCode.failure
        }
    }
}

extension DatabaseCommand {
    /// Opens the database to be read. One that is not there is an error, not a new file.
    func openForReading() throws -> Database {
        guard FileManager.default.fileExists(atPath: database) else { throw missingDatabase() }
        var options = Database.Options()
        options.isReadOnly = true
        return try Database.open(path: database, options: options)
    }

    /// Says that the database is not there.
    func missingDatabase() -> ExitCode {
        Console.write(
            "error: there is no database `\(database)`\n"
                + "  = hint: `medgraph import` makes one\n")
        return ExitCode.failure
    }
}

/// `--no-sync`, the same for all commands that write.
struct SyncOptions: ParsableArguments {
    @Flag(
        name: .customLong("no-sync"),
        help: ArgumentHelp(
            "Do not wait until the disk has each commit. A killed process still loses nothing; when the machine crashes or loses power, the newest commits can be lost, and the whole database can be damaged."
        ))
    var skipsSync = false

    /// How the database is opened.
    var databaseOptions: Database.Options {
        var options = Database.Options()
        options.isDurable = !skipsSync
        return options
    }
}
