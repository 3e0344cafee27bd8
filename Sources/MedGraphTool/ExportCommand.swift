internal import ArgumentParser
internal import Corpus
internal import DatasetImport
internal import Diagnostics

extension TrainingFormat: ExpressibleByArgument {}

/// `medgraph export`: the notes of a corpus as training files.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the notes of a corpus as training files.",
        discussion: """
            jsonl     note records: text, spans, scores, and what wrote them
            alpaca    instruction, input, output
            sharegpt  conversations of system, human and gpt
            messages  messages of system, user and assistant

            The notes go to DIR/notes.jsonl, one a line.

            EXAMPLES
              medgraph export c.sqlite --format messages --output ./training
            """)

    @Argument(help: ArgumentHelp("The corpus.", valueName: "CORPUS"))
    var corpus: String

    @Option(help: "What to write: jsonl, alpaca, sharegpt or messages.")
    var format: TrainingFormat

    @Option(
        help: ArgumentHelp("The folder; it must not be there yet, or be empty.", valueName: "DIR"))
    var output: String

    @OptionGroup var quiet: QuietOption

    func run() throws {
        try reporting {
            let corpus = try Corpus.open(corpus, for: .reading)
            let count = try CorpusExport(of: corpus, as: format).run(into: output)
            quiet.tell("\(output)/\(CorpusExport.fileName): \(count.counted("note"))\n")
        }
    }
}
