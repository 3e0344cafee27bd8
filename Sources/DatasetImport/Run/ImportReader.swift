internal import Diagnostics
internal import Synchronization

/// Reads all files of an import: first what makes nodes, then what makes relationships.
///
/// Sendable without proof by the compiler: one thread runs it, and others see `progress` only.
final class ImportReader: LoadStepReceiver, @unchecked Sendable {
    private let mapping: Mapping
    private let tables: [SourceMatch.Table]
    private let chunkByteCount: Int
    private let rowCountMax: Int
    private let receiver: any LoadStepReceiver
    /// Stands before the receiver if keys are identified.
    private let rewriter: IdentityRewriter?
    private let lookups: LookupTables
    private var audits: [TableAudit] = []
    private var auditIndex = 0
    private var finishedByteCount = 0
    /// The readers of files that describe themselves, by the number of their audit.
    private var elementReaders: [Int: any ElementReader] = [:]

    /// Bytes read so far, each pass on its own.
    let consumedByteCount = Atomic<Int>(0)
    /// Bytes that will have been read in the end.
    let totalByteCount: Int

    init(
        _ mapping: Mapping, _ tables: [SourceMatch.Table], chunkByteCount: Int, rowCountMax: Int,
        identities: Identities?, into receiver: any LoadStepReceiver
    ) {
        self.mapping = mapping
        self.tables = tables
        self.chunkByteCount = chunkByteCount
        self.rowCountMax = rowCountMax
        rewriter = identities.map { IdentityRewriter($0, into: receiver) }
        self.receiver = rewriter ?? receiver
        lookups = LookupTables(mapping, tables)
        var total = 0
        for table in tables {
            let passes = Pass.allCases.filter { mapping.tables[table.index].isRead(in: $0) }
            total += passes.count * table.files.reduce(0) { $0 + $1.byteCount }
        }
        totalByteCount = total
    }

    /// Reads everything.
    func run() throws(InputError) -> ReadAudit {
        audits = tables.flatMap { table in
            table.files.map {
                TableAudit(file: $0.name, format: mapping.tables[table.index].format)
            }
        }
        for pass in Pass.allCases {
            auditIndex = -1
            for table in tables {
                for file in table.files {
                    auditIndex += 1
                    try read(file, table, pass)
                }
            }
        }
        return ReadAudit(tables: audits, identification: rewriter?.audit)
    }

    func receive(_ step: LoadStep) throws(InputError) {
        switch step {
        case .nodes, .namedNodes: audits[auditIndex].nodeRowCount += step.rowCount
        case .relationships: audits[auditIndex].relationshipRowCount += step.rowCount
        }
        try receiver.receive(step)
    }

    private func read(
        _ file: InputFile, _ match: SourceMatch.Table, _ pass: Pass
    ) throws(InputError) {
        let table = mapping.tables[match.index]
        switch table.format.meaning {
        case .file: try readElements(file, match, pass)
        case .hetionet where table.format == .hetionetJSON: try readJSON(file, table, pass)
        case .rules, .hetionet: try readRows(file, table, pass)
        }
    }

    private func readElements(
        _ file: InputFile, _ match: SourceMatch.Table, _ pass: Pass
    ) throws(InputError) {
        let reader: any ElementReader
        if let known = elementReaders[auditIndex] {
            reader = known
        } else {
            reader = try makeElementReader(file, match)
            elementReaders[auditIndex] = reader
        }
        defer { finish(file) }
        guard reader.isRead(in: pass) else { return }
        let batcher = ElementBatcher(
            file, countsRelationships: reader.countsRelationships, elementCountMax: rowCountMax,
            into: self)
        try reader.read(pass, into: batcher) { report($0) }
        try batcher.flush()
        audits[auditIndex].rowCount += reader.newRowCount
        audits[auditIndex].notes = reader.notes
    }

