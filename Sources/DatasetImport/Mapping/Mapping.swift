package import MedGraph

/// What the files of a dataset mean: which rows and columns make which nodes, relationships and
/// properties. Read from a YAML file; its language is described in `Datasets/mappings/README.md`.
package struct Mapping: Sendable {
    /// The file it was read from, as messages name it.
    package var file: String
    /// Where relationships come from unless their rule says otherwise.
    package var source: Source
    /// The address of the dataset, for people.
    package var url: String?
    package var labels: [LabelRule]
    package var tables: [TableRule]
    /// What kinds and metaedges mean, for tables in one of Hetionet's formats.
    package var hetionet: HetionetRules

    package func label(named name: String) -> LabelRule? { labels.first { $0.name == name } }
}

/// How nodes of one label are told apart, and what is indexed.
package struct LabelRule: Sendable, Equatable {
    package var name: String
    /// The property that holds the key.
    package var keyProperty: String
    package var keyType: KeyType
    package var indexes: [String]
    package var uniqueIndexes: [String]

    package enum KeyType: String, Sendable, CaseIterable {
        case string, integer
    }
}
