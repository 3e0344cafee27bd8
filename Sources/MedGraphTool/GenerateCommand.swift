internal import ArgumentParser
internal import Corpus
internal import DatasetImport
internal import Diagnostics
internal import Foundation
internal import MedGraph
internal import NoteGeneration

/// `medgraph generate`: the notes of prompts, into a corpus.
struct GenerateCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write the notes of prompts into a corpus.",
        discussion: """
            A generator is `offline`, the writer that needs no model and no network, or
            the address of a server with the interface of OpenAI (llama.cpp, vLLM, Ollama
            and others).

            Every note is stored with its spans and scores as soon as it is there. The
            same command goes on where it was, whatever ended it: what is answered is not
            asked again, what failed is. Another model, setting or seed asks anew, for
            other notes in the same corpus.

            The exit status is 1 when a prompt is left without a note.

            EXAMPLES
              medgraph prompts my.mdb --count 20 --seed 1 --output p.jsonl
              medgraph generate my.mdb --corpus c.sqlite --prompts p.jsonl \\
                --generator offline
              medgraph generate my.mdb --corpus c.sqlite --prompts p.jsonl \\
                --generator http://127.0.0.1:8080/v1 --model smollm2 --jobs 4
              medgraph generate my.mdb --corpus c.sqlite --prompts p.jsonl \\
                --generator https://api.openai.com/v1 --model gpt-5-mini \\
                --api-key-env OPENAI_API_KEY --budget-tokens 200000 \\
                --record answers.jsonl
              medgraph generate my.mdb --corpus copy.sqlite --prompts p.jsonl \\
                --generator https://api.openai.com/v1 --model gpt-5-mini \\
                --replay answers.jsonl
              medgraph corpus c.sqlite stats
            """)

    @Argument(help: ArgumentHelp("The database that the prompts were made from.", valueName: "DB"))
    var database: String

    @Option(help: ArgumentHelp("The corpus; made if it is not there.", valueName: "FILE"))
    var corpus: String

    @Option(help: ArgumentHelp("Records of `medgraph prompts`.", valueName: "FILE"))
    var prompts: String

    @Option(help: ArgumentHelp("`offline`, or the address of a server.", valueName: "offline|URL"))
    var generator: String

    @Option(help: ArgumentHelp("What to ask of the server.", valueName: "M"))
    var model: String?

    @Option(help: ArgumentHelp("0 to 2; without it as the server likes.", valueName: "T"))
    var temperature: Double?

    @Option(help: ArgumentHelp("What draws depend on; 0 for `offline`.", valueName: "S"))
    var seed: Int64?

    @Option(help: ArgumentHelp("How many requests are under way at most.", valueName: "N"))
    var jobs: Int?

    @Option(
        name: .customLong("budget-tokens"),
        help: ArgumentHelp("Stop before this run uses more tokens.", valueName: "B"))
    var budget: Int?

    @Option(
        name: .customLong("max-tokens"),
        help: ArgumentHelp("How many tokens a note can have.", valueName: "N"))
    var tokenCountMax = 1024

    @Option(help: ArgumentHelp("How long one answer may take.", valueName: "SECONDS"))
    var timeout = 120.0

    @Option(help: ArgumentHelp("How often a request is sent again.", valueName: "N"))
    var retries = RetryPolicy().retryCountMax

    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp("The variable of the environment with the key.", valueName: "NAME"))
    var keyVariable: String?

    @Option(
        name: .customLong("json-schema"),
        help: ArgumentHelp("The form of answers with `text` and labels.", valueName: "FILE"))
    var schema: String?

    @Option(help: ArgumentHelp("Write down requests and answers.", valueName: "FILE"))
    var record: String?

    @Option(help: ArgumentHelp("Answer as this recording does; ask nobody.", valueName: "FILE"))
    var replay: String?

    @OptionGroup var quiet: QuietOption

    private var isOffline: Bool { generator == OfflineGenerator.name }

    func validate() throws {
        guard jobs ?? 1 > 0 else { throw ValidationError("`--jobs` must be at least 1") }
        guard jobs ?? 1 <= 256 else { throw ValidationError("`--jobs` must be at most 256") }
        guard tokenCountMax > 0 else { throw ValidationError("`--max-tokens` must be at least 1") }
        guard retries >= 0 else { throw ValidationError("`--retries` must be 0 or more") }
        guard timeout > 0, timeout <= 86_400 else {
            throw ValidationError("`--timeout` must be above 0 and at most a day")
        }
        if let temperature, !(0...2).contains(temperature) {
            throw ValidationError("`--temperature` must be from 0 to 2")
        }
        if let budget, budget < 1 { throw ValidationError("`--budget-tokens` must be at least 1") }
        if record != nil, replay != nil {
            throw ValidationError("`--record` and `--replay` exclude each other")
        }
        if isOffline {
            try refuseServerOptions()
        } else if model == nil {
            throw ValidationError("a server needs `--model M`")
        }
    }

    private func refuseServerOptions() throws {
        for (name, isGiven) in [
            ("--model", model != nil), ("--temperature", temperature != nil),
            ("--budget-tokens", budget != nil), ("--api-key-env", keyVariable != nil),
            ("--json-schema", schema != nil),
        ] where isGiven {
            throw ValidationError("`\(name)` is for servers, and the generator is `offline`")
        }
    }

    func run() throws {
        try reporting {
            let graph = try openForReading()
            let source = try noteGenerator()
            let report = try generate(graph, source)
            if !quiet.isQuiet || !report.isComplete { Console.write(report.text) }
            if !report.isComplete { throw ExitCode.failure }
        }
    }

    private func generate(_ graph: Database, _ source: any NoteGenerator) throws -> GenerationReport
    {
        let file = try PromptFile(path: prompts)
        let corpus = try Corpus.open(self.corpus, for: .writing)
        let lock = try WorkLock(corpus: self.corpus)
        defer { withExtendedLifetime(lock) {} }
        let work: WorkList
        var source = source
        do {
            work = try corpus.enlist(file, for: source.description)
            if let record { source = try RecordingGenerator(source, path: record) }
        } catch {
            corpus.removeIfNew()
            throw error
        }
        quiet.tell(Self.text(work))
        var retry = RetryPolicy()
        // A recording says the same each time.
        retry.retryCountMax = replay == nil ? retries : 0
        let run = GenerationRun(
            corpus, graph, source, jobCount: jobCount, retry: retry, budget: TokenBudget(budget))
        let line = quiet.statusLine()
        defer { line.clear() }
        let report = try run.run(work) { progress in
            line.show { progress.text(seconds: $0) }
        }
        line.clear()
        try corpus.close()
        return report
    }

    private var jobCount: Int {
        jobs ?? (isOffline ? ProcessInfo.processInfo.activeProcessorCount : 1)
    }

    private func noteGenerator() throws(InputError) -> any NoteGenerator {
        let source: any NoteGenerator =
            isOffline ? OfflineGenerator(seed: seed ?? 0) : ChatGenerator(try chatSettings())
        return try replay.map { path throws(InputError) in
            try ReplayingGenerator(source.description, path: path)
        } ?? source
    }

    private func chatSettings() throws(InputError) -> ChatSettings {
        var settings = ChatSettings(
            server: try ServerAddress(generator), model: model ?? "")
        settings.temperature = temperature
        settings.seed = seed
        settings.tokenCountMax = tokenCountMax
        settings.timeoutSeconds = timeout
        if let schema { settings.schema = try AnswerSchema(path: schema) }
        // A replay asks nobody, so it needs no key.
        if let keyVariable, replay == nil { settings.key = try ServerKey(variable: keyVariable) }
        return settings
    }

    private static func text(_ work: WorkList) -> String {
        var text = ""
        if work.doneCount > 0 {
            text += work.doneCount.counted("prompt has its note", "prompts have their notes") + "\n"
        }
        if work.repeatedCount > 0 {
            text +=
                work.repeatedCount.counted(
                    "record repeats the messages of another",
                    "records repeat the messages of others")
                + ", which are answered once\n"
        }
        return text
    }
}
