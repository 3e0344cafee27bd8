internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// Reads `kinds` and `metaedges`.
struct HetionetRulesReader {
    let scope: MappingScope

    func read(_ fields: YAMLFields) throws(InputError) -> HetionetRules {
        var rules = HetionetRules()
        for (key, value) in try fields.pairs("kinds") {
            let label = try value.text("a value of `kinds`")
            let rule = try scope.label(label, at: value.place)
            guard rule.keyType == .string else {
                throw value.error("the keys of Hetionet's nodes are strings")
            }
            rules.labelsByKind[try key.text("a key of `kinds`")] = label
        }
        for (key, value) in try fields.pairs("metaedges") {
            let abbreviation = try key.text("a key of `metaedges`")
            rules.metaedges.append(try readMetaedge(value, abbreviation))
        }
        return rules
    }

    private func readMetaedge(
        _ node: YAMLNode, _ abbreviation: String
    ) throws(InputError) -> HetionetRules.Metaedge {
        let fields = try node.fields(
            "a metaedge",
            known: ["start", "verb", "end", "type", "directed", "license"])
        let (start, end) = (try fields.requiredText("start"), try fields.requiredText("end"))
        _ = try scope.label(start, at: fields.place(of: "start"))
        _ = try scope.label(end, at: fields.place(of: "end"))
        return HetionetRules.Metaedge(
            abbreviation: abbreviation, startLabel: start, verb: try fields.requiredText("verb"),
            endLabel: end, type: try fields.requiredText("type"),
            isDirected: try fields.flag("directed") ?? false,
            source: Source(
                name: scope.source.name, version: scope.source.version,
                license: try fields.requiredText("license")))
    }
}
