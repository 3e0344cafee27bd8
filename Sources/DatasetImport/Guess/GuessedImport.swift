package import Diagnostics
package import MedGraph

/// An import without mapping: what each file is, by its content or as somebody said.
package struct GuessedImport {
    package private(set) var mapping: Mapping
    package private(set) var match: SourceMatch
    /// What was guessed, for people.
    package private(set) var messages: [String] = []

    /// What a person may say besides the files.
    package struct Request {
        /// Formats that files may have; empty for any.
        package var formats: [TableFormat] = []
        package var source: Source?
        /// The label of nodes for which the files name none.
        package var label: String?

        package init() {}
    }

    /// A file and what it is.
    private struct Item {
        let candidate: SourceMatch.Candidate
        let sample: FileSample
        var format: TableFormat?
    }

    /// - Throws: for a file that was named and fits no format, or more than one.
    package init(
        _ candidates: [SourceMatch.Candidate], _ request: Request
    ) throws(InputError) {
        var items: [Item] = []
        var unusedNames: [String] = []
        var neo4j = Neo4jRule()
        for candidate in candidates {
            let sample: FileSample
            do throws(InputError) { sample = try FileSample(candidate.file) } catch {
                guard !candidate.isRequired else { throw error }
                unusedNames.append(candidate.file.name)
                continue
            }
            if let rule = Neo4jRule(importCall: sample.text) {
                neo4j = rule
                messages.append("\(candidate.file.name) says how the files are parted and quoted")
                continue
            }
            items.append(
                Item(
                    candidate: candidate, sample: sample,
                    format: try Self.format(candidate, sample, request)))
        }
        Self.findHeaders(&items, request)
        for item in items where item.format == nil {
            guard !item.candidate.isRequired else { throw Self.unknown(item, request) }
            unusedNames.append(item.candidate.file.name)
        }
        let known = items.filter { $0.format != nil }
        guard !known.isEmpty else {
            throw InputError(
                "none of the files has a format that describes itself",
                hint: "tables need `--mapping`, which says what their columns mean")
        }
        (mapping, match) = try Self.combine(known, neo4j, request, unusedNames)
        if request.formats.count != 1 {
            for format in TableFormat.allCases {
                let names = known.filter { $0.format == format }.map(\.candidate.file.name)
                if !names.isEmpty {
                    messages.append("read as \(format.rawValue): \(names.joined(separator: ", "))")
                }
            }
        }
    }

    private static func format(
        _ candidate: SourceMatch.Candidate, _ sample: FileSample, _ request: Request
    ) throws(InputError) -> TableFormat? {
        if request.formats.count == 1, candidate.isRequired { return request.formats[0] }
        let fitting = FormatGuess.formats(of: sample).filter {
            request.formats.isEmpty || request.formats.contains($0)
        }
        guard fitting.count > 1 else { return fitting.first }
        throw InputError(
            "the file can be \(fitting.map(\.rawValue).quotedAlternatives)",
            at: .init(file: candidate.file.name),
            hint: "say which with `--format`")
    }

    /// Files of rows whose header is another file.
    private static func findHeaders(_ items: inout [Item], _ request: Request) {
        guard request.formats.isEmpty || request.formats.contains(.neo4jCSV) else { return }
        let headers = items.filter { $0.format == .neo4jCSV }.map(\.candidate.file)
        for index in items.indices where items[index].format == nil {
            if Neo4jFiles.header(of: items[index].candidate.file, among: headers) != nil {
                items[index].format = .neo4jCSV
            }
        }
    }

    private static func unknown(_ item: Item, _ request: Request) -> InputError {
        let names = TableFormat.allCases.filter { $0.meaning == .file }.map(\.rawValue)
        return InputError(
            request.formats.isEmpty
                ? "the file has no format that describes itself"
                : "the file is not \(request.formats.map(\.rawValue).quotedAlternatives)",
            at: .init(file: item.candidate.file.name, line: 1),
            hint: "a table needs `--mapping FILE`, which says what its columns mean; formats that "
                + "describe themselves are \(names.quotedList)")
    }

    // MARK: The mapping

    private static func combine(
        _ items: [Item], _ neo4j: Neo4jRule, _ request: Request, _ unusedNames: [String]
    ) throws(InputError) -> (Mapping, SourceMatch) {
        let hetionet = items.filter { $0.format?.meaning == .hetionet }
        guard hetionet.isEmpty else {
            guard hetionet.count == items.count else {
                throw InputError(
                    "files of Hetionet and of other formats stand together",
                    at: .init(file: hetionet[0].candidate.file.name),
                    hint: "import them one after the other")
            }
            return try combineHetionet(items, request, unusedNames)
        }
        var mapping = Mapping(
            file: "", source: request.source ?? source(items), url: nil, labels: [], tables: [],
            hetionet: HetionetRules())
        var tables: [SourceMatch.Table] = []
        for format in TableFormat.allCases {
            let members = items.filter { $0.format == format }
            guard !members.isEmpty else { continue }
            // Tables of KGX may be parted by commas too, each by its own character.
            let groups =
                format == .kgxTable
                ? Dictionary(grouping: members) {
                    FormatGuess.kgxDelimiter($0.sample) ?? 0x09
                }.sorted { $0.key < $1.key }.map(\.value) : [members]
            for group in groups {
                var rule = TableRule(
                    patterns: group.map(\.candidate.name), format: format, form: nil,
                    isOptional: false, dialect: TableDialect(), ignoredColumns: [],
                    optionalColumns: [],
                    missingWords: [], conditions: [], splits: [], nodes: [], relationships: [],
                    data: .none,
                    label: request.label, neo4j: neo4j,
                    place: FilePlace(file: group[0].candidate.name, line: 1))
                if format == .kgxTable {
                    let delimiter = FormatGuess.kgxDelimiter(group[0].sample) ?? 0x09
                    rule.dialect = TableDialect(
                        delimiter: delimiter, quote: delimiter == 0x2C ? 0x22 : nil)
                }
                tables.append(
                    SourceMatch.Table(
                        index: mapping.tables.count, files: group.map(\.candidate.file)))
                mapping.tables.append(rule)
            }
        }
        return (mapping, SourceMatch(tables: tables, unusedNames: unusedNames))
    }

    private static func combineHetionet(
        _ items: [Item], _ request: Request, _ unusedNames: [String]
    ) throws(InputError) -> (Mapping, SourceMatch) {
        guard let preset = MappingPreset.named("hetionet") else {
            preconditionFailure("the mapping ships with the program")
        }
        let mapping = try preset.mapping()
        var tables: [SourceMatch.Table] = []
        for (index, table) in mapping.tables.enumerated() {
            let files = items.filter { $0.format == table.format }.map(\.candidate.file)
            if !files.isEmpty { tables.append(SourceMatch.Table(index: index, files: files)) }
        }
        return (mapping, SourceMatch(tables: tables, unusedNames: unusedNames))
    }

    /// The source of files for which nobody named one: their name, with the version that an
    /// ontology gives itself.
    private static func source(_ items: [Item]) -> Source {
        var name = items[0].candidate.name
        for suffix in [".gz", ".zip"] where name.hasSuffix(suffix) {
            name = String(name.dropLast(suffix.count))
        }
        if items.count > 1 {
            let path = items[0].candidate.file.name.split(separator: "/")
            if path.count > 1 { name = String(path[path.count - 2]) }
        }
        var version = ""
        if items[0].format == .obo {
            let line = items[0].sample.text.split { $0.isNewline }
                .first { $0.hasPrefix("data-version:") }
            version = line.flatMap { OBOLine($0)?.freeText } ?? ""
        }
        return Source(name: name, version: version, license: "not stated")
    }
}

extension Sequence<String> {
    /// Such as `` `a` or `b` ``.
    fileprivate var quotedAlternatives: String { map { "`\($0)`" }.joined(separator: " or ") }
}
