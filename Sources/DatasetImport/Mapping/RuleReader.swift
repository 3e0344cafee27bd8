internal import Diagnostics
internal import MedGraph
internal import Yams

/// Reads the elements of `nodes` and `relationships`.
struct RuleReader {
    let scope: MappingScope

    private var values: ValueRuleReader { ValueRuleReader(scope: scope) }

    func readNode(_ node: Node) throws(ImportError) -> NodeRule {
        let fields = try scope.fields(
            node, "a node",
            known: ["label", "labels", "key", "properties", "where", "unless", "each"])
        let label = try readName(fields.required("label"), in: fields)
        let keyRule = try checkLabels(label, at: fields["label"]!.place)
        let properties = try values.readProperties(fields)
        if let clash = properties.first(where: { $0.name == keyRule.keyProperty }) {
            throw fields.error(
                "`\(clash.name)` is the key already", at: clash.value.mark,
                hint: "the key is a property without being named as one")
        }
        return NodeRule(
            label: label, otherLabels: try fields.texts("labels"),
            key: try values.readKey(fields.required("key"), keyRule.keyType),
            properties: properties, conditions: try readConditions(fields),
            items: try readItems(fields), mark: fields.mark)
    }

    func readRelationship(_ node: Node) throws(ImportError) -> RelationshipRule {
        let fields = try scope.fields(
            node, "a relationship",
            known: [
                "type", "source", "start", "end", "symmetric", "identity", "weight", "properties",
                "where", "unless", "each",
            ])
        let rule = RelationshipRule(
            type: try readName(fields.required("type"), in: fields),
            source: try scope.source(fields["source"]),
            start: try readEnd(fields.required("start"), "`start`"),
            end: try readEnd(fields.required("end"), "`end`"),
            isSymmetric: try fields.flag("symmetric") ?? false,
            identityProperties: try fields.texts("identity"), weight: try fields.text("weight"),
            properties: try values.readProperties(fields),
            conditions: try readConditions(fields), items: try readItems(fields), mark: fields.mark)
        let names = rule.properties.map(\.name)
        for (key, used) in [("identity", rule.identityProperties), ("weight", [rule.weight ?? ""])]
        where fields[key] != nil {
            for name in used where !names.contains(name) {
                throw fields.error(
                    "`\(key)` names `\(name)`, which is none of the properties",
                    at: fields[key]!.place,
                    hint: NearMiss.suggestion(for: name, among: names).map {
                        "did you mean `\($0)`?"
                    })
            }
        }
        if let weight = rule.properties.first(where: { $0.name == rule.weight }),
            ![.scalar(.float), .scalar(.integer), .scalar(.proportion)].contains(weight.value.type)
        {
            throw fields.error(
                "the weight `\(weight.name)` is no number", at: weight.value.mark,
                hint: "give it `type: float`")
        }
        return rule
    }

    private func readEnd(_ node: Node, _ what: String) throws(ImportError) -> EndRule {
        let fields = try scope.fields(node, what, known: ["label", "key"])
        let label = try readName(fields.required("label"), in: fields)
        let keyRule = try checkLabels(label, at: fields["label"]!.place)
        return EndRule(
            label: label, key: try values.readKey(fields.required("key"), keyRule.keyType))
    }

    private func readName(_ node: Node, in parent: YAMLFields) throws(ImportError) -> NameRule {
        guard node.mapping != nil else { return .fixed(try parent.text(of: node, "a name")) }
        let fields = try scope.fields(
            node, "a name", known: ["column", "values", "otherwise"])
        var names: [(word: String, name: String)] = []
        for (key, value) in try fields.pairs(of: fields.required("values"), "values") {
            names.append((try fields.text(of: key, "values"), try fields.text(of: value, "values")))
        }
        let column = try fields.requiredText("column")
        return .byColumn(
            .init(name: column, mark: fields["column"]!.place), names: names,
            otherwise: try fields.text("otherwise"))
    }

    /// The rule of the labels, which agree in key property and key type.
    private func checkLabels(
        _ label: NameRule, at mark: MappingMark
    ) throws(ImportError) -> LabelRule {
        var first: LabelRule?
        for name in label.names {
            let rule = try scope.label(name, at: mark)
            if let first, first.keyType != rule.keyType || first.keyProperty != rule.keyProperty {
                throw scope.error(
                    "`\(first.name)` and `\(rule.name)` have different keys", at: mark,
                    hint: "write a rule for each")
            }
            first = first ?? rule
        }
        guard let first else { throw scope.error("no label is named", at: mark) }
        return first
    }

    func readConditions(_ fields: YAMLFields) throws(ImportError) -> [RowCondition] {
        var conditions: [RowCondition] = []
        for (name, isTakenIfFound) in [("where", true), ("unless", false)] {
            guard let node = fields[name] else { continue }
            for (key, value) in try fields.pairs(of: node, name) {
                let column = ColumnReference(name: try fields.text(of: key, name), mark: key.place)
                let isPrefix = value.mapping != nil
                let words =
                    isPrefix
                    ? try scope.fields(value, "a condition", known: ["begins"]).texts("begins")
                    : try fields.texts(of: value, name)
                conditions.append(
                    RowCondition(
                        column: column, words: words, isPrefix: isPrefix,
                        isTakenIfFound: isTakenIfFound))
            }
        }
        return conditions
    }

    /// A template by which texts are taken apart.
    func readPattern(_ node: Node, in fields: YAMLFields) throws(ImportError) -> Template {
        let text = try fields.text(of: node, "pattern")
        guard let pattern = Template(parsing: text), !pattern.columns.isEmpty else {
            throw fields.error(
                "`\(text)` is no pattern", at: node.place, hint: "such as `{name} ({weight})`")
        }
        for (piece, next) in zip(pattern.pieces, pattern.pieces.dropFirst()) {
            if case .column = piece, case .column = next {
                throw fields.error("two columns of a pattern touch each other", at: node.place)
            }
        }
        return pattern
    }

    private func readItems(_ fields: YAMLFields) throws(ImportError) -> ItemRule? {
        guard let node = fields["each"] else { return nil }
        let fields = try scope.fields(node, "`each`", known: ["column", "separator", "pattern"])
        let column = try fields.requiredText("column")
        let pattern =
            if let node = fields["pattern"] {
                try readPattern(node, in: fields)
            } else {
                Template(column: column)
            }
        let separator = try fields.requiredText("separator")
        return ItemRule(
            column: .init(name: column, mark: fields["column"]!.place), separator: separator,
            pattern: pattern, mark: fields.mark)
    }
}
