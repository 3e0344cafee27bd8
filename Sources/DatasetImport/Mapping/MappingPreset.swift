package import Diagnostics

/// A mapping that ships with the program: its text is part of the executable.
package struct MappingPreset: Sendable {
    package let name: String
    package let yaml: String

    /// All of them, ascending by name. The files are in `Datasets/mappings/`.
    package static let all: [MappingPreset] = [
        MappingPreset("bench", PackageResources.bench_yaml),
        MappingPreset("disease-ontology", PackageResources.disease_ontology_yaml),
        MappingPreset("drkg", PackageResources.drkg_yaml),
        MappingPreset("drugcentral", PackageResources.drugcentral_yaml),
        MappingPreset("health-knowledge-graph", PackageResources.health_knowledge_graph_yaml),
        MappingPreset("hetionet", PackageResources.hetionet_yaml),
        MappingPreset("hpo-annotations", PackageResources.hpo_annotations_yaml),
        MappingPreset("medline-cooccurrence", PackageResources.medline_cooccurrence_yaml),
        MappingPreset("pharmacotherapydb", PackageResources.pharmacotherapydb_yaml),
        MappingPreset("primekg", PackageResources.primekg_yaml),
        MappingPreset("sssom", PackageResources.sssom_yaml),
    ]

    private init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        yaml = String(decoding: bytes, as: UTF8.self)
    }

    package static func named(_ name: String) -> MappingPreset? { all.first { $0.name == name } }

    package func mapping() throws(InputError) -> Mapping {
        try Mapping(yaml: yaml, file: "\(name).yaml")
    }
}
