/// Which of the symptoms that a note names its record has.
struct SymptomSupport {
    private let lexicon: Lexicon
    private let context: NoteContext
    /// Everything that was sampled, the diagnosis, and the symptoms that sampled side effects are.
    private let sampled: Set<Int32>

    init(_ context: NoteContext, _ lexicon: Lexicon) {
        self.lexicon = lexicon
        self.context = context
        var sampled: Set<Int32> = []
        for entity in context.sampled + [context.diagnosis] {
            guard let number = lexicon.number(entity.label, entity.key) else { continue }
            sampled.insert(number)
            let symptom = lexicon.entities[Int(number)].sameAs
            if let same = symptom.flatMap({ lexicon.number(NoteLabel.symptom, $0) }) {
                sampled.insert(same)
            }
        }
        self.sampled = sampled
    }

    /// The keys of symptoms that are named without being sampled, each once, in the order of the
    /// text: those that are asserted, and those that are denied.
    func unsupported(_ reading: NoteReading) -> (asserted: [String], denied: [String]) {
        var asserted: [String] = []
        var denied: [String] = []
        for mention in reading.mentions
        where !mention.entities.contains(where: sampled.contains) {
            let symptoms = mention.entities.filter {
                lexicon.entities[Int($0)].label == NoteLabel.symptom
            }
            guard let symptom = symptoms.first else { continue }
            let key = lexicon.entities[Int(symptom)].key
            if mention.isNegated {
                if !denied.contains(key) { denied.append(key) }
            } else if !asserted.contains(key), !isWider(symptoms) {
                asserted.append(key)
            }
        }
        return (asserted, denied)
    }

    /// Where the text names sampled findings and drugs.
    func findings(_ reading: NoteReading) -> [Range<Int>] {
        reading.mentions.filter { mention in
            mention.entities.contains { entity in
                sampled.contains(entity)
                    && lexicon.entities[Int(entity)].label != NoteLabel.disease
            }
        }.map(\.words)
    }

    /// Whether something that the patient has says the same in more words.
    private func isWider(_ symptoms: [Int32]) -> Bool {
        for entity in context.symptoms + context.sideEffects + context.comorbidities {
            let names = lexicon.entity(entity.label, entity.key)?.names[context.language]
            for form in names?.forms ?? [] {
                let text = NoteText(form)
                let stems = lexicon.stems.stems(of: text)
                for match in lexicon.matches(in: text, stems, context.language)
                where match.owners.contains(where: symptoms.contains) { return true }
            }
        }
        return false
    }
}
