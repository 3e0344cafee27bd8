package import JSONRecords

/// How a note keeps to its record.
package struct NoteScores: Sendable {
    /// The share of the sampled symptoms that the note asserts at least once:
    /// |{s ∈ symptoms : a span of s is not negated}| / |symptoms|; nil without symptoms.
    package let symptomRecall: Double?
    /// The share of the denied findings that the note denies and nowhere asserts:
    /// |{d ∈ denied : a span of d is negated, none is not}| / |denied|; nil without any.
    package let deniedRecall: Double?
    /// The keys of symptoms of the graph that the note asserts and that the record does not have:
    /// not as symptom, denied finding, side effect, comorbidity or diagnosis, not as a wider name of
    /// one that the patient has (`headache` for `throbbing headache`).
    package let unsupportedSymptoms: [String]
    /// The keys of symptoms of the graph that the note denies without being told.
    package let unsupportedDenials: [String]
    package let contradictions: [Contradiction]
    /// What was left to be filled in: `[Name]`, `{{x}}`, `___`, `as an AI`.
    package let placeholders: [String]
    /// Whether the note names a diagnosis that was to be hidden, by a name, synonym or its code, in
    /// any language; nil where it was not to be hidden. A name that is a part of the name of a
    /// sampled finding or drug does not count: «курение» in «тяга к курению».
    package let isDiagnosisNamed: Bool?
    package let wordCount: Int
    /// distinct-n = different n-grams of words / n-grams of words, for n = 1, 2, 3; 1 without any.
    package let distinct: [Double]

    /// - Parameter spans: as ``GoldSpanFinder`` found them in the text.
    /// - Complexity: O(length of the text).
    package init(
        of text: String, _ context: NoteContext, _ spans: [GoldSpan], _ lexicon: Lexicon
    ) {
        let reading = NoteReading(text, context.language, lexicon)
        let polarities = Polarities(spans)
        symptomRecall = Self.share(context.symptoms) { polarities.isAsserted($0) }
        deniedRecall = Self.share(context.denied) {
            polarities.isDenied($0) && !polarities.isAsserted($0)
        }
        let support = SymptomSupport(context, lexicon)
        (unsupportedSymptoms, unsupportedDenials) = support.unsupported(reading)
        var contradictions = polarities.contradictions(context)
        if let pack = lexicon.pack.languages[context.language] {
            placeholders = Placeholders.all(text, reading.text, pack.placeholders)
            if let patient = context.patient {
                contradictions +=
                    PatientStatements(
                        reading.text, patient, context.language, pack.patients
                    ).contradictions
            }
        } else {
            placeholders = []
        }
        self.contradictions = contradictions
        isDiagnosisNamed =
            context.hidesDiagnosis
            ? lexicon.names(context.diagnosis, in: reading.text, outside: support.findings(reading))
            : nil
        wordCount = reading.text.words.count
        let words = Distinctness.words(reading.text)
        distinct = (1...3).map { Distinctness.share(words, $0) }
    }

    private static func share(
        _ entities: [NoteEntity], _ holds: (NoteEntity) -> Bool
    ) -> Double? {
        entities.isEmpty ? nil : Double(entities.count(where: holds)) / Double(entities.count)
    }

    /// The scores as a record has them: `symptom_recall`, `denied_recall`, `unsupported_symptoms`,
    /// `unsupported_denials`, `contradictions`, `placeholders`, `diagnosis_named`, `words`,
    /// `distinct_1`, `distinct_2`, `distinct_3`.
    package var json: JSONValue {
        let number = { (value: Double?) in value.map { JSONValue.float($0) } ?? .null }
        let texts = { (texts: [String]) in JSONValue.array(texts.map { .string($0) }) }
        let members: [(String, JSONValue)] = [
            ("symptom_recall", number(symptomRecall)), ("denied_recall", number(deniedRecall)),
            ("unsupported_symptoms", texts(unsupportedSymptoms)),
            ("unsupported_denials", texts(unsupportedDenials)),
            ("contradictions", .array(contradictions.map(\.json))),
            ("placeholders", texts(placeholders)),
            ("diagnosis_named", isDiagnosisNamed.map { .boolean($0) } ?? .null),
            ("words", .integer(Int64(wordCount))), ("distinct_1", .float(distinct[0])),
            ("distinct_2", .float(distinct[1])), ("distinct_3", .float(distinct[2])),
        ]
        return .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
    }
}
