/// What a template is filled in with.
struct ContextValues {
    let language: Language
    let words: Words
    let settings: PromptSettings

    /// - Parameter hidden: the names of the diagnosis where nothing may name it.
    func values(
        _ context: DrawnContext, hiding hidden: DiagnosisNames?, example: ExampleNotes.Note?
    ) -> [String: Any] {
        var values: [String: Any] = [:]
        if !settings.hidesDiagnosis {
            var diagnosis = context.disease.texts[language.rawValue] ?? [:]
            diagnosis["code"] = context.disease.code
            values["diagnosis"] = diagnosis
        }
        values["patient"] = context.patient.map { patient($0, hiding: hidden) }
        values["symptoms"] = list(context.symptoms)
        values["denied"] = list(context.denied)
        values["drugs"] = list(context.drugs)
        values["side_effects"] = list(context.sideEffects)
        values["comorbidities"] = list(context.comorbidities)
        values["example"] = example.map { ["text": $0.text] }
        values["entity"] = context.entity.map { entity($0.candidate) }
        values["pair"] = context.pair.map { pair($0.pair) }
        return values
    }

    private func patient(_ patient: Patient, hiding names: DiagnosisNames?) -> [String: Any] {
        var values: [String: Any] = [
            "noun": words.noun(patient.sex, patient.age), "age": language.duration(patient.age),
            "aged": language.attribute(of: patient.age),
            "female": patient.sex == .female, "male": patient.sex == .male,
        ]
        var stems = StemMemory()
        for (name, value) in patient.attributes {
            guard let word = value.flatMap({ words.attributes[name]?[$0] })?.form(patient.sex),
                !word.isEmpty, names?.stand(in: word, &stems) != true
            else { continue }
            values[name] = word
        }
        return values
    }

    /// The texts of all together, `headache and nausea`, and of each; nil for none.
    private func list(_ drawn: [Drawn]) -> [String: Any]? {
        guard !drawn.isEmpty else { return nil }
        let each = drawn.map { $0.candidate.texts[language.rawValue] ?? [:] }
        var values: [String: Any] = ["each": each, "count": String(drawn.count)]
        for name in each[0].keys { values[name] = language.joined(each.compactMap { $0[name] }) }
        return values
    }

    private func entity(_ candidate: Candidate) -> [String: Any] {
        var values: [String: Any] = candidate.texts[language.rawValue] ?? [:]
        values["kind"] = kind(candidate)
        return values
    }

    private func pair(_ pair: PairCandidate) -> [String: Any] {
        [
            "head": entity(pair.head), "tail": entity(pair.tail), "asserted": pair.isAsserted,
            "relation": words.relations[pair.relation] ?? pair.relation,
        ]
    }

    private func kind(_ candidate: Candidate) -> String {
        let label = candidate.texts[language.rawValue]?["label"] ?? ""
        return words.kinds[label] ?? label
    }
}
