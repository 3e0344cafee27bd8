internal import MedGraph
internal import Yams

extension Mapping {
    /// Reads a mapping.
    ///
    /// - Parameter file: the name that messages give.
    /// - Throws: for anything the language of mappings does not know, with line and column.
    package init(yaml: String, file: String) throws(ImportError) {
        self = try MappingReader(file: file).read(yaml)
    }
}

/// Turns YAML into a ``Mapping`` and refuses what no import could mean.
struct MappingReader {
    let file: String

    func read(_ yaml: String) throws(ImportError) -> Mapping {
        let fields = try fields(
            of: compose(yaml), "the mapping",
            known: ["mapping", "source", "labels", "kinds", "metaedges", "tables"])
        let version = try fields.requiredText("mapping")
        guard version == "1" else {
            throw fields.error(
                "this is a mapping of version \(version)", at: fields["mapping"]!.place,
                hint: "this program reads version 1")
        }
        let (source, url) = try readSource(fields.required("source"), inheriting: nil)
        let labels = try readLabels(fields.required("labels"), in: fields)
        let scope = MappingScope(file: file, source: source, labels: labels)
        var mapping = Mapping(
            file: file, source: source, url: url, labels: labels, tables: [],
            hetionet: try HetionetRulesReader(scope: scope).read(fields))
        for node in try fields.elements("tables") {
            mapping.tables.append(try TableRuleReader(scope: scope).read(node))
        }
        guard !mapping.tables.isEmpty else {
            throw fields.error("the mapping lacks `tables`", at: fields.mark)
        }
        try refuseContradictions(mapping)
        return mapping
    }

    private func compose(_ yaml: String) throws(ImportError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw ImportError("the mapping is empty", at: .init(file: file))
            }
            return node
        } catch let error as ImportError {
            throw error
        } catch let error as YamlError {
            throw ImportError(yaml: error, file: file)
        } catch {
            throw ImportError("the mapping is no YAML: \(error)", at: .init(file: file))
        }
    }

    private func fields(
        of node: Node, _ what: String, known: [String]
    ) throws(ImportError) -> YAMLFields {
        try YAMLFields(node, what, known: known, file: file)
    }

    private func readSource(
        _ node: Node, inheriting parent: Source?
    ) throws(ImportError) -> (Source, url: String?) {
        let fields = try fields(
            of: node, "`source`", known: ["name", "version", "license", "url"])
        let source = Source(
            name: try fields.requiredText("name"),
            version: try fields.text("version") ?? "",
            license: try fields.requiredText("license"))
        return (source, try fields.text("url"))
    }

    private func readLabels(
        _ node: Node, in parent: YAMLFields
    ) throws(ImportError) -> [LabelRule] {
        var labels: [LabelRule] = []
        for (key, value) in try parent.pairs(of: node, "labels") {
            let fields = try fields(
                of: value, "a label", known: ["key", "type", "index", "unique"])
            let typeName = try fields.text("type") ?? "string"
            guard let type = LabelRule.KeyType(rawValue: typeName) else {
                throw fields.error(
                    "a key is a `string` or an `integer`, not `\(typeName)`",
                    at: fields["type"]!.place)
            }
            labels.append(
                LabelRule(
                    name: try parent.text(of: key, "labels"),
                    keyProperty: try fields.text("key") ?? "id", keyType: type,
                    indexes: try fields.texts("index"),
                    uniqueIndexes: try fields.texts("unique")))
        }
        return labels
    }

    /// Two rules that declare different weights for one type.
    private func refuseContradictions(_ mapping: Mapping) throws(ImportError) {
        var weights: [String: String] = [:]
        for rule in mapping.tables.flatMap(\.relationships) {
            guard let weight = rule.weight else { continue }
            for type in rule.type.names {
                if let other = weights[type], other != weight {
                    throw ImportError(
                        "`\(type)` has two weights, `\(other)` and `\(weight)`",
                        at: rule.mark.place(in: file))
                }
                weights[type] = weight
            }
        }
    }
}

extension ImportError {
    /// What the YAML parser says, with its place.
    fileprivate init(yaml error: YamlError, file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                "the mapping is no YAML: \(problem)",
                at: .init(file: file, line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "\($0)" }
            self.init(
                "the key \(names.quotedList) stands twice",
                at: .init(file: file, line: context.mark.line, column: context.mark.column))
        default:
            self.init("the mapping is no YAML: \(error)", at: .init(file: file))
        }
    }
}
