internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// Reads what makes a value: a column's name, a template, or a mapping with more to say.
struct ValueRuleReader {
    let scope: MappingScope

    func readProperties(_ fields: YAMLFields) throws(InputError) -> [PropertyRule] {
        guard let node = fields["properties"] else { return [] }
        guard let elements = node.elements else {
            var properties: [PropertyRule] = []
            for (key, value) in try node.pairs("`properties`") {
                let name = try key.text("a property's name")
                properties.append(PropertyRule(name: name, value: try read(value)))
            }
            return properties
        }
        var properties: [PropertyRule] = []
        for element in elements {
            let name = try element.text("a property's name")
            guard !properties.contains(where: { $0.name == name }) else {
                throw element.error("the property `\(name)` stands twice")
            }
            let column = ColumnReference(name: name, place: element.place)
            properties.append(
                PropertyRule(
                    name: name, value: ValueRule(text: .column(column), place: element.place)))
        }
        return properties
    }

    func readKey(
        _ node: YAMLNode, _ type: LabelRule.KeyType
    ) throws(InputError) -> ValueRule {
        var rule = try read(node)
        if node.isMapping, try node.fields("a value")["type"] != nil {
            throw InputError(
                "the type of a key stands under `labels`", at: rule.place,
                hint: "so that all rules for a label agree")
        }
        if case .constant = rule.text {
            throw InputError("a key is no constant", at: rule.place)
        }
        rule.type = .scalar(type == .integer ? .integer : .string)
        return rule
    }

    func read(_ node: YAMLNode) throws(InputError) -> ValueRule {
        if let text = node.scalar {
            return ValueRule(text: try readShort(text, node), place: node.place)
        }
        let fields = try node.fields(
            "a value",
            known: [
                "column", "template", "constant", "type", "strip", "separator", "true", "false",
                "missing", "values", "partial", "lookup",
            ])
        var rule = ValueRule(text: try readText(fields), place: fields.place)
        if let type = fields["type"] { rule.type = try readType(type) }
        if let prefix = try fields.text("strip") { rule.prefix = prefix }
        if let separator = fields["separator"] {
            rule.separator = try fields.requiredText("separator")
            guard case .list = rule.type else {
                throw separator.error("only a list has a `separator`")
            }
        }
        if fields["true"] != nil { rule.trueWords = try fields.texts("true") }
        if fields["false"] != nil { rule.falseWords = try fields.texts("false") }
        rule.missingWords = try fields.texts("missing")
        rule.values = try fields["values"]?.textsByKey("`values`")
        rule.isPartial = try fields.flag("partial") ?? false
        if rule.isPartial, rule.values == nil {
            throw fields.error(
                "`partial` speaks of `values`, which are not there", at: "partial")
        }
        if let lookup = fields["lookup"] { rule.lookup = try readLookup(lookup) }
        if case .constant(.string(let text)) = rule.text {
            rule.text = .constant(try readConstant(text, rule, fields))
        }
        return rule
    }

    private func readLookup(_ node: YAMLNode) throws(InputError) -> LookupRule {
        let fields = try node.fields("`lookup`", known: ["file", "from", "to", "also"])
        return LookupRule(
            file: try fields.requiredText("file"), from: try fields.requiredText("from"),
            to: try fields.requiredText("to"), also: try fields.textsByKey("also"),
            place: fields.place)
    }

    func readType(_ node: YAMLNode) throws(InputError) -> ValueType {
        let name = node.scalar ?? ""
        if let type = ValueType(name: name) { return type }
        throw node.error(
            "no type is named `\(name)`",
            hint: NearMiss.hint(for: name, among: ValueType.names)
                ?? "the types are \(ValueType.names.quotedList)")
    }

    /// The short form: a column's name, or a template if there is a brace in it.
    private func readShort(_ text: String, _ node: YAMLNode) throws(InputError) -> ValueRule.Text {
        guard text.contains("{") || text.contains("}") else {
            guard !text.isEmpty else { throw node.error("no column is named") }
            return .column(.init(name: text, place: node.place))
        }
        return .template(try readTemplate(text, node))
    }

    private func readTemplate(_ text: String, _ node: YAMLNode) throws(InputError) -> Template {
        guard let template = Template(parsing: text), !template.columns.isEmpty else {
            throw node.error(
                "`\(text)` is no template",
                hint: "such as `prefix:{column}`; a column with a brace needs `column:`")
        }
        return template
    }

    private func readText(_ fields: YAMLFields) throws(InputError) -> ValueRule.Text {
        let given = ["column", "template", "constant"].filter { fields[$0] != nil }
        guard given.count == 1 else {
            throw fields.error(
                "a value has exactly one of `column`, `template` and `constant`")
        }
        let node = try fields.required(given[0])
        let text = try node.text("`\(given[0])`")
        switch given[0] {
        case "column":
            let name = try fields.requiredText("column")
            return .column(.init(name: name, place: node.place))
        case "template": return .template(try readTemplate(text, node))
        default: return .constant(.string(text))
        }
    }

    private func readConstant(
        _ text: String, _ rule: ValueRule, _ fields: YAMLFields
    ) throws(InputError) -> PropertyValue {
        let converter = CellConverter(rule)
        do throws(CellProblem) {
            return try converter.value(of: Array(text.utf8).span)
        } catch {
            throw fields.error(
                error.message(text: text, type: rule.type), at: "constant")
        }
    }
}
