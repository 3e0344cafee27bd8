import Testing

@testable import QuestionGeneration

/// What the tags of wordings write.
@Suite struct WordingTests {
    private static let kind = """
        hops: 1
        subjects: "RETURN ['s1', 's2', 's3'] AS symptoms, 'A' AS disease, [] AS empty, 7 AS number"
        entities: {symptoms: Symptom, disease: Disease}
        query: "MATCH (s:Symptom) WHERE s.name IN $symptoms RETURN s AS answer"
        answers: set
        derivation: {from: []}
        """

    @Test(arguments: [
        ("{{symptoms}}", "s1, s2, s3"),
        ("{{and(symptoms)}}", "s1, s2 and s3"),
        ("{{or(symptoms.name)}}", "s1, s2 or s3"),
        ("{{and(disease.name)}}", "Disease A"),
        ("{{list(quoted(symptoms.key))}}", "“s1”, “s2”, “s3”"),
        ("{{ and(quoted(symptoms)) }}", "“s1”, “s2” and “s3”"),
        ("{{lettered(symptoms)}}", "A) s1; B) s2; C) s3"),
        ("{{count(symptoms)}} {{number}}", "3 7"),
        ("{{sentence(list(symptoms))}}", "S1, s2, s3"),
        ("with {{inside(disease.name)}}", "with disease A"),
        ("{{disease.label}} {{disease.key}} {{disease.name}}", "Disease A Disease A"),
        ("{{! a remark }}<b> & 'c'", "<b> & 'c'"),
        ("{{#symptoms}}some of {{disease.name}}{{/symptoms}}", "some of Disease A"),
        ("{{#empty}}some{{/empty}}{{^empty}}none{{/empty}}", "none"),
    ])
    func `a tag writes its value`(text: String, expected: String) throws {
        let (lines, _) = try SmallGraph.questions(Self.kind, question: text)
        let question = try #require(lines.first?.record.question)
        #expect(question.dropFirst(4) == expected)
    }

    @Test(arguments: [
        ("Migraine with aura", "migraine with aura"), ("COVID-19", "COVID-19"),
        ("HIV disease", "HIV disease"), ("Parkinson disease", "Parkinson disease"),
        ("Vitamin D deficiency", "vitamin D deficiency"), ("T-cell lymphoma", "T-cell lymphoma"),
        ("Guillain-Barré syndrome", "Guillain-Barré syndrome"), ("asthma", "asthma"),
        ("Мигрень", "мигрень"), ("5-HT3 antagonist", "5-HT3 antagonist"), ("", ""),
    ])
    func `inside a sentence a name has the capitals that are its own`(
        name: String, expected: String
    ) {
        let style = WordingStyle(
            language: .english, properNames: ["Parkinson", "Guillain-Barré"])
        #expect(style.inside(name) == expected)
    }

    @Test func `Russian has its own words and quotes`() throws {
        let yaml = SmallGraph.pack(
            Self.kind, question: "{{and(quoted(symptoms))}} {{or(symptoms)}}", answer: "-"
        ).replacing(" en:", with: " ru:").replacing("{en:", with: "{ru:")
        let (lines, _) = try makeQuestions(
            SmallGraph.database.get(), QuestionPack(yaml: yaml, file: "ru.yaml").kinds
        ) { $0.language = .russian }
        let question = try #require(lines.first?.record.question)
        #expect(question.dropFirst(4) == "«s1», «s2» и «s3» s1, s2 или s3")
    }
}
