import GraphTestSupport
import Testing

@testable import PromptGeneration

/// What the patient has under one name they do not deny under the same.
@Suite struct DeniedNameTests {
    /// Sleep apnoea comes with obesity, and snoring people who deny obesity were drawn.
    @Test func `a finding is not denied beside a comorbidity with its name`() throws {
        let facts = try StarterFacts.shared.get()
        var besideCount = 0
        var deniedCount = 0
        let codes = try Self.codesThatDeny("obesity", besides: "E66", facts)
        try #require(!codes.isEmpty)
        let generator = try Starter.generator(codes, count: 1_500, Starter.settings("symptoms"))
        for assignment in generator.assignments {
            let context = try generator.drawer.context(
                assignment, [.symptoms, .denied, .comorbidities], hasPatient: true)
            let hasObesity = context.comorbidities.contains { $0.candidate.key == "E66" }
            let deniesObesity = context.denied.contains { $0.candidate.key == "obesity" }
            if hasObesity { besideCount += 1 }
            if deniesObesity { deniedCount += 1 }
            #expect(!(hasObesity && deniesObesity), "\(assignment)")
        }
        // Each alone does occur.
        #expect(besideCount > 20)
        #expect(deniedCount > 20)
    }

    /// The diseases beside which obesity can be a comorbidity, and that are told apart by it.
    private static func codesThatDeny(
        _ finding: String, besides code: String, _ facts: StarterFacts
    ) throws -> [String] {
        facts.diseases.keys.sorted().filter { disease in
            let near = facts.resembling[disease, default: []]
            return facts.comorbid[disease]?.contains(code) == true
                && facts.symptomsOf[disease]?.contains(finding) != true
                && near.contains { facts.symptomsOf[$0]?.contains(finding) == true }
        }
    }

    @Test func `a finding has the names of diseases in any form, of findings as written`() {
        var namesakes = Namesakes()
        namesakes.add(Self.disease("K59.0", ["Constipation", "Запоры"]))
        namesakes.add(Self.disease("X1", ["Ранее", "AS"]))
        namesakes.add(Self.finding("headaches", ["головные боли"]))
        func things(_ names: String...) -> Set<Namesakes.Thing> {
            namesakes.things(named: Self.finding("other", names))
        }
        #expect(things("запор") == [.disease("K59.0")])
        #expect(things("constipation", "headache") == [.disease("K59.0")])
        #expect(things("Головные боли") == [.finding("headaches")])
        #expect(things("Headaches") == [.finding("headaches")])
        // What shares a stem with a name, or its letters, need not be one.
        #expect(things("рана", "as", "боль", "запор и рвота") == [])
        #expect(namesakes.things(named: Self.finding("headaches", [])) == [])
    }

    private static func disease(_ code: String, _ names: [String]) -> Disease {
        Disease(code: code, limits: PatientLimits(), prevalence: 1, texts: [:], names: names)
    }

    private static func finding(_ key: String, _ names: [String]) -> Candidate {
        Candidate(
            key: key, weight: 1, idf: 1, limits: PatientLimits(), excludes: [], groups: [],
            sameAs: nil, texts: ["en": ["name": key]], synonyms: names, words: [])
    }
}
