internal import ArgumentParser
internal import Corpus
internal import Diagnostics
internal import Foundation
internal import NoteGeneration

/// `medgraph corpus`: what is in a corpus.
struct CorpusCommand: ParsableCommand {
    enum Action: String, CaseIterable, ExpressibleByArgument { case list, show, search, stats }
    enum State: String, CaseIterable, ExpressibleByArgument { case waiting, done, failed }
    enum Format: String, CaseIterable, ExpressibleByArgument { case table, jsonl }

    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract: "Show what is in a corpus of notes.",
        discussion: """
            list         the notes, and prompts without note
            show ID      a note with its spans and scores: its number, id or context
            search TEXT  the notes that have all these words, in any case and form
            stats        the work of each generator, its tokens, and the means of the scores

            EXAMPLES
              medgraph corpus c.sqlite list --limit 50
              medgraph corpus c.sqlite list --state failed
              medgraph corpus c.sqlite show 7
              medgraph corpus c.sqlite search "throbbing headache"
              medgraph corpus c.sqlite stats --format jsonl
            """)

    @Argument(help: ArgumentHelp("The corpus.", valueName: "FILE"))
    var corpus: String

    @Argument(help: "list, show, search or stats.")
    var action: Action

    @Argument(help: ArgumentHelp("What to show or search for.", valueName: "ID|TEXT"))
    var words: [String] = []

    @Option(help: ArgumentHelp("How many lines at most.", valueName: "N"))
    var limit = 20

    @Option(help: "List only prompts that are waiting, done or failed.")
    var state: State?

    @Option(help: "How it is written: table or jsonl.")
    var format = Format.table

    func validate() throws {
        guard limit > 0 else { throw ValidationError("`--limit` must be at least 1") }
        switch action {
        case .show where words.count != 1: throw ValidationError("`show` needs one ID")
        case .search where words.isEmpty: throw ValidationError("`search` needs a TEXT")
        case .list where !words.isEmpty, .stats where !words.isEmpty:
            throw ValidationError("`\(action.rawValue)` takes nothing behind it")
        default: break
        }
        if state != nil, action != .list {
            throw ValidationError("`--state` is for `list`")
        }
    }

    func run() throws {
        try reporting {
            let printer = CorpusPrinter(
                isTable: format == .table, width: Console.outputWidth)
            let corpus = try Corpus.open(corpus, for: .reading)
            let text: String
            switch action {
            case .list:
                // One more tells whether there are more.
                let lines = try corpus.workLines(state: state?.rawValue, countMax: limit + 1)
                text = printer.list(lines, countMax: limit)
            case .show: text = try show(corpus, printer)
            case .search:
                let hits = try corpus.search(
                    words.joined(separator: " "), countMax: limit + 1)
                text = printer.hits(hits, countMax: limit)
            case .stats: text = printer.report(try CorpusReport(corpus))
            }
            try StandardOutput.write(text)
        }
    }

    private func show(_ corpus: Corpus, _ printer: CorpusPrinter) throws(InputError) -> String {
        if let note = try corpus.note(words[0]) { return printer.note(note) }
        throw InputError(
            "the corpus has no note `\(words[0])`",
            hint: "`medgraph corpus FILE list` shows them by number and context")
    }
}
