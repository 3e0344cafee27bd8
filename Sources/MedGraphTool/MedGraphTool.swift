internal import ArgumentParser
internal import Foundation
internal import MedGraph

@main struct MedGraphTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "medgraph",
        abstract: "An embedded graph database for medical knowledge.",
        version: "0.1.0",
        subcommands: [
            ImportCommand.self, QueryCommand.self, ShellCommand.self, NDJSONCommand.self,
            InfoCommand.self, CheckCommand.self, BackupCommand.self, DumpCommand.self,
            QuestionsCommand.self, PromptsCommand.self, GenerateCommand.self, CorpusCommand.self,
            ExportCommand.self,
        ])

    /// Runs the command; the exit status is 0 when it is done, 1 when its work failed and 2 when it
    /// was called in a wrong way.
    static func main() {
        Database.keepMemory()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let status = exitCode(for: error)
            guard status == .validationFailure else { exit(withError: error) }
            Console.write(fullMessage(for: error) + "\n")
            Foundation.exit(2)
        }
    }
}
