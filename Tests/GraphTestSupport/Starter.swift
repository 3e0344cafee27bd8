package import DatasetImport
package import Foundation
package import MedGraph

/// The starter graph, which ships in `Datasets/starter`.
package enum Starter {
    package static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    package static let folder = repository.appending(path: "Datasets/starter")

    /// The graph in a database, loaded once for all tests of a process.
    package static let database = Result {
        let database = try ImportedGraph.empty()
        if let refusal = try load(into: database).refusal { throw refusal }
        return database
    }

    /// Loads the tables by their mapping, as `medgraph import` does.
    package static func load(into database: Database) throws -> ImportAudit {
        let mapping = folder.appending(path: "mapping.yaml")
        return try ImportedGraph.load(
            Mapping(yaml: SourceFiles.text(mapping.path), file: mapping.lastPathComponent), folder,
            into: database)
    }
}
