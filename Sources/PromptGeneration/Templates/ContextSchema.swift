/// The variables that templates can use, by the columns of the pack's queries.
enum ContextSchema {
    static func schema(
        _ graph: ContextGraph, _ pack: PromptPack, _ language: Language
    ) -> [String: TemplateSchema] {
        var schema: [String: TemplateSchema] = [
            "diagnosis": .object(texts(graph.diseaseColumns, language, ["code"])),
            "patient": .object(patient(pack)),
            "example": .object(["text": .text]),
            "pair": .object(pair),
        ]
        for part in PromptPack.Part.allCases {
            let members = texts(graph.columns[part] ?? [], language, [])
            switch part {
            case .pair: break
            case .entity: schema["entity"] = .object(members.merging(["kind": .text]) { $1 })
            default:
                let list = ["each": TemplateSchema.list(members), "count": .text]
                schema[part.rawValue] = .object(members.merging(list) { $1 })
            }
        }
        return schema
    }

    private static func texts(
        _ columns: [String], _ language: Language, _ more: [String]
    ) -> [String: TemplateSchema] {
        let names = PackRows.textColumns(columns, language, without: CandidateReader.reserved).keys
        return Dictionary(uniqueKeysWithValues: Set(names).union(more).map { ($0, .text) })
    }

    private static func patient(_ pack: PromptPack) -> [String: TemplateSchema] {
        var members: [String: TemplateSchema] = [
            "noun": .text, "age": .text, "aged": .text, "female": .flag, "male": .flag,
        ]
        for attribute in pack.people.attributes { members[attribute.name] = .text }
        return members
    }

    private static let pair: [String: TemplateSchema] = [
        "head": .object(["name": .text, "kind": .text]),
        "tail": .object(["name": .text, "kind": .text]),
        "relation": .text, "asserted": .flag,
    ]
}