    private func makeElementReader(
        _ file: InputFile, _ match: SourceMatch.Table
    ) throws(InputError) -> any ElementReader {
        let table = mapping.tables[match.index]
        let scope = ElementScope(
            source: mapping.source, label: table.label, rule: table, files: match.files,
            chunkByteCount: chunkByteCount, rowCountMax: rowCountMax)
        switch table.format {
        case .neo4jCSV: return try Neo4jReader(file, scope)
        case .kgxTable: return try KGXTableReader(file, scope)
        case .kgxLines, .kgxJSON: return KGXObjectReader(file, scope)
        case .obo: return OBOReader(file, scope)
        case .oboGraph: return OBOGraphReader(file, scope)
        case .graphML: return GraphMLReader(file, scope)
        case .nTriples: return NTriplesReader(file, scope)
        case .csv, .tsv, .hetionetNodes, .hetionetSIF, .hetionetJSON:
            preconditionFailure("files of this format do not describe themselves")
        }
    }

    /// The header is looked at in the first pass even if nothing else is, so that what the mapping
    /// gets wrong is known at once.
    private func readRows(
        _ file: InputFile, _ table: TableRule, _ pass: Pass
    ) throws(InputError) {
        guard pass == .nodes || table.isRead(in: pass) else { return }
        let reader = try TableReader(
            file, dialect: table.dialect, chunkByteCount: chunkByteCount, rowCountMax: rowCountMax)
        let plan = try plan(table, reader)
        guard table.isRead(in: pass) else { return }
        let isCounted = pass == .nodes || !table.isRead(in: .nodes)
        while try reader.next() {
            try plan(reader, pass)
            if isCounted { audits[auditIndex].rowCount += reader.block.rowCount }
            report(reader.consumedByteCount)
        }
        finish(file)
    }

    private func readJSON(
        _ file: InputFile, _ table: TableRule, _ pass: Pass
    ) throws(InputError) {
        let reader = try HetionetJSONReader(
            file, table, mapping, part: pass == .nodes ? .nodes : .edges,
            chunkByteCount: chunkByteCount)
        try reader.run(into: self) { report($0) }
        audits[auditIndex].rowCount += reader.elementCount
        finish(file)
    }

    /// What turns the rows of a table into batches.
    private func plan(
        _ table: TableRule, _ reader: TableReader
    ) throws(InputError) -> (TableReader, Pass) throws(InputError) -> Void {
        switch table.format {
        case .hetionetNodes:
            let plan = try HetionetNodesPlan(table, mapping, reader)
            return { (reader, _) throws(InputError) in try plan.run(reader, into: self) }
        case .hetionetSIF:
            let plan = try HetionetSIFPlan(table, mapping, reader)
            return { (reader, _) throws(InputError) in try plan.run(reader, into: self) }
        default:
            let plan = try TablePlan(table, mapping, reader, lookups)
            audits[auditIndex].unusedColumnNames = plan.unusedColumnNames
            return { (reader, pass) throws(InputError) in
                if pass == .nodes {
                    try plan.makeNodes(reader, into: self)
                } else {
                    try plan.makeRelationships(reader, into: self)
                }
            }
        }
    }

    private func report(_ byteCount: Int) {
        consumedByteCount.store(finishedByteCount + byteCount, ordering: .relaxed)
    }

    private func finish(_ file: InputFile) {
        finishedByteCount += file.byteCount
        report(0)
    }
}

/// Relationships come after all nodes, so files with both are read twice.
enum Pass: CaseIterable {
    case nodes, relationships
}

extension TableRule {
    func isRead(in pass: Pass) -> Bool {
        switch format {
        case .hetionetNodes: pass == .nodes
        case .hetionetSIF: pass == .relationships
        case .hetionetJSON: true
        case .csv, .tsv: pass == .nodes ? !nodes.isEmpty : !relationships.isEmpty
        // The file says which; its reader knows.
        case .neo4jCSV, .kgxTable, .kgxLines, .kgxJSON, .obo, .oboGraph, .graphML, .nTriples: true
        }
    }
}
