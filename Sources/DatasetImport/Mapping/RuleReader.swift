internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// Reads the elements of `nodes` and `relationships`.
struct RuleReader {
    let scope: MappingScope

    private var values: ValueRuleReader { ValueRuleReader(scope: scope) }

    func readNode(_ node: YAMLNode) throws(InputError) -> NodeRule {
        let fields = try node.fields(
            "a node",
            known: ["label", "labels", "key", "properties", "where", "unless", "each"])
        let label = try readName(fields.required("label"))
        let keyRule = try checkLabels(label, at: fields.place(of: "label"))
        let properties = try values.readProperties(fields)
        if let clash = properties.first(where: { $0.name == keyRule.keyProperty }) {
            throw InputError(
                "`\(clash.name)` is the key already", at: clash.value.place,
                hint: "the key is a property without being named as one")
        }
        return NodeRule(
            label: label, otherLabels: try fields.texts("labels"),
            key: try values.readKey(fields.required("key"), keyRule.keyType),
            properties: properties, conditions: try readConditions(fields),
            items: try readItems(fields), place: fields.place)
    }

    func readRelationship(_ node: YAMLNode) throws(InputError) -> RelationshipRule {
        let fields = try node.fields(
            "a relationship",
            known: [
                "type", "source", "start", "end", "symmetric", "identity", "weight", "properties",
                "where", "unless", "each",
            ])
        let rule = RelationshipRule(
            type: try readName(fields.required("type")),
            source: try scope.source(fields["source"]),
            start: try readEnd(fields.required("start"), "`start`"),
            end: try readEnd(fields.required("end"), "`end`"),
            isSymmetric: try fields.flag("symmetric") ?? false,
            identityProperties: try fields.texts("identity"), weight: try fields.text("weight"),
            properties: try values.readProperties(fields),
            conditions: try readConditions(fields), items: try readItems(fields),
            place: fields.place)
        let names = rule.properties.map(\.name)
        for (key, used) in [("identity", rule.identityProperties), ("weight", [rule.weight ?? ""])]
        where fields[key] != nil {
            for name in used where !names.contains(name) {
                throw fields.error(
                    "`\(key)` names `\(name)`, which is none of the properties",
                    at: key,
                    hint: NearMiss.hint(for: name, among: names))
            }
        }
        if let weight = rule.properties.first(where: { $0.name == rule.weight }),
            ![.scalar(.float), .scalar(.integer), .scalar(.proportion)].contains(weight.value.type)
        {
            throw InputError(
                "the weight `\(weight.name)` is no number", at: weight.value.place,
                hint: "give it `type: float`")
        }
        return rule
    }

    private func readEnd(_ node: YAMLNode, _ what: String) throws(InputError) -> EndRule {
        let fields = try node.fields(what, known: ["label", "key"])
        let label = try readName(fields.required("label"))
        let keyRule = try checkLabels(label, at: fields.place(of: "label"))
        return EndRule(
            label: label, key: try values.readKey(fields.required("key"), keyRule.keyType))
    }

    private func readName(_ node: YAMLNode) throws(InputError) -> NameRule {
        guard node.isMapping else { return .fixed(try node.text("a name")) }
        let fields = try node.fields("a name", known: ["column", "values", "otherwise"])
        var names: [(word: String, name: String)] = []
        for (key, value) in try fields.required("values").pairs("`values`") {
            names.append((try key.text("a key of `values`"), try value.text("a value of `values`")))
        }
        let column = try fields.requiredText("column")
        return .byColumn(
            .init(name: column, place: fields.place(of: "column")), names: names,
            otherwise: try fields.text("otherwise"))
    }

    /// The rule of the labels, which agree in key property and key type.
    private func checkLabels(
        _ label: NameRule, at place: FilePlace
    ) throws(InputError) -> LabelRule {
        var first: LabelRule?
        for name in label.names {
            let rule = try scope.label(name, at: place)
            if let first, first.keyType != rule.keyType || first.keyProperty != rule.keyProperty {
                throw InputError(
                    "`\(first.name)` and `\(rule.name)` have different keys", at: place,
                    hint: "write a rule for each")
            }
            first = first ?? rule
        }
        guard let first else { throw InputError("no label is named", at: place) }
        return first
    }

    func readConditions(_ fields: YAMLFields) throws(InputError) -> [RowCondition] {
        var conditions: [RowCondition] = []
        for (name, isTakenIfFound) in [("where", true), ("unless", false)] {
            for (key, value) in try fields.pairs(name) {
                let column = ColumnReference(
                    name: try key.text("a key of `\(name)`"), place: key.place)
                let isPrefix = value.isMapping
                let words =
                    isPrefix
                    ? try value.fields("a condition", known: ["begins"]).texts("begins")
                    : try value.texts("`\(name)`")
                conditions.append(
                    RowCondition(
                        column: column, words: words, isPrefix: isPrefix,
                        isTakenIfFound: isTakenIfFound))
            }
        }
        return conditions
    }

    /// A template by which texts are taken apart.
    func readPattern(_ node: YAMLNode) throws(InputError) -> Template {
        let text = try node.text("`pattern`")
        guard let pattern = Template(parsing: text), !pattern.columns.isEmpty else {
            throw node.error(
                "`\(text)` is no pattern", hint: "such as `{name} ({weight})`")
        }
        for (piece, next) in zip(pattern.pieces, pattern.pieces.dropFirst()) {
            if case .column = piece, case .column = next {
                throw node.error("two columns of a pattern touch each other")
            }
        }
        return pattern
    }

    private func readItems(_ fields: YAMLFields) throws(InputError) -> ItemRule? {
        guard let node = fields["each"] else { return nil }
        let fields = try node.fields("`each`", known: ["column", "separator", "pattern"])
        let column = try fields.requiredText("column")
        let pattern =
            if let node = fields["pattern"] {
                try readPattern(node)
            } else {
                Template(column: column)
            }
        let separator = try fields.requiredText("separator")
        return ItemRule(
            column: .init(name: column, place: fields.place(of: "column")), separator: separator,
            pattern: pattern, place: fields.place)
    }
}
