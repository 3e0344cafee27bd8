import GraphTestSupport
import MedGraph
import QuestionGeneration
import Testing

/// The pack that ships.
@Suite(.tags(.wholeGraph)) struct MedicalPackTests {
    @Test func `every kind has both languages, and the languages speak of the same`() throws {
        let kinds = try medicalKinds()
        #expect(kinds.count >= 17)
        for kind in kinds {
            for language in QuestionLanguage.allCases {
                let wordings = kind.wordings[language] ?? []
                #expect(wordings.count >= 6, "\(kind.name)")
                #expect(Set(wordings.map(\.text)).count == wordings.count, "\(kind.name)")
                #expect(kind.answer[language] != nil, "\(kind.name)")
            }
            let english = kind.wordings[.english] ?? []
            let russian = kind.wordings[.russian] ?? []
            #expect(english.allSatisfy { !$0.text.contains("_ru") }, "\(kind.name)")
            // Every Russian wording takes its names in Russian.
            #expect(
                russian.allSatisfy { !$0.text.contains(".name}}") && !$0.text.contains(".name)") },
                "\(kind.name)")
        }
    }

    /// In English they are those whose answers are checked.
    private func questions(
        _ language: QuestionLanguage
    ) throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) {
        guard language == .russian else { return try GoldAnswerTests.questions.get() }
        return try makeQuestions(Starter.database.get(), medicalKinds()) {
            $0.count = 300
            $0.language = language
            $0.threadCount = 4
        }
    }

    @Test(arguments: QuestionLanguage.allCases)
    func `no name is missing and no tag is left in the words`(language: QuestionLanguage) throws {
        let (lines, report) = try questions(language)
        #expect(lines.count >= 300)
        #expect(report.dropped[.nameless] == nil)
        #expect(report.dropped[.unproven] == nil)
        for line in lines {
            for text in [line.record.question, line.record.answer] {
                #expect(
                    !text.contains("{") && !text.contains("}") && !text.contains("&"), "\(text)")
                #expect(
                    !text.contains("  ") && !text.contains(" ,") && !text.contains(" ."), "\(text)")
                let isCyrillic = text.unicodeScalars.contains {
                    (0x0400...0x04FF).contains($0.value)
                }
                #expect(
                    isCyrillic == (language == .russian) || text.allSatisfy { !$0.isLetter },
                    "\(text)")
            }
        }
    }
}
