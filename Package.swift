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
        .target(name: "GraphModel", swiftSettings: settings),

        // Storage
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: settings),
        .target(name: "GraphStore", dependencies: ["LMDB", "GraphModel"], swiftSettings: settings),

        // Engine
        .target(name: "Sampling", swiftSettings: settings),
        .target(
            name: "QueryExecution", dependencies: ["GraphStore", "GraphModel"],
            swiftSettings: settings),

        // Facade
        .target(
            name: "MedGraph", dependencies: ["GraphStore", "GraphModel", "LMDB"],
            swiftSettings: settings),

        // Clients
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "DatasetImport",
            dependencies: ["MedGraph", "CZlib", .product(name: "Yams", package: "Yams")],
            // A link to Datasets/mappings: the executable carries the mappings that ship.
            exclude: ["Mappings/README.md"],
            resources: [
                "bench", "drugcentral", "health-knowledge-graph", "hetionet",
                "medline-cooccurrence", "pharmacotherapydb",
            ].map { .embedInCode("Mappings/\($0).yaml") },
            swiftSettings: settings),

        // Tools
        .executableTarget(
            name: "MedGraphTool",
            dependencies: [
                "MedGraph", "DatasetImport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        .executableTarget(
            name: "MedGraphBenchmarks",
            dependencies: [
                "QueryExecution", "Sampling", "GraphStore", "GraphModel", "LMDB", "CLMDB",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // Tests
        .testTarget(name: "GraphModelTests", dependencies: ["GraphModel"], swiftSettings: settings),
        .testTarget(name: "LMDBTests", dependencies: ["LMDB"], swiftSettings: settings),
        .testTarget(name: "SamplingTests", dependencies: ["Sampling"], swiftSettings: settings),
        .testTarget(
            name: "DatasetImportTests", dependencies: ["DatasetImport", "CZlib"],
            exclude: ["Fixtures"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
