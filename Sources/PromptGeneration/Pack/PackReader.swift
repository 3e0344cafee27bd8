internal import ConfigurationFiles
package import Diagnostics
internal import Foundation

/// Reads a pack; every mistake is told with file and line.
package struct PackReader {
    private static let keys = [
        "prompts", "name", "diseases", "people", "context", "sentences", "limits", "conditions",
        "templates", "words",
    ]

    let files: PackFiles
    let file: String

    /// The pack that ships.
    package static func shipped() throws(InputError) -> PromptPack {
        try PackReader(files: .shipped, name: "pack.yaml").read("pack.yaml")
    }

    /// The pack of a YAML file.
    package static func read(path: String) throws(InputError) -> PromptPack {
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

    private func read(_ name: String) throws(InputError) -> PromptPack {
        let text = try files.text(name, at: nil)
        let fields = try YAMLFields(parsing: text, "the pack", known: Self.keys, file: file)
        try fields.check(version: "1", at: "prompts", of: "a prompt pack")
        let tableName = try fields.requiredText("people")
        let tableText = try files.text(tableName, at: fields.place(of: "people"))
        let people = try DemographicTableReader.read(tableText, file: files.path(tableName))
        var parts = try parts(
            fields, "context", [.symptoms, .denied, .drugs, .sideEffects, .comorbidities])
        for (part, rule) in try self.parts(fields, "sentences", [.entity, .pair]) {
            parts[part] = rule
        }
        let words = try WordsReader().read(try fields.required("words"), people)
        let templates = try templates(fields)
        return PromptPack(
            name: try fields.requiredText("name"), file: file, files: files,
            fingerprint: PromptGeneration.fingerprint(
                [text, tableText] + templateTexts(templates)),
            diseases: try fields.requiredQuery("diseases"), parts: parts,
            limits: try limits(fields),
            conditions: try conditions(fields, people), people: people, templates: templates,
            words: words)
    }

    // MARK: What is drawn

    private func parts(
        _ fields: YAMLFields, _ name: String, _ known: [PromptPack.Part]
    ) throws(InputError) -> [PromptPack.Part: PromptPack.PartRule] {
        let members = try fields.requiredFields(name, known: known.map(\.rawValue))
        var parts: [PromptPack.Part: PromptPack.PartRule] = [:]
        for part in known {
            let node = try members.required(part.rawValue)
            let keys = part.isCounted ? ["count", "query"] : ["query"]
            let rule = try node.fields("`\(part.rawValue)`", known: keys)
            parts[part] = PromptPack.PartRule(
                query: try rule.requiredQuery("query"),
                counts: part.isCounted ? try counts(try rule.required("count")) : [])
        }
        return parts
    }

    /// `{2: 1, 3: 2}`: numbers with the weights by which they are drawn.
    private func counts(_ node: YAMLNode) throws(InputError) -> [(count: Int, weight: Double)] {
        let fields = try node.fields("`count`")
        var counts: [(Int, Double)] = []
        for name in fields.names {
            guard let count = Int(name), (0...100).contains(count) else {
                throw fields.error("`\(name)` is no number from 0 to 100", at: name)
            }
            let weight = try fields.number(name) ?? 0
            guard weight >= 0 else {
                throw fields.error("the weight of \(name) is negative", at: name)
            }
            counts.append((count, weight))
        }
        guard counts.contains(where: { $0.1 > 0 }) else {
            throw fields.error("no number has a weight")
        }
        return counts
    }

    private func limits(_ fields: YAMLFields) throws(InputError) -> [PromptPack.LimitRule] {
        var rules: [PromptPack.LimitRule] = []
        for element in try fields.list("limits") {
            let rule = try element.fields(
                "a limit", known: ["parts", "keys", "groups", "sex", "age_min", "age_max"])
            var parts: Set<PromptPack.Part> = []
            for name in try rule.texts("parts") {
                guard let part = PromptPack.Part(rawValue: name) else {
                    throw rule.error("`\(name)` is no part of a context", at: "parts")
                }
                parts.insert(part)
            }
            let keys = Set(try rule.texts("keys"))
            let groups = Set(try rule.texts("groups"))
            guard !keys.isEmpty || !groups.isEmpty else {
                throw rule.error("a limit needs `keys` or `groups`")
            }
            rules.append(
                .init(parts: parts, keys: keys, groups: groups, limits: try patientLimits(rule)))
        }
        return rules
    }

    private func patientLimits(_ fields: YAMLFields) throws(InputError) -> PatientLimits {
        var limits = PatientLimits()
        if let text = try fields.text("sex") {
            guard let sex = Sex(rawValue: text) else {
                throw fields.error("`\(text)` is no sex", at: "sex")
            }
            limits.sex = sex
        }
        let low = try fields.number("age_min") ?? 0
        let high = try fields.number("age_max") ?? .infinity
        guard low <= high else { throw fields.error("nobody has that age") }
        limits.ages = low...high
        return limits
    }

    private func conditions(
        _ fields: YAMLFields, _ people: DemographicTable
    ) throws(InputError) -> [Condition] {
        var conditions: [Condition] = []
        for element in try fields.list("conditions") {
            let rule = try element.fields(
                "a condition",
                known: [
                    "attribute", "value", "disease", "implied_by", "excluded_by",
                    "excluded_findings",
                ])
            let (attribute, value) = (
                try rule.requiredText("attribute"), try rule.requiredText("value")
            )
            guard people.attribute(attribute)?.values.contains(value) == true else {
                throw rule.error(
                    "`\(people.file)` has no value `\(value)` of an attribute `\(attribute)`")
            }
            conditions.append(
                Condition(
                    attribute: attribute, value: value, disease: try rule.text("disease"),
                    impliedBy: try codes(rule, "implied_by"),
                    excludedBy: try codes(rule, "excluded_by"),
                    excludedFindings: Set(try rule.texts("excluded_findings"))))
        }
        return conditions
    }

    /// Lists of codes and ranges of ICD-10.
    private func codes(_ fields: YAMLFields, _ name: String) throws(InputError) -> [ICDRange] {
        try fields.texts(name).map { text throws(InputError) in
            if let range = ICDRange(text) { return range }
            throw fields.error("`\(text)` is no code of ICD-10 and no range of codes", at: name)
        }
    }

    // MARK: Templates

    private func templates(_ fields: YAMLFields) throws(InputError) -> [PromptPack.TemplateRule] {
        let members = try fields.requiredFields("templates")
        var rules: [PromptPack.TemplateRule] = []
        for name in members.names {
            let rule = try members.required(name).fields(
                "the template `\(name)`", known: ["system", "user", "fallback", "needs_diagnosis"])
            let user = try rule.texts("user")
            guard !user.isEmpty else {
                throw rule.error("the template `\(name)` has no `user` message")
            }
            rules.append(
                .init(
                    name: name, system: try rule.texts("system"), user: user,
                    fallback: try rule.text("fallback"),
                    needsDiagnosis: try rule.flag("needs_diagnosis") ?? false, place: rule.place))
        }
        for rule in rules {
            guard let name = rule.fallback else { continue }
            guard let fallback = rules.first(where: { $0.name == name }) else {
                throw InputError("there is no template `\(name)`", at: rule.place)
            }
            guard fallback.fallback == nil else {
                throw InputError(
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
