/// What a record gives to phrases: lists, texts and conditions, by name.
struct NoteSlots: Sendable {
    private(set) var lists: [String: [SlotItem]] = [:]
    private(set) var texts: [String: [String: String]] = [:]
    private(set) var conditions: Set<String> = []
    let sex: NotePatient.Sex

    /// The slots that phrases can name.
    static let names: Set<String> = listNames.union([
        "patient", "age", "aged", "a_aged", "noun", "marital_status", "occupation", "smoking",
        "state", "code",
    ])

    private static let listNames: Set<String> = [
        "complaints", "first_complaint", "other_complaints", "signs", "results",
        "denied_complaints", "denied_signs", "denied_results", "drugs", "side_effects",
        "comorbidities", "diagnosis", "entity", "head", "tail",
    ]

    private static let plainConditions: Set<String> = [
        "male", "female", "speaks", "carer", "adult", "hidden", "named", "asserted",
        "symptoms", "denied",
    ]

    /// A list that is not empty, a property of the patient, or `not` before one of these.
    static func isCondition(_ name: String, _ neutral: Set<String>) -> Bool {
        if name.hasPrefix("not ") { return isCondition(String(name.dropFirst(4)), neutral) }
        return listNames.contains(name) || plainConditions.contains(name)
            || neutral.contains(name) || name.hasPrefix("entity ") || name.hasPrefix("relation ")
    }

    init(_ context: NoteContext, _ lexicon: Lexicon, _ pack: LanguagePack, _ draws: inout NoteDraws)
    {
        sex = context.patient?.sex ?? .female
        let items = SlotItems(context, lexicon, pack)
        for (prefix, entities) in [("", context.symptoms), ("denied_", context.denied)] {
            var byKind: [String: [SlotItem]] = [:]
            for entity in draws.shuffled(entities) {
                guard let item = items.item(entity) else { continue }
                byKind[Self.list(items.kind(entity)), default: []].append(item)
            }
            for (name, items) in byKind { lists[prefix + name] = items }
        }
        if let complaints = lists["complaints"], complaints.count > 1 {
            lists["first_complaint"] = [complaints[0]]
            lists["other_complaints"] = Array(complaints.dropFirst())
        }
        for (name, entities) in [
            ("drugs", context.drugs), ("side_effects", context.sideEffects),
            ("comorbidities", context.comorbidities),
        ] { lists[name] = draws.shuffled(entities).compactMap { items.item($0) } }
        for (name, entity) in [
            ("entity", context.entity), ("head", context.pair?.head), ("tail", context.pair?.tail),
            ("diagnosis", context.hidesDiagnosis ? nil : context.diagnosis),
        ] { lists[name] = entity.flatMap { items.item($0) }.map { [$0] } }
        if !context.hidesDiagnosis { texts["code"] = ["": context.icd10] }
        lists = lists.filter { !$0.value.isEmpty }
        if let patient = context.patient { describe(patient, context, pack, items) }
        setConditions(context, pack, items)
    }

    /// Where a symptom is told: what the patient complains of, what is seen, what tests show.
    private static func list(_ kind: String?) -> String {
        switch kind {
        case "sign": "signs"
        case "finding": "results"
        default: "complaints"
        }
    }

    private mutating func describe(
        _ patient: NotePatient, _ context: NoteContext, _ pack: LanguagePack, _ items: SlotItems
    ) {
        texts["patient"] = ["": ""]
        let words = pack.words
        if let noun = words.nouns.first(where: { patient.age < $0.below ?? .infinity }) {
            texts["noun"] = ["": sex == .female ? noun.female : noun.male]
        }
        for (name, value) in patient.attributes where Self.names.contains(name) {
            guard let text = words.attributes[name]?[value]?.of(sex), !text.isEmpty,
                !items.isSecret(text)
            else { continue }
            texts[name] = ["": text]
        }
        let age = NoteAge(years: patient.age)
        guard let units = words.units[age.unit.rawValue] else { return }
        let unit = { (index: Int) in index < units.count ? units[index] : units[units.count - 1] }
        let said = "\(age.count) \(unit(NumberForm.index(age.count, context.language)))"
        switch context.language {
        case .english:
            let aged = "\(age.count)-\(units[0])-old"
            texts["age"] = ["": said]
            texts["aged"] = ["": aged]
            texts["a_aged"] = ["": (NumberForm.hasVowel(age.count) ? "an " : "a ") + aged]
        case .russian:
            let genitive = "\(age.count) \(unit(NumberForm.genitiveIndex(age.count)))"
            texts["age"] = ["": said, "genitive": genitive]
            texts["aged"] = ["": "\(age.count)-\(unit(sex == .male ? 3 : 4))"]
        }
    }

