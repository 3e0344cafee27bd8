import DatasetImport
import Diagnostics
import Foundation
import MedGraph
import Testing

/// Reads small files that a test writes down, by a mapping that it writes down as well.
struct SmallImport {
    var mapping: String
    var files: [String: [UInt8]]
    var chunkByteCount = 1 << 20
    var rowCountMax = 16_384
    var policy = DanglingPolicy.refuse
    var format: TableFormat?

    init(_ mapping: String, _ files: [String: String]) {
        self.mapping = mapping
        self.files = files.mapValues { Array($0.utf8) }
    }

    init(_ mapping: String, bytes files: [String: [UInt8]]) {
        self.mapping = mapping
        self.files = files
    }

    func importer() throws(InputError) -> Importer {
        let mapping = try Mapping(yaml: mapping, file: "mapping.yaml")
        let candidates = files.sorted { $0.key < $1.key }.map { name, bytes in
            SourceMatch.Candidate(
                file: InputFile(name: name, bytes: bytes), name: name, isRequired: true)
        }
        var importer = Importer(
            mapping, try SourceMatch(mapping, candidates: candidates, format: format))
        importer.chunkByteCount = chunkByteCount
        importer.rowCountMax = rowCountMax
        return importer
    }

    func run() throws(InputError) -> (graph: MemoryGraph, audit: ImportAudit) {
        try importer().load(policy: policy)
    }

    /// The error that ends the import.
    func failure(_ location: SourceLocation = #_sourceLocation) throws -> InputError {
        try #require(throws: InputError.self, sourceLocation: location) { _ = try run() }
    }
}

extension Importer {
    func load(
        into start: MemoryGraph = MemoryGraph(), policy: DanglingPolicy = .refuse
    ) throws(InputError) -> (graph: MemoryGraph, audit: ImportAudit) {
        var graph = start
        graph.policy = policy
        let read = try run(into: &graph)
        let report = graph.finish()
        let isRefused = policy == .refuse && report.danglingRelationships > 0
        let audit = ImportAudit(
            self, read: read, report: report, policy: policy,
            outcome: isRefused ? .refused : .loaded)
        return (graph, audit)
    }
}

extension Tag {
    /// Reads whole datasets, which may take more than a second.
    @Tag static var dataset: Self
}

/// The datasets that lie beside the repository on some machines.
enum Datasets {
    static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared/datasets")
    }()

    static var areThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func importer(
        _ names: [String], mapping: String, format: TableFormat? = nil
    ) throws -> Importer {
        let mapping = try #require(MappingPreset.named(mapping)).mapping()
        let candidates = try SourceFiles.candidates(
            names.map { folder.appending(path: $0).path })
        return Importer(
            mapping, try SourceMatch(mapping, candidates: candidates, format: format))
    }
}

/// The files that the tests bring along.
func fixture(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
}

/// Numbers that are the same on every run.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
