import JSONRecords
import Testing

@testable import ClinicalNotes

/// A few names, written by hand, and records that sample all of them.
enum SmallLexicon {
    static let entities: [LexiconEntity] = [
        symptom("headache", "головная боль", ["головной боли", "головную боль", "головной болью"]),
        symptom("throbbing headache", "пульсирующая головная боль", []),
        symptom("nausea", "тошнота", ["тошноты", "тошноту", "тошнотой"], ["feeling sick"]),
        symptom("vomiting", "рвота", ["рвоты", "рвоту", "рвотой"]),
        symptom(
            "fever", "повышение температуры тела", [], ["high temperature"],
            ["лихорадка", "жар", "температура"]),
        symptom("cough", "кашель", ["кашля", "кашель", "кашлем"]),
        symptom("night cough", "ночной кашель", [], [], ["кашель по ночам"]),
        symptom("chest pain", "боль в груди", ["боли в груди", "боль в груди", "болью в груди"]),
        symptom("chest pain on exertion", "боль в груди при нагрузке", []),
        symptom("rash", "сыпь", ["сыпи", "сыпь", "сыпью"]),
        symptom("shortness of breath", "одышка", ["одышки", "одышку", "одышкой"], ["dyspnoea"]),
        symptom("dizziness", "головокружение", ["головокружения"], [], ["тошнота и рвота"]),
        symptom("chills", "озноб", ["озноба", "озноб", "ознобом"]),
        symptom("swollen lymph nodes", "увеличение лимфатических узлов", []),
        symptom("wound", "рана", ["раны", "рану", "раной"]),
        symptom("no stool or gas", "отсутствие стула и газов", []),
        entity("Drug", "paracetamol", "парацетамол", ["парацетамола"], ["Panadol"], ["Панадол"]),
        entity("Disease", "I35.0", name: "Aortic stenosis", "аортальный стеноз", [], ["AS"]),
        entity("Disease", "G43", name: "Migraine", "Мигрень", [], ["hemicrania"]),
        entity("SideEffect", "hives", "крапивница", ["крапивницы"]),
    ]

    static let lexicon = Lexicon(entities, for: [], NotePack.shipped)

    private static func symptom(
        _ key: String, _ russian: String, _ cases: [String], _ synonyms: [String] = [],
        _ russianSynonyms: [String] = []
    ) -> LexiconEntity {
        entity("Symptom", key, russian, cases, synonyms, russianSynonyms)
    }

    private static func entity(
        _ label: String, _ key: String, name: String? = nil, _ russian: String,
        _ cases: [String], _ synonyms: [String] = [], _ russianSynonyms: [String] = []
    ) -> LexiconEntity {
        var entity = LexiconEntity(label: label, key: key)
        entity.names[.english] = EntityNames(name: name ?? key, synonyms: synonyms)
        var names = EntityNames(name: russian, synonyms: russianSynonyms)
        for (grammaticalCase, form) in zip(
            [EntityNames.Case.genitive, .accusative, .instrumental], cases)
        {
            names.cases[grammaticalCase] = form
        }
        entity.names[.russian] = names
        return entity
    }

    /// A record; without keys it samples everything but the diagnosis.
    static func context(
        _ language: NoteLanguage = .english, symptoms: [String]? = nil, denied: [String] = [],
        drugs: [String] = [], sideEffects: [String] = [], comorbidities: [String] = [],
        sex: String = "female", age: Double = 34, hidden: Bool = false, icd10: String = "G43"
    ) throws -> NoteContext {
        let keys = { (label: String) in entities.filter { $0.label == label }.map(\.key) }
        let list = { (label: String, keys: [String]) in
            JSONValue.array(
                keys.map { key in
                    let name = lexicon.entity(label, key)?.names[language]?.name ?? key
                    return object([("key", .string(key)), ("name", .string(name))])
                })
        }
        let all = symptoms == nil
        return try NoteContext(
            record: object([
                ("id", .string("1")), ("icd10", .string(icd10)), ("disease", .string("Migraine")),
                ("language", .string(language.rawValue)),
                ("patient", object([("sex", .string(sex)), ("age", .float(age))])),
                ("symptoms", list("Symptom", symptoms ?? keys("Symptom"))),
                ("denied", list("Symptom", denied)),
                ("drugs", list("Drug", all ? keys("Drug") : drugs)),
                ("side_effects", list("SideEffect", all ? keys("SideEffect") : sideEffects)),
                ("comorbidities", list("Disease", all ? ["I35.0"] : comorbidities)),
                ("sampling", object([("diagnosis", .string(hidden ? "hidden" : "named"))])),
            ]))
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
    }

    /// The keys that a text names, in its order; with a minus those that it denies.
    static func keys(_ text: String, _ language: NoteLanguage) throws -> String {
        let spans = GoldSpanFinder(lexicon).spans(in: text, of: try context(language))
        return spans.map { ($0.negated ? "-" : "") + $0.key }.joined(separator: ", ")
    }
}
