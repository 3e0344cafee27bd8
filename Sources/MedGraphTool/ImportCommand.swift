internal import ArgumentParser
internal import DatasetImport
internal import Diagnostics
internal import Foundation
internal import MedGraph

/// `medgraph import`: loads files into a database and prints an audit.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Load files into a database and print an audit.",
        discussion: """
            A mapping says which rows and columns of the files make which nodes, relationships \
            and properties. Its tables name files; they are found among the SOURCEs, with or \
            without .gz. All of it is loaded, or nothing; loading the same again adds nothing.

            Mappings that ship with the program: \
            \(MappingPreset.all.map(\.name).joined(separator: ", ")).

            EXAMPLES
              medgraph import my.mdb ./hetionet --mapping hetionet --dangling stub
              medgraph import my.mdb het.json.gz --format hetionet-json --dangling skip
              medgraph import my.mdb a.csv b.csv --mapping ./my.yaml --report audit.json
            """)

    @Argument(help: ArgumentHelp("The database; made if it is not there.", valueName: "DB"))
    var database: String

    @Argument(
        help: ArgumentHelp("Files, or one folder with the files.", valueName: "SOURCE"))
    var sources: [String]

    @Option(help: ArgumentHelp("What the files are, whatever their names.", valueName: "F"))
    var format: String?

    @Option(help: ArgumentHelp("A mapping file, or the name of one that ships.", valueName: "FILE"))
    var mapping: String?

    @Option(
        help: ArgumentHelp(
            "What happens to a relationship whose end is no node: refuse, skip or stub.",
            valueName: "P"),
        transform: readPolicy)
    var dangling: DanglingPolicy = .refuse

    @Option(help: ArgumentHelp("Write the audit as JSON to this file too.", valueName: "FILE"))
    var report: String?

    @Flag(name: .customLong("no-sync"), help: "Do not wait until the disk has everything.")
    var skipsSync = false

    @Flag(help: "Print neither progress nor the audit.")
    var quiet = false

    @Flag(name: .customLong("check-only"), help: "Read and check the files, and load nothing.")
    var checksOnly = false

    func validate() throws {
        _ = try readFormat()
        _ = try findMapping()
    }

    func run() throws {
        let importer = try makeImporter()
        do {
            let audit = try checksOnly ? check(reading: importer) : load(importer)
            if let report { try write(audit.json(), to: report) }
            if !quiet { Console.write(audit.text) }
            if let refusal = audit.refusal { throw refusal }
        } catch let error as ImportError {
            Console.write(error)
            throw ExitCode.failure
        }
    }

    private func load(_ importer: Importer) throws(ImportError) -> ImportAudit {
        let isNew = !FileManager.default.fileExists(atPath: database)
        let line = ProgressLine(isShown: !quiet && Console.isTerminal)
        defer { line.clear() }
        do throws(ImportError) {
            let database = try open()
            let audit = try DatabaseLoad(importer, dangling).run(into: database) { line.show($0) }
            if audit.outcome != .loaded { removeDatabase(if: isNew) }
            return audit
        } catch {
            removeDatabase(if: isNew)
            throw error
        }
    }

    private func open() throws(ImportError) -> Database {
        var options = Database.Options()
        options.isDurable = !skipsSync
        do throws(MedGraphError) {
            return try Database.open(path: database, options: options)
        } catch { throw ImportError(error.description) }
    }

    /// A database that a failed load began goes with it, unless somebody else has filled it.
    private func removeDatabase(if isNew: Bool) {
        guard isNew, let information = try? Database.open(path: database).information(),
            information.nodeCount == 0
        else { return }
        for path in [database, database + "-lock"] {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func check(reading importer: Importer) throws(ImportError) -> ImportAudit {
        var sink = CountingSink()
        let line = ProgressLine(isShown: !quiet && Console.isTerminal)
        defer { line.clear() }
        let tables = try importer.run(into: &sink) { line.show($0) }
        var report = LoadReport()
        report.nodes.read = sink.nodeRowCount
        report.relationships.read = sink.relationshipRowCount
        return ImportAudit(
            importer, tables: tables, report: report, policy: dangling, outcome: .checked)
    }

    private func write(_ text: String, to path: String) throws(ImportError) {
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw ImportError("cannot write the report", at: .init(file: path))
        }
    }
}

// MARK: What is read, and how

extension ImportCommand {
    private func makeImporter() throws -> Importer {
        let format = try readFormat()
        do {
            let mapping = try findMapping().read()
            let candidates = try SourceFiles.candidates(sources)
            let match = try SourceMatch(mapping, candidates: candidates, format: format)
            return Importer(mapping, match)
        } catch let error as ImportError {
            Console.write(error)
            throw ExitCode.failure
        }
    }

    /// Nil also for `hetionet`, which stands for either of its forms.
    private func readFormat() throws -> TableFormat? {
        guard let format, format != "hetionet" else { return nil }
        if let format = TableFormat(rawValue: format) { return format }
        let names = ["hetionet"] + TableFormat.allCases.map(\.rawValue)
        throw ValidationError(
            "No format is named '\(format)'. "
                + Self.advice(format, names, "The formats are \(names.joined(separator: ", "))."))
    }

    private enum FoundMapping {
        case preset(MappingPreset)
        case file(String)

        func read() throws(ImportError) -> Mapping {
            switch self {
            case .preset(let preset): try preset.mapping()
            case .file(let path): try Mapping(yaml: SourceFiles.text(path), file: path)
            }
        }
    }

    /// The mapping that is named; without one, the format may say enough.
    private func findMapping() throws -> FoundMapping {
        let names = MappingPreset.all.map(\.name)
        let shipped = "These ship: \(names.joined(separator: ", "))."
        guard let mapping else {
            if let format, format.hasPrefix("hetionet"),
                let preset = MappingPreset.named("hetionet")
            {
                return .preset(preset)
            }
            throw ValidationError(
                "Missing '--mapping FILE', which says what the files' columns mean. " + shipped)
        }
        if let preset = MappingPreset.named(mapping) { return .preset(preset) }
        guard FileManager.default.fileExists(atPath: mapping) else {
            throw ValidationError(
                "No mapping is named '\(mapping)', and no file. "
                    + Self.advice(mapping, names, shipped))
        }
        return .file(mapping)
    }

    private static func readPolicy(_ name: String) throws -> DanglingPolicy {
        if let policy = DanglingPolicy(rawValue: name) { return policy }
        let names = DanglingPolicy.allCases.map(\.rawValue)
        throw ValidationError(
            "No policy is named '\(name)'. "
                + advice(name, names, "The policies are \(names.joined(separator: ", "))."))
    }

    private static func advice(
        _ name: String, _ names: [String], _ otherwise: String
    ) -> String {
        NearMiss.suggestion(for: name, among: names).map { "Did you mean '\($0)'?" } ?? otherwise
    }
}
