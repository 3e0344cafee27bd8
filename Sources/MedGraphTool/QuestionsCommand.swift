internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import JSONRecords
internal import MedGraph
internal import QuestionGeneration

/// `medgraph questions`: questions with complete answers and proofs.
struct QuestionsCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions",
        abstract: "Make questions with complete answers and proofs.",
        discussion: """
            A pack says what is asked: queries, the hops that an answer takes, and wordings. \
            Question number 17 of a seed is the same whether 20 or 20,000 are made, and with any \
            number of threads. What was not asked, and why, is said on standard error.

            Packs that ship with the program: \
            \(QuestionPack.shipped.map(\.name).joined(separator: ", ")).

            EXAMPLES
              medgraph questions my.mdb --count 10000 --seed 7 --output q.jsonl
              medgraph questions my.mdb --language ru \\
                --kind common-symptoms --kind yes-no-symptom
              medgraph questions my.mdb --pack ./my.yaml --format messages --output q.jsonl
              medgraph questions my.mdb --split train=0.8,dev=0.1,test=0.1 \\
                --split-by entity --output q.jsonl
            """)

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Option(
        name: .customLong("pack"), parsing: .singleValue,
        help: ArgumentHelp("A pack file, or the name of one that ships.", valueName: "FILE"))
    var packs: [String] = ["medical"]

    @Option(
        name: .customLong("kind"), parsing: .singleValue,
        help: ArgumentHelp("Only this kind of question; may be repeated.", valueName: "KIND"))
    var kinds: [String] = []

    @Option(help: ArgumentHelp("How many questions.", valueName: "N"))
    var count = 100

    @Option(help: ArgumentHelp("What the draws depend on.", valueName: "S"))
    var seed: Int64 = 0

    @Option(help: ArgumentHelp("en or ru.", valueName: "L"))
    var language: QuestionLanguage = .english

    @Option(help: ArgumentHelp("jsonl, alpaca, sharegpt or messages.", valueName: "F"))
    var format: QuestionFormat = .jsonl

    @Option(help: ArgumentHelp("Where to; without it standard output.", valueName: "FILE"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Divide the questions, each part into a file of its own.",
            valueName: "NAME=SHARE,…"))
    var split: String?

    @Option(
        name: .customLong("split-by"),
        help: ArgumentHelp("What no two parts share: entity, kind or random.", valueName: "BY"))
    var separation: QuestionSplit.Separation = .random

    @Option(
        name: .customLong("max-share"),
        help: ArgumentHelp(
            "No entity is named or asked for in more than this share of the questions.",
            valueName: "SHARE"))
    var shareMax = 1.0

    @Option(help: ArgumentHelp("How many threads; as many as there are cores.", valueName: "N"))
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        help: ArgumentHelp("Write what was made and what was not to this file.", valueName: "FILE"))
    var report: String?

    @OptionGroup var quiet: QuietOption

    func validate() throws {
        guard count >= 0 else { throw ValidationError("`--count` must be 0 or more.") }
        guard threads >= 1 else { throw ValidationError("`--threads` must be 1 or more.") }
        guard shareMax > 0, shareMax <= 1 else {
            throw ValidationError("`--max-share` must be above 0 and at most 1.")
        }
        if split != nil, output == nil {
            throw ValidationError("`--split` needs `--output FILE`, to name the files after.")
        }
        _ = try readSplit()
    }

    func run() throws {
        try reporting {
            try make(from: openForReading())
        }
    }

    private func make(from database: Database) throws {
        var options = QuestionOptions()
        options.count = count
        options.seed = seed
        options.language = language
        options.format = format
        options.shareMax = shareMax
        options.split = try readSplit()
        options.threadCount = threads
        let generator = try QuestionGenerator(database, kinds: readKinds(), options: options)
        let line = quiet.statusLine()
        defer { line.clear() }
        var lines: [QuestionGenerator.Line] = []
        let report = try generator.run(
            progress: { line.show($0, of: count, "questions") }, { lines.append($0) })
        line.clear()
        try write(lines, options.split)
        if let path = self.report { try write(report, to: path) }
        quiet.tell(report.text())
    }

    private func write(_ lines: [QuestionGenerator.Line], _ split: QuestionSplit?) throws {
        let parts = split?.parts.map(\.name) ?? []
        let sink = try RecordSink(
            paths: output.map { RecordFiles.paths(of: $0, parts: parts) } ?? [])
        for line in lines { try sink.write(line.text + "\n", to: output == nil ? 0 : line.part) }
        try sink.finish()
    }

    private func write(_ report: QuestionReport, to path: String) throws(InputError) {
        do {
            try report.json().write(toFile: path, atomically: true, encoding: .utf8)
        } catch { throw InputError("cannot write the report `\(path)`") }
    }
}

// MARK: What is asked for

extension QuestionsCommand {
    private func readSplit() throws -> QuestionSplit? {
        guard let split else { return nil }
        if let split = QuestionSplit(split, by: separation) { return split }
        throw ValidationError(
            "`--split \(split)`: write NAME=SHARE,… with shares that sum to 1, such as "
                + "train=0.8,dev=0.1,test=0.1.")
    }

    /// The kinds of the packs, or those of them that are named.
    private func readKinds() throws(InputError) -> [QuestionKind] {
        var all: [QuestionKind] = []
        for pack in packs {
            for kind in try read(pack).kinds {
                if let other = all.first(where: { $0.name == kind.name }) {
                    throw InputError(
                        "two kinds are named `\(kind.name)`", at: kind.place,
                        hint: "the other is at \(other.place)")
                }
                all.append(kind)
            }
        }
        guard !kinds.isEmpty else { return all }
        for name in kinds where !all.contains(where: { $0.name == name }) {
            throw InputError(
                "no kind is named `\(name)`",
                hint: NearMiss.hint(for: name, among: all.map(\.name))
                    ?? "the kinds are \(all.map(\.name).joined(separator: ", "))")
        }
        return all.filter { kinds.contains($0.name) }
    }

    private func read(_ pack: String) throws(InputError) -> QuestionPack {
        if let shipped = try QuestionPack.shipped(pack) { return shipped }
        guard let bytes = FileManager.default.contents(atPath: pack) else {
            let names = QuestionPack.shipped.map(\.name)
            throw InputError(
                "there is no pack `\(pack)`", hint: "these ship: \(names.joined(separator: ", "))")
        }
        guard let yaml = String(validating: bytes, as: UTF8.self) else {
            throw InputError("the pack `\(pack)` is no UTF-8")
        }
        return try QuestionPack(yaml: yaml, file: pack)
    }
}

extension QuestionLanguage: ExpressibleByArgument {}
extension QuestionFormat: ExpressibleByArgument {}
extension QuestionSplit.Separation: ExpressibleByArgument {}
