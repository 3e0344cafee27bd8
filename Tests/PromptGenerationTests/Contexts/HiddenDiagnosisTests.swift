import Foundation
import GraphTestSupport
import JSONRecords
import Testing

@testable import PromptGeneration

@Suite struct HiddenDiagnosisTests {
    @Test(arguments: Language.allCases)
    func `a prompt that hides the diagnosis has neither its names nor its code`(
        language: Language
    ) throws {
        var settings = Starter.settings("example", language, hidden: true)
        settings.examples = try Starter.examples()
        let lines = try Starter.lines(try Starter.generator(count: 300, settings), threadCount: 2)
        let names = Dictionary(
            uniqueKeysWithValues: try Table("diseases").rows.map { row in
                let synonyms = (row["synonyms"]! + "|" + row["synonyms_ru"]!).split(separator: "|")
                let all = [row["name"]!, row["name_ru"]!] + synonyms.map(String.init)
                return (row["icd10"]!, all)
            })
        for line in lines {
            let json = try JSONParser.parse(line)
            guard case .string(let code)? = json["icd10"],
                case .array(let messages)? = json["messages"]
            else { throw CocoaError(.coderReadCorrupt) }
            for message in messages {
                guard case .string(let text)? = message["content"] else { continue }
                let words =
                    " "
                    + text.lowercased().split { !$0.isLetter && !$0.isNumber }
                    .joined(separator: " ") + " "
                #expect(!text.contains("ICD-10") && !text.contains("МКБ"), "\(line)")
                for name in names[code] ?? [] {
                    let name = name.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
                    // Abbreviations are names only in capitals: `AS` is one, `as` is none.
                    let isAbbreviation = name == name.uppercased()
                    let isNamed =
                        isAbbreviation
                        ? words.contains(" \(name) ")
                        : words.lowercased().contains(" \(name.lowercased()) ")
                    #expect(!isNamed, "\(name): \(line)")
                }
            }
        }
    }

    @Test func `a symptom that names the hidden diagnosis in another form is not drawn`() throws {
        var settings = Starter.settings("symptoms", .russian)
        func isDrawn() throws -> Bool {
            try Starter.lines(Starter.generator(["F17"], count: 200, settings))
                .contains { $0.contains("craving for tobacco") }
        }
        // «Тяга к курению» names «курение».
        #expect(try isDrawn())
        settings.hidesDiagnosis = true
        #expect(try !isDrawn())
    }

    @Test func `every disease keeps symptoms when it is hidden`() throws {
        let facts = try StarterFacts.shared.get()
        let generator = try Starter.generator(
            count: facts.diseases.count, Starter.settings("symptoms", hidden: true))
        for code in facts.diseases.keys.sorted() {
            let profile = try #require(generator.drawer.graph.profiles[code])
            #expect(profile.symptoms.count >= 5, "\(code): \(profile.symptoms.map(\.key))")
        }
    }

    @Test func `a template about the diagnosis cannot hide it`() {
        #expect {
            try Starter.generator(count: 1, Starter.settings("code", hidden: true))
        } throws: {
            "\($0)".contains("cannot be hidden")
        }
    }

    @Test func `an example that names the diagnosis is not shown`() throws {
        var settings = Starter.settings("example", hidden: true)
        settings.examples = try Starter.examples()
        let generator = try Starter.generator(["K21"], count: 5, settings)
        #expect(generator.fallbackCount == 5)
        #expect(
            try Starter.lines(generator).allSatisfy { $0.contains("\"template\": \"symptoms\"") })
    }
}
