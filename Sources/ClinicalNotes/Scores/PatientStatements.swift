/// What a note says about the sex and the age of its patient, as far as it contradicts the record.
struct PatientStatements {
    private let text: NoteText
    private let words: [String]
    private let patient: NotePatient
    private let language: NoteLanguage
    private let reading: PatientReading

    init(
        _ text: NoteText, _ patient: NotePatient, _ language: NoteLanguage,
        _ reading: PatientReading
    ) {
        self.text = text
        words = text.words.indices.map { text.foldedText($0) }
        self.patient = patient
        self.language = language
        self.reading = reading
    }

    /// At most one for the sex and one for the age.
    var contradictions: [Contradiction] {
        let ages = AgeStatements(text, words, language, reading).all
        var found: [Contradiction] = []
        if let words = otherSex(ages) { found.append(Contradiction(kind: .sex, what: words)) }
        if let age = ages.first(where: { !$0.fits(patient) }) {
            let words = words[age.words].joined(separator: " ")
            found.append(Contradiction(kind: .age, what: words))
        }
        return found
    }

    /// The words that give the patient the other sex: a noun beside the age or after a heading, a
    /// word that is certain, or pronouns and verbs that are many and more than twice those of the
    /// patient's sex: two of an adult, three of a child, beside whom parents are spoken of.
    private func otherSex(_ ages: [AgeStatements.Statement]) -> String? {
        let other: NotePatient.Sex = patient.sex == .female ? .male : .female
        let nouns = reading.nouns.of(other)
        for index in words.indices {
            if reading.certain.of(other).contains(words[index]) { return words[index] }
            guard nouns.contains(words[index]) else { continue }
            if index > 0, reading.sexHeaders.contains(words[index - 1]) { return words[index] }
            if ages.contains(where: { $0.noun == index }) { return words[index] }
        }
        let counts = [other, patient.sex].map { sex in
            words.count { reading.words.of(sex).contains($0) }
        }
        guard counts[0] >= (patient.age < 18 ? 3 : 2), counts[0] > 2 * counts[1] else { return nil }
        return words.first { reading.words.of(other).contains($0) }
    }
}
