internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import MedGraph
internal import PromptGeneration

extension Allocation: ExpressibleByArgument {}
extension Weighting: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// `medgraph prompts`: sampled contexts and prompts, as JSON lines.
struct PromptsCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts",
        abstract: "Sample contexts and write prompts about them.",
        discussion: """
            Every record is one line of JSON: a disease, a patient whom it can meet, symptoms drawn by \
            weight, findings that are denied, drugs that are not contraindicated, side effects and \
            comorbidities, each with its probability, and the messages for a model.

            Templates: `symptoms`, `example` (symptoms and an example note), `code` (the diagnosis \
            alone), `entity` and `pair` (sentences about an entity, or two).

            EXAMPLES
              medgraph prompts my.mdb --icd10 G43 J45 --count 20 --seed 1
              medgraph prompts my.mdb --icd10 K20-K31 --language ru \\
                --hide-diagnosis --count 100
              medgraph prompts my.mdb --count 1000 \\
                --allocation prevalence --output prompts.jsonl
              medgraph prompts my.mdb --template example \\
                --examples notes.jsonl --allocation coverage
              medgraph prompts my.mdb --weights softmax --temperature 0.5 --count 10
              medgraph prompts my.mdb --template letter.mustache --count 10
              sed -n 17p prompts.jsonl | medgraph prompts my.mdb --reproduce -
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Codes with all below them, and ranges of codes; all diseases without.",
            valueName: "CODE"))
    var icd10: [String] = []

    @Option(help: ArgumentHelp("How many records are made.", valueName: "N"))
    var count = 10

    @Option(
        help: ArgumentHelp(
            "Makes the same records again; without it a new one is taken.", valueName: "S"))
    var seed: Int64?

    @Option(help: "The language of the prompts: en or ru.")
    var language = Language.english

    @Option(
        help: ArgumentHelp(
            "A template of the pack, or a Mustache file that is the message to the model.",
            valueName: "NAME|FILE"))
    var template = "symptoms"

    @Option(help: "How records are shared out among diseases: uniform, prevalence or coverage.")
    var allocation = Allocation.uniform

    @Option(help: "By what symptoms are drawn: frequency, tfidf or softmax.")
    var weights = Weighting.frequency

    @Option(
        help: ArgumentHelp("Of the softmax: low takes the most telling symptoms.", valueName: "T"))
    var temperature = 1.0

    @Flag(help: "Do not name the diagnosis in the prompt.")
    var hideDiagnosis = false

    @Option(
        help: ArgumentHelp("Example notes as JSON lines: icd10, text, language.", valueName: "FILE")
    )
    var examples: String?

    @Option(help: ArgumentHelp("A prompt pack of one's own.", valueName: "FILE"))
    var pack: String?

    @Option(help: ArgumentHelp("Where the records go; standard output without.", valueName: "FILE"))
    var output: String?

    @Option(
        help: ArgumentHelp("How many threads work; nothing else depends on it.", valueName: "N"))
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        help: ArgumentHelp(
            "Makes the records of a file again; `-` is standard input.", valueName: "RECORD"))
    var reproduce: String?

    @OptionGroup var quiet: QuietOption

    func validate() throws {
        guard count > 0 else { throw ValidationError("`--count` must be at least 1") }
        guard threads > 0 else { throw ValidationError("`--threads` must be at least 1") }
        guard temperature > 0, temperature.isFinite else {
            throw ValidationError("`--temperature` must be above 0")
        }
        for code in icd10 where ICDRange(code) == nil {
            throw ValidationError("`\(code)` is no code of ICD-10 and no range such as `K20-K31`")
        }
    }

    func run() throws {
        try reporting {
            let graph = try openForReading()
            let (pack, template) = try readPack()
            let notes = try examples.map { path throws(InputError) in
                try ExampleNotes.read(path: path)
            }
            if let reproduce {
                try self.reproduce(reproduce, graph, pack, notes)
            } else {
                try make(graph, pack, template, notes)
            }
        }
    }

    /// The pack, with the template if that is a file, and the name of the template.
    private func readPack() throws(InputError) -> (pack: PromptPack, template: String) {
        let pack: PromptPack
        if let path = self.pack {
            pack = try PackReader.read(path: path)
        } else {
            pack = try PackReader.shipped()
        }
        guard PromptPack.isTemplateFile(template) else { return (pack, template) }
        let (extended, name) = try pack.adding(templateFile: template)
        return (extended, name)
    }

    private func make(
        _ graph: Database, _ pack: PromptPack, _ template: String, _ notes: ExampleNotes?
    ) throws {
        var settings = PromptSettings()
        settings.seed = seed ?? Int64.random(in: 0...Int64(Int32.max))
        settings.language = language
        settings.template = template
        settings.weighting = weights
        settings.temperature = temperature
        settings.hidesDiagnosis = hideDiagnosis
        settings.examples = notes
        let generator = try PromptGenerator(
            graph, pack, settings,
            .shared(codes: icd10.compactMap { ICDRange($0) }, count: count, allocation))
        let sink = try RecordSink(paths: output.map { [$0] } ?? [])
        let total = generator.assignments.count
        let progress = quiet.statusLine()
        try PromptWriter(generator, threadCount: threads).run { lines, done in
            try sink.write(lines)
            progress.show(done, of: total, "records")
        }
        progress.clear()
        try refuseChange(graph, generator)
        try sink.finish()
        if seed == nil { quiet.tell("seed \(settings.seed)\n") }
        let fallbackCount = generator.fallbackCount
        if fallbackCount > 0 {
            quiet.tell(
                fallbackCount.counted(
                    "record has no example note and was", "records have no example note and were")
                    + " made without one\n")
        }
    }

    /// Records of two states of the graph would carry one hash.
    private func refuseChange(_ graph: Database, _ generator: PromptGenerator) throws {
        guard try graph.contentHash() != generator.snapshot else { return }
        throw InputError("the graph was changed meanwhile", hint: "run the command again")
    }

    private func reproduce(
        _ path: String, _ graph: Database, _ pack: PromptPack, _ notes: ExampleNotes?
    ) throws {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            guard let content = try? Data(contentsOf: URL(filePath: path)) else {
                throw InputError("there is no file `\(path)` to read")
            }
            data = content
        }
        let records = try Reproduction(String(decoding: data, as: UTF8.self), file: path)
        let outcomes = try records.outcomes(graph, pack, examples: notes)
        let sink = try RecordSink(paths: output.map { [$0] } ?? [])
        for outcome in outcomes { try sink.write(outcome.line + "\n") }
        try sink.finish()
        for (index, outcome) in outcomes.enumerated() where !outcome.differences.isEmpty {
            Console.write("record \(index + 1) is another:\n")
            for difference in outcome.differences { Console.write("  \(difference)\n") }
        }
        guard outcomes.allSatisfy({ $0.differences.isEmpty }) else { throw ExitCode.failure }
    }
}
