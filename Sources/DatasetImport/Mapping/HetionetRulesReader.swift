internal import MedGraph
internal import Yams

/// Reads `kinds` and `metaedges`.
struct HetionetRulesReader {
    let scope: MappingScope

    func read(_ fields: YAMLFields) throws(ImportError) -> HetionetRules {
        var rules = HetionetRules()
        if let node = fields["kinds"] {
            for (key, value) in try fields.pairs(of: node, "kinds") {
                let label = try fields.text(of: value, "kinds")
                let rule = try scope.label(label, at: value.place)
                guard rule.keyType == .string else {
                    throw fields.error(
                        "the keys of Hetionet's nodes are strings", at: value.place)
                }
                rules.labelsByKind[try fields.text(of: key, "kinds")] = label
            }
        }
        if let node = fields["metaedges"] {
            for (key, value) in try fields.pairs(of: node, "metaedges") {
                let abbreviation = try fields.text(of: key, "metaedges")
                rules.metaedges.append(try readMetaedge(value, abbreviation))
            }
        }
        return rules
    }

    private func readMetaedge(
        _ node: Node, _ abbreviation: String
    ) throws(ImportError) -> HetionetRules.Metaedge {
        let fields = try scope.fields(
            node, "a metaedge",
            known: ["start", "verb", "end", "type", "directed", "license"])
        let (start, end) = (try fields.requiredText("start"), try fields.requiredText("end"))
        _ = try scope.label(start, at: fields["start"]!.place)
        _ = try scope.label(end, at: fields["end"]!.place)
        return HetionetRules.Metaedge(
            abbreviation: abbreviation, startLabel: start, verb: try fields.requiredText("verb"),
            endLabel: end, type: try fields.requiredText("type"),
            isDirected: try fields.flag("directed") ?? false,
            source: Source(
                name: scope.source.name, version: scope.source.version,
                license: try fields.requiredText("license")))
    }
}
