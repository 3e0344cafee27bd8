// swift-tools-version: 6.2
import PackageDescription

/// Settings every target shares: see "Settings" in the module table of the README.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // Spans that are returned from a transaction carry its lifetime.
    .enableExperimentalFeature("Lifetimes"),
]

/// Fuzzers have no `main` of their own, so they are built only when they are asked for: `make fuzz`.
let fuzzers: [Target] =
    Context.environment["MEDGRAPH_FUZZERS"] == nil
    ? []
    : [
        .executableTarget(
            name: "QueryFuzzer", dependencies: ["FuzzInputs"], path: "Tests/QueryFuzzer",
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    ]

let package = Package(
    name: "medgraph",
    products: [
        .library(name: "MedGraph", targets: ["MedGraph"]),
        .executable(name: "medgraph", targets: ["MedGraphTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Base
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(name: "GraphModel", swiftSettings: settings),

        // Language
        .target(name: "QuerySyntax", dependencies: ["Diagnostics"], swiftSettings: settings),
        .target(
            name: "QuerySemantics", dependencies: ["QuerySyntax", "GraphModel", "Diagnostics"],
            swiftSettings: settings),

        // Storage
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: settings),
        .target(name: "GraphStore", dependencies: ["LMDB", "GraphModel"], swiftSettings: settings),

        // Engine
        .target(name: "CSampling"),
        .target(name: "Sampling", dependencies: ["CSampling"], swiftSettings: settings),
        .target(
            name: "QueryPlanning",
            dependencies: ["QuerySemantics", "QuerySyntax", "GraphModel", "Diagnostics"],
            swiftSettings: settings),
        .target(
            name: "QueryExecution",
            dependencies: [
                "QueryPlanning", "QuerySemantics", "QuerySyntax", "GraphStore", "Sampling",
                "GraphModel", "Diagnostics",
            ],
            swiftSettings: settings),

        // Facade
        .target(
            name: "MedGraph",
            dependencies: [
                "QueryExecution", "QueryPlanning", "QuerySemantics", "QuerySyntax", "GraphStore",
                "GraphModel", "LMDB", "Diagnostics",
            ],
            swiftSettings: settings),

        // Clients
        .target(
            name: "JSONRecords", dependencies: ["MedGraph", "Diagnostics"], swiftSettings: settings),
        .target(
            name: "ConfigurationFiles",
            dependencies: [
                "MedGraph", "Diagnostics", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "DatasetImport",
            dependencies: [
                "MedGraph", "ConfigurationFiles", "JSONRecords", "Diagnostics", "CZlib",
            ],
            // A link to Datasets/mappings: the executable carries the mappings that ship.
            exclude: ["Mappings/README.md"],
            resources: [
                "bench", "disease-ontology", "drkg", "drugcentral", "health-knowledge-graph",
                "hetionet", "hpo-annotations", "medline-cooccurrence", "pharmacotherapydb",
                "primekg",
                "sssom",
            ].map { .embedInCode("Mappings/\($0).yaml") },
            swiftSettings: settings),
        .target(
            name: "PromptGeneration",
            dependencies: [
                "MedGraph", "ClinicalNotes", "ConfigurationFiles", "Sampling", "JSONRecords",
                "Diagnostics",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            // A link to Datasets/prompts: the executable carries the pack that ships.
            exclude: ["ShippedFiles/README.md"],
            resources: [
                "pack.yaml", "people.csv", "note-system.en.mustache", "note-system.ru.mustache",
                "sentence-system.en.mustache", "sentence-system.ru.mustache",
                "example.en.mustache", "example.ru.mustache", "symptoms-visit.en.mustache",
                "symptoms-visit.ru.mustache", "symptoms-facts.en.mustache",
                "symptoms-facts.ru.mustache", "code-system.en.mustache", "code-system.ru.mustache",
                "code.en.mustache", "code.ru.mustache",
                "entity.en.mustache", "entity.ru.mustache", "pair.en.mustache", "pair.ru.mustache",
            ].map { .embedInCode("ShippedFiles/\($0)") },
            swiftSettings: settings),

        .target(
            name: "DatasetExport",
            dependencies: ["MedGraph", "DatasetImport", "JSONRecords", "Diagnostics"],
            swiftSettings: settings),
        .target(
            name: "QuestionGeneration",
            dependencies: [
                "MedGraph", "ConfigurationFiles", "JSONRecords", "Sampling", "Diagnostics",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            // A link to Datasets/questions: the executable carries the packs that ship.
            exclude: ["Packs/README.md"],
            resources: [.embedInCode("Packs/medical.yaml")],
            swiftSettings: settings),

        .target(
            name: "ClinicalNotes",
            dependencies: [
                "MedGraph", "ConfigurationFiles", "Sampling", "JSONRecords", "Diagnostics",
            ],
            // A link to Datasets/notes: the executable carries the words and phrases that ship.
            exclude: ["ShippedFiles/README.md"],
            resources: ["names", "negation", "patients", "en", "ru"].map {
                .embedInCode("ShippedFiles/\($0).yaml")
            },
            swiftSettings: settings),
        .target(
            name: "Corpus",
            dependencies: [
                "ClinicalNotes", "JSONRecords", "Sampling", "Diagnostics",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        // Needs the headers of libcurl, and loads the library itself when it is used.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(
            name: "NoteGeneration",
            dependencies: [
                "Corpus", "ClinicalNotes", "MedGraph", "JSONRecords", "CCurl", "Diagnostics",
            ],
            swiftSettings: settings),
        .target(
            name: "ResultPrinting", dependencies: ["MedGraph", "JSONRecords", "Diagnostics"],
            swiftSettings: settings),
        .systemLibrary(
            name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // The library keeps its state in global variables, which language mode 6 rejects.
        .target(
            name: "LineEditing", dependencies: ["CEditLine"],
            swiftSettings: settings + [.swiftLanguageMode(.v5)]),
        .target(
            name: "Shell",
            dependencies: [
                "MedGraph", "ResultPrinting", "JSONRecords", "LineEditing", "Diagnostics",
            ],
            swiftSettings: settings),

        // Tools
        .executableTarget(
            name: "MedGraphTool",
            dependencies: [
                "MedGraph", "DatasetImport", "DatasetExport", "JSONRecords", "QuestionGeneration",
                "PromptGeneration", "NoteGeneration", "Corpus", "ClinicalNotes", "ResultPrinting",
                "LineEditing", "Shell", "Diagnostics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        .target(name: "StorageFloor", dependencies: ["CLMDB"]),
        // Stands in the place of the C library's allocator, in programs that link it.
        .target(name: "AllocationCounter"),
        .executableTarget(
            name: "MedGraphBenchmarks",
            dependencies: [
                "MedGraph", "QueryExecution", "Sampling", "GraphStore", "GraphModel", "LMDB",
                "StorageFloor", "AllocationCounter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // Tests
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        .target(
            name: "LanguageTestSupport", path: "Tests/LanguageTestSupport", swiftSettings: settings),
        .testTarget(
            name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
        .testTarget(
            name: "QuerySyntaxTests",
            dependencies: ["QuerySyntax", "Diagnostics", "LanguageTestSupport", "TestSupport"],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "QuerySemanticsTests",
            dependencies: [
                "QuerySemantics", "QuerySyntax", "GraphModel", "Diagnostics", "LanguageTestSupport",
            ],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(name: "GraphModelTests", dependencies: ["GraphModel"], swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["GraphStore", "GraphModel", "LMDB"],
            path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "GraphTestSupport", dependencies: ["DatasetImport", "MedGraph"],
            path: "Tests/GraphTestSupport", swiftSettings: settings),
        .target(
            name: "QueryOracle",
            dependencies: [
                "QuerySemantics", "QuerySyntax", "GraphModel", "Diagnostics", "TestSupport",
            ],
            path: "Tests/QueryOracle", swiftSettings: settings),
        .testTarget(
            name: "QueryOracleTests",
            dependencies: ["QueryOracle", "MedGraph", "QueryPlanning", "TestSupport"],
            swiftSettings: settings),
        .target(
            name: "FuzzInputs",
            dependencies: ["MedGraph", "QuerySyntax", "Diagnostics", "TestSupport"],
            path: "Tests/FuzzInputs", swiftSettings: settings),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzInputs", "LanguageTestSupport", "TestSupport"],
            exclude: ["Inputs"], swiftSettings: settings),
        // A writer that tests kill.
        .executableTarget(
            name: "CrashWorker", dependencies: ["GraphStore", "LMDB", "TestSupport"],
            path: "Tests/CrashWorker", swiftSettings: settings),
        .testTarget(
            name: "GraphStoreTests",
            dependencies: ["GraphStore", "GraphModel", "LMDB", "TestSupport", "CrashWorker"],
            swiftSettings: settings),
        .testTarget(name: "MedGraphTests", dependencies: ["MedGraph"], swiftSettings: settings),
        .testTarget(name: "LMDBTests", dependencies: ["LMDB"], swiftSettings: settings),
        .testTarget(name: "SamplingTests", dependencies: ["Sampling"], swiftSettings: settings),
        .testTarget(
            name: "JSONRecordsTests", dependencies: ["JSONRecords"], swiftSettings: settings),
        .testTarget(
            name: "ConfigurationFilesTests",
            dependencies: ["ConfigurationFiles", "Diagnostics", "GraphTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "DatasetImportTests",
            dependencies: ["DatasetImport", "JSONRecords", "Diagnostics", "CZlib"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "DatasetExportTests",
            dependencies: ["DatasetExport", "DatasetImport", "MedGraph", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "QuestionGenerationTests",
            dependencies: [
                "QuestionGeneration", "DatasetImport", "MedGraph", "JSONRecords", "Diagnostics",
                "GraphTestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "PromptGenerationTests",
            dependencies: [
                "PromptGeneration", "DatasetImport", "MedGraph", "JSONRecords", "Diagnostics",
                "GraphTestSupport", "TestSupport",
            ],
            exclude: ["Golden", "Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "ClinicalNotesTests",
            dependencies: [
                "ClinicalNotes", "PromptGeneration", "MedGraph", "JSONRecords", "Diagnostics",
                "GraphTestSupport", "TestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CorpusTests",
            dependencies: [
                "Corpus", "ClinicalNotes", "JSONRecords", "Diagnostics",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        // A server that misbehaves as it is told.
        .target(
            name: "MockChatServer", path: "Tests/MockChatServer", swiftSettings: settings),
        .testTarget(
            name: "NoteGenerationTests",
            dependencies: [
                "NoteGeneration", "Corpus", "ClinicalNotes", "MedGraph", "JSONRecords",
                "Diagnostics", "MockChatServer",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "StarterGraphTests",
            dependencies: ["DatasetImport", "MedGraph", "GraphTestSupport"],
            swiftSettings: settings),
        // Compiles its snippets against the module, so the module must be built.
        .testTarget(
            name: "OwnershipTests", dependencies: ["LMDB"], exclude: ["Snippets"],
            swiftSettings: settings),
        .testTarget(
            name: "QueryPlanningTests",
            dependencies: [
                "QueryPlanning", "QuerySemantics", "QuerySyntax", "GraphModel", "Diagnostics",
            ], swiftSettings: settings),
        .testTarget(
            name: "QueryExecutionTests",
            dependencies: [
                "MedGraph", "MedGraphTool", "QueryExecution", "QueryPlanning", "QuerySemantics",
                "QuerySyntax", "Diagnostics", "LanguageTestSupport", "TestSupport",
            ],
            exclude: ["Conformance/known-failures.txt"], swiftSettings: settings),
        .testTarget(
            name: "MedGraphQueryTests", dependencies: ["MedGraph", "QueryPlanning", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "ResultPrintingTests",
            dependencies: ["ResultPrinting", "MedGraph", "Diagnostics"],
            swiftSettings: settings),
        .testTarget(
            name: "ShellTests", dependencies: ["Shell", "MedGraph", "TestSupport"],
            swiftSettings: settings),
        // Runs the program, so the program must be built.
        .testTarget(
            name: "MedGraphBenchmarksTests", dependencies: ["MedGraphBenchmarks"],
            swiftSettings: settings),
        .testTarget(
            name: "MedGraphToolTests",
            dependencies: [
                "MedGraphTool", "MockChatServer", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
    ] + fuzzers,
    swiftLanguageModes: [.v6]
)
