internal import Diagnostics
internal import MedGraph
internal import Yams

/// Reads what makes a value: a column's name, a template, or a mapping with more to say.
struct ValueRuleReader {
    let scope: MappingScope

    func readProperties(_ fields: YAMLFields) throws(ImportError) -> [PropertyRule] {
        guard let node = fields["properties"] else { return [] }
        guard let sequence = node.sequence else {
            var properties: [PropertyRule] = []
            for (key, value) in try fields.pairs(of: node, "properties") {
                let name = try fields.text(of: key, "a property's name")
                properties.append(PropertyRule(name: name, value: try read(value)))
            }
            return properties
        }
        var properties: [PropertyRule] = []
        for element in sequence {
            let name = try fields.text(of: element, "a property's name")
            guard !properties.contains(where: { $0.name == name }) else {
                throw scope.error("the property `\(name)` stands twice", at: element.place)
            }
            let column = ColumnReference(name: name, mark: element.place)
            properties.append(
                PropertyRule(
                    name: name, value: ValueRule(text: .column(column), mark: element.place)))
        }
        return properties
    }

    func readKey(
        _ node: Node, _ type: LabelRule.KeyType
    ) throws(ImportError) -> ValueRule {
        var rule = try read(node)
        if node.mapping?["type"] != nil {
            throw scope.error(
                "the type of a key stands under `labels`", at: rule.mark,
                hint: "so that all rules for a label agree")
        }
        if case .constant = rule.text {
            throw scope.error("a key is no constant", at: rule.mark)
        }
        rule.type = .scalar(type == .integer ? .integer : .string)
        return rule
    }

    func read(_ node: Node) throws(ImportError) -> ValueRule {
        if let scalar = node.scalar {
            return ValueRule(text: try readShort(scalar.string, node), mark: node.place)
        }
        let fields = try scope.fields(
            node, "a value",
            known: [
                "column", "template", "constant", "type", "strip", "separator", "true", "false",
                "missing", "values", "partial", "lookup",
            ])
        var rule = ValueRule(text: try readText(fields), mark: fields.mark)
        if let type = fields["type"] { rule.type = try readType(type) }
        if let prefix = try fields.text("strip") { rule.prefix = prefix }
        if let separator = fields["separator"] {
            rule.separator = try fields.requiredText("separator")
            guard case .list = rule.type else {
                throw fields.error("only a list has a `separator`", at: separator.place)
            }
        }
        if fields["true"] != nil { rule.trueWords = try fields.texts("true") }
        if fields["false"] != nil { rule.falseWords = try fields.texts("false") }
        rule.missingWords = try fields.texts("missing")
        if let table = fields["values"] {
            var values: [String: String] = [:]
            for (key, value) in try fields.pairs(of: table, "values") {
                values[try fields.text(of: key, "values")] = try fields.text(of: value, "values")
            }
            rule.values = values
        }
        rule.isPartial = try fields.flag("partial") ?? false
        if rule.isPartial, rule.values == nil {
            throw fields.error(
                "`partial` speaks of `values`, which are not there", at: fields["partial"]!.place)
        }
        if let lookup = fields["lookup"] { rule.lookup = try readLookup(lookup) }
        if case .constant(.string(let text)) = rule.text {
            rule.text = .constant(try readConstant(text, rule, fields))
        }
        return rule
    }

    private func readLookup(_ node: Node) throws(ImportError) -> LookupRule {
        let fields = try scope.fields(node, "`lookup`", known: ["file", "from", "to", "also"])
        var also: [String: String] = [:]
        if let node = fields["also"] {
            for (key, value) in try fields.pairs(of: node, "also") {
                also[try fields.text(of: key, "also")] = try fields.text(of: value, "also")
            }
        }
        return LookupRule(
            file: try fields.requiredText("file"), from: try fields.requiredText("from"),
            to: try fields.requiredText("to"), also: also, mark: fields.mark)
    }

    func readType(_ node: Node) throws(ImportError) -> ValueType {
        let name = node.scalar?.string ?? ""
        if let type = ValueType(name: name) { return type }
        throw scope.error(
            "no type is named `\(name)`", at: node.place,
            hint: NearMiss.suggestion(for: name, among: ValueType.names).map {
                "did you mean `\($0)`?"
            }
                ?? "the types are \(ValueType.names.quotedList)")
    }

    /// The short form: a column's name, or a template if there is a brace in it.
    private func readShort(_ text: String, _ node: Node) throws(ImportError) -> ValueRule.Text {
        guard text.contains("{") || text.contains("}") else {
            guard !text.isEmpty else { throw scope.error("no column is named", at: node.place) }
            return .column(.init(name: text, mark: node.place))
        }
        return .template(try readTemplate(text, node))
    }

    private func readTemplate(_ text: String, _ node: Node) throws(ImportError) -> Template {
        guard let template = Template(parsing: text), !template.columns.isEmpty else {
            throw scope.error(
                "`\(text)` is no template", at: node.place,
                hint: "such as `prefix:{column}`; a column with a brace needs `column:`")
        }
        return template
    }

    private func readText(_ fields: YAMLFields) throws(ImportError) -> ValueRule.Text {
        let given = ["column", "template", "constant"].filter { fields[$0] != nil }
        guard given.count == 1 else {
            throw fields.error(
                "a value has exactly one of `column`, `template` and `constant`", at: fields.mark)
        }
        let node = fields[given[0]]!
        let text = try fields.text(of: node, given[0])
        switch given[0] {
        case "column":
            let name = try fields.requiredText("column")
            return .column(.init(name: name, mark: node.place))
        case "template": return .template(try readTemplate(text, node))
        default: return .constant(.string(text))
        }
    }

    private func readConstant(
        _ text: String, _ rule: ValueRule, _ fields: YAMLFields
    ) throws(ImportError) -> PropertyValue {
        let converter = CellConverter(rule)
        do throws(CellProblem) {
            return try converter.value(of: Array(text.utf8).span)
        } catch {
            throw fields.error(
                error.message(text: text, type: rule.type), at: fields["constant"]!.place)
        }
    }
}
