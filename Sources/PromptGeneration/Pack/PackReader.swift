internal import Foundation
internal import Yams

/// Reads a pack; every mistake is told with file and line.
package struct PackReader {
    private static let keys = [
        "prompts", "name", "diseases", "people", "context", "sentences", "limits", "conditions",
        "templates", "words",
    ]

    let files: PackFiles
    let file: String

    /// The pack that ships.
    package static func shipped() throws(PromptError) -> PromptPack {
        try PackReader(files: .shipped, name: "pack.yaml").read("pack.yaml")
    }

    /// The pack of a YAML file.
    package static func read(path: String) throws(PromptError) -> PromptPack {
        let url = URL(filePath: path)
        let folder =
            path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : ""
        let reader = PackReader(
            files: .folder(folder), name: url.lastPathComponent)
        return try reader.read(url.lastPathComponent)
    }

    private init(files: PackFiles, name: String) {
        self.files = files
        file = files.path(name)
    }

    private func read(_ name: String) throws(PromptError) -> PromptPack {
        let text = try files.text(name, at: nil)
        let fields = try YAMLFields(try root(text), "a prompt pack", known: Self.keys, file: file)
        guard try fields.requiredText("prompts") == "1" else {
            throw PromptError(
                "this program reads prompt packs of version 1", at: fields.place(of: "prompts"))
        }
        let tableName = try fields.requiredText("people")
        let tableText = try files.text(tableName, at: fields.place(of: "people"))
        let people = try DemographicTableReader.read(tableText, file: files.path(tableName))
        var parts = try parts(
            fields, "context", [.symptoms, .denied, .drugs, .sideEffects, .comorbidities])
        for (part, rule) in try self.parts(fields, "sentences", [.entity, .pair]) {
            parts[part] = rule
        }
        let words = try WordsReader(file: file).read(try fields.required("words"), people)
        let templates = try templates(fields)
        return PromptPack(
            name: try fields.requiredText("name"), file: file, files: files,
            fingerprint: PromptGeneration.fingerprint(
                [text, tableText] + templateTexts(templates)),
            diseases: try query(fields, "diseases"), parts: parts, limits: try limits(fields),
            conditions: try conditions(fields, people), people: people, templates: templates,
            words: words)
    }

    private func root(_ text: String) throws(PromptError) -> Node {
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch {
            let line = (error as? YamlError).flatMap(Self.line) ?? 1
            throw PromptError("this is no YAML", at: .init(file: file, line: line))
        }
        guard let node else {
            throw PromptError("the pack is empty", at: .init(file: file, line: 1))
        }
        return node
    }

    private static func line(_ error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        default: nil
        }
    }

    private func query(_ fields: YAMLFields, _ name: String) throws(PromptError) -> PromptPack.Query
    {
        PromptPack.Query(text: try fields.requiredText(name), place: fields.place(of: name))
    }

    // MARK: What is drawn

    private func parts(
        _ fields: YAMLFields, _ name: String, _ known: [PromptPack.Part]
    ) throws(PromptError) -> [PromptPack.Part: PromptPack.PartRule] {
        let members = try YAMLFields(
            try fields.required(name), "`\(name)`", known: known.map(\.rawValue), file: file)
        var parts: [PromptPack.Part: PromptPack.PartRule] = [:]
        for part in known {
            let node = try members.required(part.rawValue)
            let keys = part.isCounted ? ["count", "query"] : ["query"]
            let rule = try YAMLFields(node, "`\(part.rawValue)`", known: keys, file: file)
            parts[part] = PromptPack.PartRule(
                query: try query(rule, "query"),
                counts: part.isCounted ? try counts(try rule.required("count")) : [])
        }
        return parts
    }

    /// `{2: 1, 3: 2}`: numbers with the weights by which they are drawn.
    private func counts(_ node: Node) throws(PromptError) -> [(count: Int, weight: Double)] {
        let fields = try YAMLFields(node, "`count`", known: nil, file: file)
        var counts: [(Int, Double)] = []
        for name in fields.names {
            guard let count = Int(name), (0...100).contains(count) else {
                throw PromptError("`\(name)` is no number from 0 to 100", at: fields.place)
            }
            let weight = try fields.number(name) ?? 0
            guard weight >= 0 else {
                throw PromptError("the weight of \(name) is negative", at: fields.place)
            }
            counts.append((count, weight))
        }
        guard counts.contains(where: { $0.1 > 0 }) else {
            throw PromptError("no number has a weight", at: fields.place)
        }
        return counts
    }

    private func limits(_ fields: YAMLFields) throws(PromptError) -> [PromptPack.LimitRule] {
        var rules: [PromptPack.LimitRule] = []
        for element in try elements(fields, "limits") {
            let rule = try YAMLFields(
                element, "a limit",
                known: ["parts", "keys", "groups", "sex", "age_min", "age_max"],
                file: file)
            var parts: Set<PromptPack.Part> = []
            for name in try rule.texts("parts") {
                guard let part = PromptPack.Part(rawValue: name) else {
                    throw PromptError(
                        "`\(name)` is no part of a context", at: rule.place(of: "parts"))
                }
                parts.insert(part)
            }
            let keys = Set(try rule.texts("keys"))
            let groups = Set(try rule.texts("groups"))
            guard !keys.isEmpty || !groups.isEmpty else {
                throw PromptError("a limit needs `keys` or `groups`", at: rule.place)
            }
            rules.append(
                .init(parts: parts, keys: keys, groups: groups, limits: try patientLimits(rule)))
        }
        return rules
    }

    private func patientLimits(_ fields: YAMLFields) throws(PromptError) -> PatientLimits {
        var limits = PatientLimits()
        if let text = try fields.text("sex") {
            guard let sex = Sex(rawValue: text) else {
                throw PromptError("`\(text)` is no sex", at: fields.place(of: "sex"))
            }
            limits.sex = sex
        }
        let low = try fields.number("age_min") ?? 0
        let high = try fields.number("age_max") ?? .infinity
        guard low <= high else { throw PromptError("nobody has that age", at: fields.place) }
        limits.ages = low...high
        return limits
    }

    private func conditions(
        _ fields: YAMLFields, _ people: DemographicTable
    ) throws(PromptError) -> [Condition] {
        var conditions: [Condition] = []
        for element in try elements(fields, "conditions") {
            let rule = try YAMLFields(
                element, "a condition",
                known: [
                    "attribute", "value", "disease", "implied_by", "excluded_by",
                    "excluded_findings",
                ], file: file)
            let (attribute, value) = (
                try rule.requiredText("attribute"), try rule.requiredText("value")
            )
            guard people.attribute(attribute)?.values.contains(value) == true else {
                throw PromptError(
                    "`\(people.file)` has no value `\(value)` of an attribute `\(attribute)`",
                    at: rule.place)
            }
            conditions.append(
                Condition(
                    attribute: attribute, value: value, disease: try rule.text("disease"),
                    impliedBy: try rule.codes("implied_by"),
                    excludedBy: try rule.codes("excluded_by"),
                    excludedFindings: Set(try rule.texts("excluded_findings"))))
        }
        return conditions
    }

    private func elements(_ fields: YAMLFields, _ name: String) throws(PromptError) -> [Node] {
        guard let node = fields[name] else { return [] }
        guard let sequence = node.sequence else {
            throw PromptError("`\(name)` must be a list", at: fields.place(of: name))
        }
        return Array(sequence)
    }

    // MARK: Templates

    private func templates(_ fields: YAMLFields) throws(PromptError) -> [PromptPack.TemplateRule] {
        let members = try YAMLFields(
            try fields.required("templates"), "`templates`", known: nil, file: file)
        var rules: [PromptPack.TemplateRule] = []
        for name in members.names {
            let rule = try YAMLFields(
                try members.required(name), "the template `\(name)`",
                known: ["system", "user", "fallback", "needs_diagnosis"], file: file)
            let user = try rule.texts("user")
            guard !user.isEmpty else {
                throw PromptError("the template `\(name)` has no `user` message", at: rule.place)
            }
            rules.append(
                .init(
                    name: name, system: try rule.texts("system"), user: user,
                    fallback: try rule.text("fallback"),
                    needsDiagnosis: try rule.text("needs_diagnosis") == "true", place: rule.place))
        }
        for rule in rules {
            guard let name = rule.fallback else { continue }
            guard let fallback = rules.first(where: { $0.name == name }) else {
                throw PromptError("there is no template `\(name)`", at: rule.place)
            }
            guard fallback.fallback == nil else {
                throw PromptError(
                    "`\(name)` is the fallback of `\(rule.name)`, and must not have one itself",
                    at: fallback.place)
            }
        }
        return rules
    }

    private func templateTexts(_ templates: [PromptPack.TemplateRule]) -> [String] {
        var texts: [String] = []
        for name in Set(templates.flatMap { $0.system + $0.user }).sorted() {
            for language in Language.allCases {
                // A file that is missing is told when its template is asked for.
                texts.append(
                    (try? files.text("\(name).\(language.rawValue).mustache", at: nil)) ?? "")
            }
        }
        return texts
    }
}
