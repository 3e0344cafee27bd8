import Foundation
import Testing

/// The borders between the modules: what each may import. Imports go downwards only.
@Suite struct ImportTests {
    /// The modules from the bottom up, each with those of ours that it may import.
    static let layers: [(module: String, mayImport: Set<String>)] = [
        ("CLMDB", []),
        ("CZlib", []),
        ("CEditLine", []),
        ("CCurl", []),
        ("LineEditing", ["CEditLine"]),
        ("StorageFloor", ["CLMDB"]),
        ("AllocationCounter", []),
        ("Diagnostics", []),
        ("GraphModel", []),
        ("CSampling", []),
        ("Sampling", ["CSampling"]),
        ("LMDB", ["CLMDB"]),
        ("GraphStore", ["LMDB", "GraphModel"]),
        ("QuerySyntax", ["Diagnostics"]),
        ("QuerySemantics", ["QuerySyntax", "GraphModel", "Diagnostics"]),
        ("QueryPlanning", ["QuerySemantics", "QuerySyntax", "GraphModel", "Diagnostics"]),
        (
            "QueryExecution",
            [
                "QueryPlanning", "QuerySemantics", "QuerySyntax", "GraphStore", "Sampling",
                "GraphModel", "Diagnostics",
            ]
        ),
        (
            "MedGraph",
            [
                "QueryExecution", "QueryPlanning", "QuerySemantics", "QuerySyntax", "GraphStore",
                "LMDB", "Sampling", "GraphModel", "Diagnostics",
            ]
        ),
        ("JSONRecords", ["MedGraph", "Diagnostics"]),
        ("ConfigurationFiles", ["MedGraph", "Diagnostics"]),
        ("ResultPrinting", ["MedGraph", "JSONRecords", "Diagnostics"]),
        ("Shell", ["MedGraph", "ResultPrinting", "JSONRecords", "LineEditing", "Diagnostics"]),
        (
            "DatasetImport",
            ["MedGraph", "ConfigurationFiles", "JSONRecords", "Diagnostics", "CZlib"]
        ),
        ("DatasetExport", ["MedGraph", "DatasetImport", "JSONRecords", "Diagnostics"]),
        (
            "QuestionGeneration",
            ["MedGraph", "ConfigurationFiles", "JSONRecords", "Sampling", "Diagnostics"]
        ),
        (
            "ClinicalNotes",
            ["MedGraph", "ConfigurationFiles", "Sampling", "JSONRecords", "Diagnostics"]
        ),
        (
            "PromptGeneration",
            [
                "MedGraph", "ClinicalNotes", "ConfigurationFiles", "Sampling", "JSONRecords",
                "Diagnostics",
            ]
        ),
        ("Corpus", ["ClinicalNotes", "Sampling", "JSONRecords", "Diagnostics"]),
        (
            "NoteGeneration",
            ["MedGraph", "Corpus", "ClinicalNotes", "JSONRecords", "CCurl", "Diagnostics"]
        ),
        (
            "MedGraphTool",
            [
                "MedGraph", "DatasetImport", "DatasetExport", "JSONRecords", "QuestionGeneration",
                "PromptGeneration", "NoteGeneration", "Corpus", "ClinicalNotes", "ResultPrinting",
                "LineEditing", "Shell", "Diagnostics",
            ]
        ),
        (
            "MedGraphBenchmarks",
            [
                "MedGraph", "QueryExecution", "GraphStore", "LMDB", "StorageFloor", "Sampling",
                "GraphModel", "AllocationCounter",
            ]
        ),
    ]

    /// What the engine, from the base to the facade, may use besides its own modules.
    static let engineLibraries: Set<String> = [
        "Swift", "Synchronization", "Glibc", "_StringProcessing", "RegexBuilder",
    ]

    static let engine: Set<String> = [
        "Diagnostics", "GraphModel", "Sampling", "LMDB", "GraphStore", "QuerySyntax",
        "QuerySemantics", "QueryPlanning", "QueryExecution", "MedGraph",
    ]

    @Test func `every module is known here, and none stands above itself`() throws {
        let known = Set(Self.layers.map(\.module))
        for module in try Self.modules() {
            #expect(known.contains(module), "say what \(module) may import")
        }
        var below: Set<String> = []
        for (module, mayImport) in Self.layers {
            #expect(mayImport.isSubset(of: below), "\(module) may import what stands above it")
            below.insert(module)
        }
    }

    @Test(arguments: layers.map(\.module))
    func `a module imports only what stands below it`(module: String) throws {
        let allowed = Self.layers.first { $0.module == module }!.mayImport
        let own = Set(Self.layers.map(\.module))
        for (file, imported) in try Self.imports(of: module) {
            if own.contains(imported) {
                #expect(allowed.contains(imported), "\(file) imports \(imported)")
            } else if Self.engine.contains(module) {
                #expect(Self.engineLibraries.contains(imported), "\(file) imports \(imported)")
            }
        }
    }

    /// Unsafe code stands in the storage wrapper, and elsewhere only in files that say so.
    @Test(arguments: engine.sorted())
    func `unsafe code stands in files that say so`(module: String) throws {
        guard module != "LMDB" else { return }
        for file in try Self.files(of: module)
        where !file.lastPathComponent.hasSuffix("+Unsafe.swift") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let code = line.components(separatedBy: "//")[0]
                let words = code.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "@" }
                #expect(!words.contains("unsafe"), "\(file.lastPathComponent): \(line)")
            }
        }
    }

    // MARK: Reading the tree

    private static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources")

    private static func modules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
    }

    private static func files(of module: String) throws -> [URL] {
        let folder = sources.appending(path: module)
        guard
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        else { return [] }
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    private static func imports(of module: String) throws -> [(file: String, imported: String)] {
        let modifiers: Set<Substring> = [
            "public", "package", "internal", "private", "fileprivate", "@_exported", "@testable",
        ]
        return try files(of: module).flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .compactMap { line -> (String, String)? in
                    var words = line.split(separator: " ").drop { modifiers.contains($0) }
                    guard words.popFirst() == "import", let name = words.first else { return nil }
                    let imported = name.split(separator: ".")[0]
                    return (file.lastPathComponent, String(imported))
                }
        }
    }
}
