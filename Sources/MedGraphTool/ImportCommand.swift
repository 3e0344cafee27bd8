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

            Without mapping the files describe themselves: neo4j-admin CSV and what BioCypher \
            writes, KGX (TSV, JSON Lines, JSON), OBO, OBO Graphs, GraphML, N-Triples, Hetionet. \
            Which it is shows their content; `--format` says it where two fit. `-` is standard \
            input; gzip and ZIP are unpacked.

            Mappings that ship with the program: \
            \(MappingPreset.all.map(\.name).joined(separator: ", ")).

            EXAMPLES
              medgraph import my.mdb ./hetionet --mapping hetionet --dangling stub
              medgraph import my.mdb het.json.gz --format hetionet-json --dangling skip
              medgraph import my.mdb a.csv b.csv --mapping ./my.yaml --report audit.json
              medgraph import my.mdb hp.obo.gz --label Phenotype --source HPO \\
                --license 'HPO licence'
              medgraph import my.mdb nodes.tsv edges.tsv --dangling stub
              medgraph import my.mdb ./hpo --mapping hpo-annotations \\
                --identify-by MONDO,DOID,OMIM,ORPHA,MESH \\
                --identities mondo/*.sssom.tsv.gz
              curl -s https://example.org/graph.nt.gz | \\
                medgraph import my.mdb - --format n-triples
            """)

    @Argument(help: ArgumentHelp("The database; made if it is not there.", valueName: "DB"))
    var database: String

    @Argument(
        help: ArgumentHelp(
            "Files, or one folder with the files; `-` for standard input.", valueName: "SOURCE"))
    var sources: [String]

    @Option(help: ArgumentHelp("What the files are, whatever their names.", valueName: "F"))
    var format: String?

    @Option(
        help: ArgumentHelp(
            "Without mapping: the label of nodes for which the files name none.",
            valueName: "LABEL"))
    var label: String?

    @Option(
        help: ArgumentHelp(
            "Without mapping: the name of the dataset, which relationships carry.",
            valueName: "NAME"))
    var source: String?

    @Option(
        name: .customLong("source-version"),
        help: ArgumentHelp("Without mapping: its version.", valueName: "VERSION"))
    var sourceVersion: String?

    @Option(help: ArgumentHelp("Without mapping: its licence.", valueName: "NAME"))
    var license: String?

    @Option(help: ArgumentHelp("A mapping file, or the name of one that ships.", valueName: "FILE"))
    var mapping: String?

    @Option(
        help: ArgumentHelp(
            "What happens to a relationship whose end is no node: refuse, skip or stub.",
            valueName: "P"),
        transform: readPolicy)
    var dangling: DanglingPolicy = .refuse

    @OptionGroup var identityOptions: IdentityOptions

    @Option(help: ArgumentHelp("Write the audit as JSON to this file too.", valueName: "FILE"))
    var report: String?

    @OptionGroup
    var sync: SyncOptions

    @OptionGroup var quiet: QuietOption

    @Flag(name: .customLong("check-only"), help: "Read and check the files, and load nothing.")
    var checksOnly = false

    func validate() throws {
        _ = try readFormats()
        let named = try findMapping()
        let own = [
            ("--label", label), ("--source", source), ("--source-version", sourceVersion),
            ("--license", license),
        ].first { $0.1 != nil }
        if let own, named != nil {
            throw ValidationError(
                "'\(own.0)' is for imports without mapping, which says it itself.")
        }
        if source == nil, sourceVersion != nil || license != nil {
            throw ValidationError("'--source-version' and '--license' need '--source NAME'.")
        }
    }

    func run() throws {
        try reporting {
            let importer = try makeImporter()
            let audit = try checksOnly ? check(reading: importer) : load(importer)
            if let report { try write(audit.json(), to: report) }
            quiet.tell(audit.text)
            if let refusal = audit.refusal { throw refusal }
        }
    }

    private func load(_ importer: Importer) throws(InputError) -> ImportAudit {
        let isNew = !FileManager.default.fileExists(atPath: database)
        let line = quiet.statusLine()
        defer { line.clear() }
        do throws(InputError) {
            let database = try open()
            let audit = try DatabaseLoad(importer, dangling).run(into: database) { line.show($0) }
            if audit.outcome != .loaded { removeDatabase(if: isNew) }
            return audit
        } catch {
            removeDatabase(if: isNew)
            throw error
        }
    }

    private func open() throws(InputError) -> Database {
        do throws(MedGraphError) {
            return try Database.open(path: database, options: sync.databaseOptions)
        } catch { throw InputError(error.description) }
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

    private func check(reading importer: Importer) throws(InputError) -> ImportAudit {
        var sink = CountingSink()
        let line = quiet.statusLine()
        defer { line.clear() }
        let read = try importer.run(into: &sink) { line.show($0) }
        var report = LoadReport()
        report.nodes.read = sink.nodeRowCount
        report.relationships.read = sink.relationshipRowCount
        return ImportAudit(
            importer, read: read, report: report, policy: dangling, outcome: .checked)
    }

    private func write(_ text: String, to path: String) throws(InputError) {
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw InputError("cannot write the report", at: .init(file: path))
        }
    }
}

// MARK: What is read, and how

extension ImportCommand {
    private func makeImporter() throws -> Importer {
        var importer = try makeImporter(readFormats())
        importer.identities = try identityOptions.read()
        return importer
    }

    private func makeImporter(_ formats: [TableFormat]) throws -> Importer {
        guard let mapping = try findMapping()?.read() else { return try guess(formats) }
        let candidates = try SourceFiles.candidates(sources)
        let format = formats.count == 1 ? formats[0] : nil
        return Importer(
            mapping, try SourceMatch(mapping, candidates: candidates, format: format))
    }

    /// Without mapping the files say what they are.
    private func guess(_ formats: [TableFormat]) throws(InputError) -> Importer {
        var request = GuessedImport.Request()
        request.formats = formats
        request.label = label
        if let source {
            request.source = Source(
                name: source, version: sourceVersion ?? "", license: license ?? "not stated")
        }
        let guessed = try GuessedImport(SourceFiles.candidates(sources), request)
        for message in guessed.messages { quiet.tell(message + "\n") }
        return Importer(guessed.mapping, guessed.match)
    }

    /// Names that stand for several formats.
    private static let families = ["hetionet", "kgx"]

    /// The formats that the files may have; empty for any.
    private func readFormats() throws -> [TableFormat] {
        guard let format else { return [] }
        if let format = TableFormat(rawValue: format) { return [format] }
        if Self.families.contains(format) {
            return TableFormat.allCases.filter { $0.rawValue.hasPrefix(format + "-") }
        }
        let names = Self.families + TableFormat.allCases.map(\.rawValue)
        throw ValidationError(
            "No format is named '\(format)'. "
                + Self.advice(format, names, "The formats are \(names.joined(separator: ", "))."))
    }

    private enum FoundMapping {
        case preset(MappingPreset)
        case file(String)

        func read() throws(InputError) -> Mapping {
            switch self {
            case .preset(let preset): try preset.mapping()
            case .file(let path): try Mapping(yaml: SourceFiles.text(path), file: path)
            }
        }
    }

    /// The mapping that is named, or that the format implies; nil if files describe themselves.
    private func findMapping() throws -> FoundMapping? {
        let names = MappingPreset.all.map(\.name)
        let shipped = "These ship: \(names.joined(separator: ", "))."
        guard let mapping else {
            switch format.flatMap(TableFormat.init(rawValue:))?.meaning {
            case .hetionet: return MappingPreset.named("hetionet").map { .preset($0) }
            case .rules:
                throw ValidationError(
                    "Missing '--mapping FILE', which says what the files' columns mean. "
                        + shipped)
            case .file, nil: return nil
            }
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