    private mutating func setConditions(
        _ context: NoteContext, _ pack: LanguagePack, _ items: SlotItems
    ) {
        conditions = Set(lists.keys)
        conditions.insert(context.hidesDiagnosis ? "hidden" : "named")
        if lists.keys.contains(where: ["complaints", "signs", "results"].contains) {
            conditions.insert("symptoms")
        }
        if lists.keys.contains(where: { $0.hasPrefix("denied_") }) { conditions.insert("denied") }
        if let patient = context.patient {
            conditions.insert(patient.sex.rawValue)
            conditions.insert(patient.age >= 5 ? "speaks" : "carer")
            if patient.age >= 18 { conditions.insert("adult") }
        }
        if let entity = context.entity { conditions.insert("entity " + entity.label) }
        if let pair = context.pair {
            conditions.insert("relation " + pair.relation)
            if pair.isAsserted { conditions.insert("asserted") }
        }
        let names = items.allNames(context).map { Array($0.lowercased().utf8) }
        for (fact, parts) in pack.neutral
        where !names.contains(where: { name in parts.contains { Self.has(name, $0) } }) {
            conditions.insert(fact)
        }
    }

    /// Whether a text has a part, both as UTF-8.
    private static func has(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= text.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
            if text[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }

    func has(_ condition: String) -> Bool { conditions.contains(condition) }

    func isFilled(_ name: String) -> Bool { lists[name] != nil || texts[name] != nil }
}

/// Makes the items of lists out of entities.
struct SlotItems {
    private let lexicon: Lexicon
    private let language: NoteLanguage
    private let pack: LanguagePack
    /// The diagnosis that may not be named.
    private let secret: NoteEntity?

    init(_ context: NoteContext, _ lexicon: Lexicon, _ pack: LanguagePack) {
        self.lexicon = lexicon
        self.pack = pack
        language = context.language
        secret = context.hidesDiagnosis ? context.diagnosis : nil
    }

    /// Nil for what would give away a diagnosis that is hidden.
    func item(_ entity: NoteEntity) -> SlotItem? {
        let names = lexicon.entity(entity.label, entity.key)?.names[language]
        guard !isSecret(entity.name, exactly: entity.label != NoteLabel.disease) else {
            return nil
        }
        var item = SlotItem(forms: [:], name: spelled(entity.name, entity.label))
        item.gender = names?.gender
        item.isPlural = names?.isPlural ?? false
        if let names, names.name == entity.name {
            for (grammaticalCase, form) in names.cases {
                item.forms[grammaticalCase.rawValue] = form
            }
        }
        item.forms["article"] = pack.articles[entity.name].map { spelled($0, entity.label) }
        return item
    }

    func kind(_ entity: NoteEntity) -> String? { lexicon.entity(entity.label, entity.key)?.kind }

    /// Whether a text would give away a diagnosis that is hidden. A finding may have another form of
    /// its name in its own: «тяга к курению» beside «курение».
    func isSecret(_ text: String, exactly isExact: Bool = false) -> Bool {
        guard let secret else { return false }
        return lexicon.names(secret, in: NoteText(text), exactly: isExact)
    }

    /// The names of the diagnosis and of all that the patient has.
    func allNames(_ context: NoteContext) -> [String] {
        let entities =
            [context.diagnosis] + context.symptoms + context.sideEffects + context.comorbidities
        return entities.map(\.name)
    }

    /// As a name is written inside a sentence: that of a disease begins with a capital in the graph.
    private func spelled(_ name: String, _ label: String) -> String {
        let first = String(name.prefix { $0 != " " })
        guard label == NoteLabel.disease, !pack.properNames.contains(first) else { return name }
        return Self.lowered(first) + name.dropFirst(first.count)
    }

    /// A word without its capital; an abbreviation as it is.
    private static func lowered(_ word: String) -> String {
        let letters = word.filter(\.isLetter)
        guard letters.dropFirst().allSatisfy(\.isLowercase), letters.count > 1 else { return word }
        return word.prefix(1).lowercased() + word.dropFirst()
    }
}
