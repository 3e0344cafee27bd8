internal import ConfigurationFiles
internal import Diagnostics

/// Reads one element of `tables`.
struct TableRuleReader {
    let scope: MappingScope

    func read(_ node: YAMLNode) throws(InputError) -> TableRule {
        let fields = try node.fields(
            "a table",
            known: [
                "file", "format", "form", "optional", "delimiter", "quote", "comment", "header",
                "columns", "optional_columns", "ignore", "missing", "where", "unless", "split",
                "nodes", "relationships", "data", "label", "array",
            ])
        let format = try readFormat(fields)
        var table = TableRule(
            patterns: try readPatterns(fields), format: format, form: try fields.text("form"),
            isOptional: try fields.flag("optional") ?? false,
            dialect: try readDialect(fields, format), ignoredColumns: try readIgnored(fields),
            optionalColumns: try fields.texts("optional_columns"),
            missingWords: try fields.texts("missing"),
            conditions: try readConditions(fields), splits: try readSplits(fields), nodes: [],
            relationships: [], data: try readData(fields), label: try fields.text("label"),
            neo4j: try readNeo4j(fields, format), place: fields.place)
        let rules = RuleReader(scope: scope)
        for node in try fields.list("nodes") { table.nodes.append(try rules.readNode(node)) }
        for node in try fields.list("relationships") {
            table.relationships.append(try rules.readRelationship(node))
        }
        try refuseContradictions(table, fields)
        return table
    }

    private func readFormat(_ fields: YAMLFields) throws(InputError) -> TableFormat {
        let name = try fields.requiredText("format")
        if let format = TableFormat(rawValue: name) { return format }
        let names = TableFormat.allCases.map(\.rawValue)
        throw fields.error(
            "no format is named `\(name)`", at: "format",
            hint: NearMiss.hint(for: name, among: names)
                ?? "the formats are \(names.quotedList)")
    }

    private func readPatterns(_ fields: YAMLFields) throws(InputError) -> [String] {
        _ = try fields.required("file")
        let patterns = try fields.texts("file")
        for pattern in patterns where pattern.contains("/") || pattern.isEmpty {
            throw fields.error(
                "`file` is a file's name without folder", at: "file")
        }
        return patterns.map { $0.hasSuffix(".gz") ? String($0.dropLast(3)) : $0 }
    }

    private func readDialect(
        _ fields: YAMLFields, _ format: TableFormat
    ) throws(InputError) -> TableDialect {
        var dialect = TableDialect(delimiter: format == .csv ? 0x2C : 0x09)
        if format == .kgxTable { dialect.quote = nil }
        if let text = try fields.text("delimiter") {
            dialect.delimiter = try readCharacter(
                text == "tab" ? "\t" : text, fields.required("delimiter"))
        }
        if let text = try fields.text("quote") {
            dialect.quote = text == "none" ? nil : try readCharacter(text, fields.required("quote"))
        }
        dialect.commentPrefix = Array(try fields.text("comment") ?? "").flatMap { Array($0.utf8) }
        let hasHeader = try fields.flag("header") ?? true
        let columns = try fields.texts("columns")
        guard hasHeader == columns.isEmpty else {
            throw fields.error(
                hasHeader
                    ? "a table with a header takes its columns' names from there"
                    : "a table without header needs `columns`",
                at: hasHeader ? "columns" : "header",
                hint: "write `header: false` and `columns: [...]`, or neither")
        }
        if !hasHeader { dialect.columnNames = columns }
        return dialect
    }

    private func readNeo4j(
        _ fields: YAMLFields, _ format: TableFormat
    ) throws(InputError) -> Neo4jRule {
        var rule = Neo4jRule()
        if let node = fields["array"] {
            guard format == .neo4jCSV else {
                throw node.error(
                    "`array` is for the format `neo4j-csv` only",
                    hint: "a list in a cell has its `separator`")
            }
            rule.arrayDelimiter = try readCharacter(fields.requiredText("array"), node)
        }
        guard format == .neo4jCSV else { return rule }
        let dialect = try readDialect(fields, format)
        if fields["delimiter"] != nil { rule.delimiter = dialect.delimiter }
        if fields["quote"] != nil { rule.quote = dialect.quote }
        return rule
    }

    private func readCharacter(_ text: String, _ node: YAMLNode) throws(InputError) -> UInt8 {
        let bytes = Array(text.utf8)
        guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x0A, bytes[0] != 0x0D else {
            throw node.error("`\(text)` is not one ASCII character")
        }
        return bytes[0]
    }

    private func readIgnored(_ fields: YAMLFields) throws(InputError) -> [ColumnReference] {
        let place = fields.place(of: "ignore")
        return try fields.texts("ignore").map { ColumnReference(name: $0, place: place) }
    }

    private func readConditions(_ fields: YAMLFields) throws(InputError) -> [RowCondition] {
        try RuleReader(scope: scope).readConditions(fields)
    }

    private func readSplits(_ fields: YAMLFields) throws(InputError) -> [SplitRule] {
        var splits: [SplitRule] = []
        for node in try fields.list("split") {
            let fields = try node.fields("an element of `split`", known: ["column", "pattern"])
            let column = try fields.requiredText("column")
            splits.append(
                SplitRule(
                    column: .init(name: column, place: fields.place(of: "column")),
                    pattern: try RuleReader(scope: scope).readPattern(
                        fields.required("pattern"))))
        }
        return splits
    }

    private func readData(_ fields: YAMLFields) throws(InputError) -> DataPolicy {
        guard let node = fields["data"] else { return .none }
        guard node.isMapping else {
            switch try fields.text("data") {
            case "none": return .none
            case "all": return .all
            default:
                throw node.error(
                    "`data` is `none`, `all` or a mapping of names to types")
            }
        }
        var types: [String: ValueType] = [:]
        for (key, value) in try node.pairs("`data`") {
            let name = try key.text("a name in `data`")
            types[name] = try ValueRuleReader(scope: scope).readType(value)
        }
        return .some(types)
    }

    private func refuseContradictions(
        _ table: TableRule, _ fields: YAMLFields
    ) throws(InputError) {
        let hasRules = !table.nodes.isEmpty || !table.relationships.isEmpty
        switch table.format.meaning {
        case .hetionet where hasRules:
            throw fields.error(
                "a table in a Hetionet format has no rules of its own",
                hint: "`kinds` and `metaedges` say what its rows make")
        case .file where hasRules:
            throw fields.error(
                "a table of format `\(table.format.rawValue)` has no rules: it describes itself")
        case .hetionet, .file:
            if let split = fields["split"] {
                throw split.error(
                    "a table of format `\(table.format.rawValue)` is not split")
            }
        case .rules where !hasRules:
            throw fields.error(
                "this table makes no `nodes` and no `relationships`")
        default: break
        }
        if table.format.meaning != .rules, let split = fields["split"] {
            throw split.error("only a table with rules is split")
        }
        if table.format.meaning != .file, fields["label"] != nil {
            throw fields.error(
                "`label` is for formats that describe themselves", at: "label",
                hint: "`nodes` say their labels")
        }
        if fields["data"] != nil, table.format != .hetionetJSON {
            throw fields.error(
                "`data` is for the format `hetionet-json` only", at: "data")
        }
    }
}
