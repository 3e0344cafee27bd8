import JSONRecords
import Testing

@testable import ClinicalNotes

/// For each score a note that it catches, and one like it that it must not catch.
@Suite struct NoteScoresTests {
    private func scores(_ text: String, _ context: NoteContext) -> NoteScores {
        let lexicon = SmallLexicon.lexicon
        let spans = GoldSpanFinder(lexicon).spans(in: text, of: context)
        return NoteScores(of: text, context, spans, lexicon)
    }

    @Test(arguments: [
        ("Headache and nausea, no rash.", 1, 1), ("Headache, no nausea, no rash.", 0.5, 1),
        ("Headache.", 0.5, 0), ("No headache. A rash and nausea.", 0.5, 0), ("Well.", 0, 0),
        ("Headaches. Feeling sick. Rash: no.", 1, 1), ("Headache, nausea. No rash. A rash.", 1, 0),
    ])
    func `recall counts what is told with the right polarity`(
        text: String, symptoms: Double, denied: Double
    ) throws {
        let context = try SmallLexicon.context(symptoms: ["headache", "nausea"], denied: ["rash"])
        let scores = scores(text, context)
        #expect(scores.symptomRecall == symptoms)
        #expect(scores.deniedRecall == denied)
    }

    @Test func `without symptoms there is no recall`() throws {
        let scores = scores("Well.", try SmallLexicon.context(symptoms: []))
        #expect(scores.symptomRecall == nil)
        #expect(scores.json["symptom_recall"] == .null)
    }

    @Test(arguments: [
        ("Headache, cough and a cough.", ["cough"], []), ("Headache, no cough.", [], ["cough"]),
        ("Headache.", [], []), ("Nausea after paracetamol.", ["nausea"], []),
        // A wider name of what the patient has, a side effect, a comorbidity.
        ("Chest pain on exertion. The chest pain goes at rest.", [], []), ("Hives.", [], []),
        ("Known aortic stenosis.", [], []),
        // A narrower one is more than was told.
        ("Throbbing headache.", ["throbbing headache"], []),
    ])
    func `symptoms of the graph that were not sampled are unsupported`(
        text: String, asserted: [String], denied: [String]
    ) throws {
        let context = try SmallLexicon.context(
            symptoms: ["headache", "chest pain on exertion"], drugs: ["paracetamol"],
            sideEffects: ["hives"], comorbidities: ["I35.0"])
        let scores = scores(text, context)
        #expect(scores.unsupportedSymptoms == asserted)
        #expect(scores.unsupportedDenials == denied)
    }

    @Test(arguments: [
        ("Headache. Later no headache. No rash.", ["asserted_and_denied headache"]),
        ("No headache, no rash.", ["symptom_denied headache"]),
        ("Headache and a rash.", ["denied_asserted rash"]),
        ("Headache, no rash.", []), ("No change in headache. No rash.", []),
        ("Headache; no throbbing headache, no rash.", []),
    ])
    func `a finding that is asserted and denied is a contradiction`(
        text: String, contradictions: [String]
    ) throws {
        let context = try SmallLexicon.context(symptoms: ["headache"], denied: ["rash"])
        let found = scores(text, context).contradictions.map { "\($0.kind.rawValue) \($0.what)" }
        #expect(found == contradictions)
    }

    @Test(arguments: [
        ("A 34-year-old man with a headache.", "female", true),
        ("Sex: male. Age: 34.", "female", true),
        ("He has a headache and says he sleeps badly.", "female", true),
        ("A 34-year-old woman. Her husband says that he worries.", "female", false),
        ("A 34-year-old woman with her 5-year-old boy.", "female", false),
        ("A 34-year-old woman. She lives with a man.", "female", false),
        ("A 34-year-old man. His wife came along, she is well.", "male", false),
        ("Male, 34 years old.", "male", false),
        ("Female, 34 years old.", "male", true),
    ])
    func `the other sex is a contradiction`(
        text: String, sex: String, isContradiction: Bool
    ) throws {
        let context = try SmallLexicon.context(symptoms: [], sex: sex)
        let kinds = scores(text, context).contradictions.map(\.kind)
        #expect(kinds == (isContradiction ? [.sex] : []))
    }

    @Test(arguments: [
        ("Пациентка 34 лет жалуется на кашель.", "male", true),
        ("Мужчина, 34 года.", "female", true), ("Пол: женский.", "male", true),
        ("Пациент обратился с жалобами, он курил.", "female", true),
        ("Пациент женского пола, обратилась сегодня.", "female", false),
        ("Женщина 34 лет. Муж пациентки сказал, что он здоров.", "female", false),
        ("Мужчина 34 лет, пришёл с женой.", "male", false),
        ("Больной 34 лет, обратился.", "male", false),
    ])
    func `the other sex is a contradiction in Russian`(
        text: String, sex: String, isContradiction: Bool
    ) throws {
        let context = try SmallLexicon.context(.russian, symptoms: [], sex: sex)
        let kinds = scores(text, context).contradictions.map(\.kind)
        #expect(kinds == (isContradiction ? [.sex] : []))
    }

