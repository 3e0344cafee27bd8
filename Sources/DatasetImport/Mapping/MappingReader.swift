internal import ConfigurationFiles
package import Diagnostics
internal import MedGraph

extension Mapping {
    /// Reads a mapping.
    ///
    /// - Parameter file: the name that messages give.
    /// - Throws: for anything the language of mappings does not know, with line and column.
    package init(yaml: String, file: String) throws(InputError) {
        self = try MappingReader(file: file).read(yaml)
    }
}

/// Turns YAML into a ``Mapping`` and refuses what no import could mean.
struct MappingReader {
    let file: String

    func read(_ yaml: String) throws(InputError) -> Mapping {
        let fields = try YAMLFields(
            parsing: yaml, "the mapping",
            known: ["mapping", "source", "labels", "kinds", "metaedges", "tables"], file: file)
        try fields.check(version: "1", at: "mapping", of: "a mapping")
        let (source, url) = try readSource(fields)
        let labels = try readLabels(fields.required("labels"))
        let scope = MappingScope(source: source, labels: labels)
        var mapping = Mapping(
            file: file, source: source, url: url, labels: labels, tables: [],
            hetionet: try HetionetRulesReader(scope: scope).read(fields))
        for node in try fields.list("tables") {
            mapping.tables.append(try TableRuleReader(scope: scope).read(node))
        }
        guard !mapping.tables.isEmpty else {
            throw fields.error("the mapping lacks `tables`")
        }
        try refuseContradictions(mapping)
        return mapping
    }

    private func readSource(_ mapping: YAMLFields) throws(InputError) -> (Source, url: String?) {
        let fields = try mapping.requiredFields(
            "source", known: ["name", "version", "license", "url"])
        let source = Source(
            name: try fields.requiredText("name"),
            version: try fields.text("version") ?? "",
            license: try fields.requiredText("license"))
        return (source, try fields.text("url"))
    }

    private func readLabels(_ node: YAMLNode) throws(InputError) -> [LabelRule] {
        var labels: [LabelRule] = []
        for (key, value) in try node.pairs("`labels`") {
            let fields = try value.fields(
                "a label", known: ["key", "type", "index", "unique"])
            let typeName = try fields.text("type") ?? "string"
            guard let type = LabelRule.KeyType(rawValue: typeName) else {
                throw fields.error(
                    "a key is a `string` or an `integer`, not `\(typeName)`",
                    at: "type")
            }
            labels.append(
                LabelRule(
                    name: try key.text("a key of `labels`"),
                    keyProperty: try fields.text("key") ?? "id", keyType: type,
                    indexes: try fields.texts("index"),
                    uniqueIndexes: try fields.texts("unique")))
        }
        return labels
    }

    /// Two rules that declare different weights for one type.
    private func refuseContradictions(_ mapping: Mapping) throws(InputError) {
        var weights: [String: String] = [:]
        for rule in mapping.tables.flatMap(\.relationships) {
            guard let weight = rule.weight else { continue }
            for type in rule.type.names {
                if let other = weights[type], other != weight {
                    throw InputError(
                        "`\(type)` has two weights, `\(other)` and `\(weight)`",
                        at: rule.place)
                }
                weights[type] = weight
            }
        }
    }
}
