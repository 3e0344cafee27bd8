import MedGraph
import QuestionGeneration
import Testing

/// The pack that ships.
@Suite struct MedicalPackTests {
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

    @Test(arguments: QuestionLanguage.allCases)
    func `no name is missing and no tag is left in the words`(language: QuestionLanguage) throws {
        let (lines, report) = try makeQuestions(
            QuestionDatabase.starter.get(),
            medicalKinds().filter { $0.name != "odd-drug-out" && $0.name != "best-fitting-disease" }
        ) {
            $0.count = 500
            $0.language = language
            $0.threadCount = 4
        }
        #expect(lines.count == 500)
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