    @Test(arguments: [
        ("A 35-year-old woman.", 34, true), ("A 34-year-old woman.", 34, false),
        ("Age: 53", 34, true), ("Age: 34", 34, false), ("Woman, 43yo.", 34, true),
        ("aged 44", 34, true), ("She has smoked since age 20.", 34, false),
        ("A headache for 3 years, 20 years ago a fall.", 34, false),
        ("Her mother, 60 years old, is well.", 34, false),
        ("A 3-month-old girl.", 0.25, false), ("A 5-month-old girl.", 0.25, true),
        ("A 10-day-old baby.", 0.027, false), ("A 2-year-old girl.", 0.25, true),
        ("A 3-day-old rash in a 34-year-old woman.", 34, false),
    ])
    func `another age is a contradiction`(
        text: String, age: Double, isContradiction: Bool
    ) throws {
        let context = try SmallLexicon.context(symptoms: ["rash"], age: age)
        let kinds = scores(text, context).contradictions.map(\.kind)
        #expect(kinds == (isContradiction ? [.age] : []))
    }

    @Test(arguments: [
        ("Женщина 43 лет.", 34, true), ("Женщина 34 лет.", 34, false),
        ("34-летняя женщина курит 20 лет.", 34, false), ("Возраст: 43 года.", 34, true),
        ("43-летняя женщина.", 34, true), ("В возрасте 20 лет перенесла операцию.", 34, false),
        ("Мать, 60 лет, здорова.", 34, false), ("Девочка 3 месяцев.", 0.25, false),
        ("Девочка 7 месяцев.", 0.25, true), ("Болеет 5 лет, кашель 3 дня.", 34, false),
    ])
    func `another age is a contradiction in Russian`(
        text: String, age: Double, isContradiction: Bool
    ) throws {
        let context = try SmallLexicon.context(.russian, symptoms: ["cough"], age: age)
        let kinds = scores(text, context).contradictions.map(\.kind)
        #expect(kinds == (isContradiction ? [.age] : []))
    }

    @Test(arguments: [
        ("[Name] came in.", ["[Name]"]), ("Dear {{doctor}},", ["{{doctor}}"]),
        ("Seen by {name}.", ["{name}"]), ("Name: ____", ["____"]),
        ("<patient name>", ["<patient name>"]),
        (
            "As an AI language model, I cannot say.",
            ["as an ai", "ai language model", "language model"]
        ),
        ("See [1] and [x], [ ] open, __ and CRP < 5, Hb > 120.", []),
        ("Main idea: an air model of language.", []), ("A (note) with {1} brace.", []),
        ("Values <5 and >3.", []),
    ])
    func `what was left to be filled in is found`(text: String, found: [String]) throws {
        let scores = scores(text, try SmallLexicon.context(symptoms: []))
        #expect(Set(scores.placeholders).isSuperset(of: found))
        #expect(found.isEmpty == scores.placeholders.isEmpty)
    }

    @Test(arguments: [
        ("Probably migraine.", true), ("No hemicrania.", true), ("Code G43.", true),
        ("G43.1", true), ("Мигрень", true), ("MIGRAINES", true), ("Headache.", false),
        ("G44 and 43 g of sugar.", false), ("She migrated.", false),
    ])
    func `a diagnosis that was to be hidden is found`(text: String, isNamed: Bool) throws {
        let hidden = try SmallLexicon.context(symptoms: [], hidden: true)
        #expect(scores(text, hidden).isDiagnosisNamed == isNamed)
        let named = try SmallLexicon.context(symptoms: [])
        #expect(scores(text, named).isDiagnosisNamed == nil)
    }

    @Test func `distinct n-grams are counted`() throws {
        let scores = scores("a b a b a c", try SmallLexicon.context(symptoms: []))
        #expect(scores.wordCount == 6)
        // a, b, c of 6; ab, ba, ac of 5; aba, bab, bac of 4.
        #expect(scores.distinct == [0.5, 0.6, 0.75])
    }

    @Test func `a record of scores has its keys in their order`() throws {
        guard case .object(let members) = scores("", try SmallLexicon.context()).json else {
            Issue.record("scores are an object")
            return
        }
        #expect(
            members.map(\.key) == [
                "symptom_recall", "denied_recall", "unsupported_symptoms", "unsupported_denials",
                "contradictions", "placeholders", "diagnosis_named", "words", "distinct_1",
                "distinct_2", "distinct_3",
            ])
    }
}
