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

let package = Package(
    name: "medgraph",
    products: [
        .library(name: "MedGraph", targets: ["MedGraph"]),
        .executable(name: "medgraph", targets: ["MedGraphTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
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
        .target(name: "Sampling", swiftSettings: settings),
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
        .target(name: "JSONRecords", dependencies: ["MedGraph"], swiftSettings: settings),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "DatasetImport",
            dependencies: [
                "MedGraph", "JSONRecords", "Diagnostics", "CZlib",
                .product(name: "Yams", package: "Yams"),
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
            name: "DatasetExport", dependencies: ["MedGraph", "DatasetImport", "JSONRecords"],
            swiftSettings: settings),

        .target(
            name: "ResultPrinting", dependencies: ["MedGraph", "JSONRecords"],
            swiftSettings: settings),
        .systemLibrary(
            name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // The library keeps its state in global variables, which language mode 6 rejects.
        .target(
            name: "LineEditing", dependencies: ["CEditLine"],
            swiftSettings: settings + [.swiftLanguageMode(.v5)]),
        .target(
            name: "Shell",
            dependencies: ["MedGraph", "ResultPrinting", "JSONRecords", "LineEditing"],
            swiftSettings: settings),

        // Tools
        .executableTarget(
            name: "MedGraphTool",
            dependencies: [
                "MedGraph", "DatasetImport", "DatasetExport", "JSONRecords", "Diagnostics",
                "ResultPrinting", "LineEditing", "Shell",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        .target(name: "StorageFloor", dependencies: ["CLMDB"]),
        .executableTarget(
            name: "MedGraphBenchmarks",
            dependencies: [
                "MedGraph", "QueryExecution", "Sampling", "GraphStore", "GraphModel", "LMDB",
                "StorageFloor",
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
            dependencies: ["QuerySyntax", "Diagnostics", "LanguageTestSupport"],
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
            name: "QueryOracle",
            dependencies: [
                "QuerySemantics", "QuerySyntax", "GraphModel", "Diagnostics", "TestSupport",
            ],
            path: "Tests/QueryOracle", swiftSettings: settings),
        .testTarget(
            name: "QueryOracleTests", dependencies: ["QueryOracle", "MedGraph", "QueryPlanning", "TestSupport"],
            swiftSettings: settings),
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
            name: "DatasetImportTests",
            dependencies: ["DatasetImport", "JSONRecords", "Diagnostics", "CZlib"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "DatasetExportTests",
            dependencies: ["DatasetExport", "DatasetImport", "MedGraph", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "StarterGraphTests", dependencies: ["DatasetImport", "MedGraph"],
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
            name: "MedGraphQueryTests", dependencies: ["MedGraph", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "ResultPrintingTests", dependencies: ["ResultPrinting", "MedGraph"],
            swiftSettings: settings),
        .testTarget(
            name: "ShellTests", dependencies: ["Shell", "MedGraph", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "MedGraphToolTests", dependencies: ["MedGraphTool"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
