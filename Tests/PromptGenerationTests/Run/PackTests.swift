import Diagnostics
import Foundation
import GraphTestSupport
import Testing

@testable import PromptGeneration

/// Packs of a user: what is wrong with them is told by file and line before anything is written.
@Suite struct PackTests {
    private static let shipped = Starter.repository.appending(path: "Datasets/prompts")

    /// Makes a generator with a copy of the shipped pack in which a text is replaced.
    private static func generator(
        _ file: String, replacing old: String, with new: String,
        _ settings: PromptSettings = Starter.settings("symptoms")
    ) throws -> PromptGenerator {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-pack-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: shipped, to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: file)
        let text = try String(contentsOf: place, encoding: .utf8)
        guard text.contains(old) else { throw CocoaError(.fileReadUnknown) }
        try text.replacing(old, with: new).write(to: place, atomically: true, encoding: .utf8)
        let pack = try PackReader.read(path: folder.appending(path: "pack.yaml").path)
        return try PromptGenerator(
            Starter.database.get(), pack, settings,
            .shared(codes: [ICDRange("G43")!], count: 10, .uniform))
    }

    @Test(arguments: [
        ("pack.yaml", "name: starter", "nam: starter", "the pack has no key `nam`", 3),
        ("pack.yaml", "prompts: 1", "prompts: 2", "a prompt pack of version 2", 2),
        ("pack.yaml", "words:\n", "words: [\n", "no YAML", 0),
        (
            "pack.yaml", "  symptoms:\n    count: {2: 1, ", "  symptoms:\n    count: {two: 1, ",
            "`two` is no number", 0
        ),
        (
            "pack.yaml", "RETURN d.icd10 AS key, d.name AS name, d.name_ru",
            "RETURN d.icd10 AS code, d.name AS name, d.name_ru", "has no column `key`", 10
        ),
        (
            "pack.yaml", "MATCH (d:Disease)\n  RETURN d.icd10 AS key",
            "MATCH (d:Disease)\n  RETURN e.icd10 AS key", "`e`", 0
        ),
        ("pack.yaml", "people: people.csv", "people: persons.csv", "persons.csv", 6),
        ("pack.yaml", "        smoker: smokes\n", "", "lacks `smoker`", 0),
        ("pack.yaml", "implied_by: [F17]", "implied_by: [tobacco]", "`tobacco` is no code", 0),
        ("pack.yaml", "fallback: symptoms", "fallback: symptom", "no template `symptom`", 0),
        (
            "pack.yaml", "fallback: symptoms", "fallback: example",
            "`example` is the fallback of `example`, and must not have one itself", 0
        ),
        (
            "pack.yaml", "user: [symptoms-visit, symptoms-facts]", "user: [visit]",
            "visit.en.mustache", 0
        ),
        (
            "people.csv", "population,female,0,4,,40", "population,girl,0,4,,40",
            "`girl` is no sex", 2
        ),
        ("symptoms-facts.en.mustache", "- has: {{name}}", "- has: {{nam}}", "no variable `nam`", 9),
        (
            "symptoms-facts.en.mustache", "{{/symptoms}}", "",
            "the section `symptoms` is not closed", 7
        ),
        ("note-system.en.mustache", "{{^diagnosis}}", "{{^diagnose}}", "no variable `diagnose`", 9),
    ])
    func `a mistake is told with its file and line`(
        file: String, old: String, new: String, message: String, line: Int
    ) throws {
        do {
            _ = try Self.generator(file, replacing: old, with: new)
            Issue.record("nothing was refused")
        } catch let error as InputError {
            #expect("\(error)".contains(message), "\(error)")
            let place = try #require(error.place)
            #expect(place.file.hasSuffix(file) || file != "people.csv")
            #expect(line == 0 ? place.line != nil : place.line == line, "\(error)")
        }
    }

    @Test func `a pack of one's own serves as the shipped one does`() throws {
        let path = Self.shipped.appending(path: "pack.yaml").path
        let pack = try PackReader.read(path: path)
        let generator = try PromptGenerator(
            Starter.database.get(), pack, Starter.settings("symptoms"),
            .shared(codes: [ICDRange("G")!], count: 20, .uniform))
        #expect(
            try Starter.lines(generator)
                == Starter.lines(
                    Starter.generator(["G"], count: 20, Starter.settings("symptoms"))))
    }

    @Test func `a fallback must do without an example note`() throws {
        var settings = Starter.settings("example")
        settings.examples = try Starter.examples()
        do {
            _ = try Self.generator(
                "pack.yaml", replacing: "user: [symptoms-visit, symptoms-facts]",
                with: "user: [example]", settings)
            Issue.record("nothing was refused")
        } catch let error as InputError {
            #expect(
                error.message
                    == "`symptoms` is for diseases without an example note, and shows one")
            #expect(error.place?.file.hasSuffix("pack.yaml") == true)
        }
    }

    @Test func `every template of the shipped pack can be filled in`() throws {
        for template in try Starter.pack.get().templateNames {
            for language in Language.allCases {
                var settings = Starter.settings(template, language)
                settings.examples = try Starter.examples()
                let generator = try Starter.generator(["G", "O", "P"], count: 60, settings)
                for line in try Starter.lines(generator, threadCount: 2) {
                    #expect(!line.contains("{{"), "\(line)")
                }
            }
        }
    }

    @Test func `the names in the shipped pack are names of the graph`() throws {
        let pack = try Starter.pack.get()
        let names: [PromptPack.Part: Set<String>] = [
            .drugs: Set(try Table("drugs").rows.map { $0["drug"]! }),
            .symptoms: Set(try Table("symptoms").rows.map { $0["symptom"]! }),
            .sideEffects: Set(try Table("side_effects").rows.map { $0["effect"]! }),
        ]
        let classes = Set(try Table("classes").rows.map { $0["class"]! })
        for rule in pack.limits {
            let known = rule.parts.compactMap { names[$0] }.reduce(Set()) { $0.union($1) }
            #expect(rule.keys.subtracting(known) == [])
            #expect(rule.groups.subtracting(classes) == [])
        }
        let codes = Set(try Table("diseases").rows.map { $0["icd10"]! })
        for condition in pack.conditions {
            #expect(condition.excludedFindings.subtracting(names[.symptoms]!) == [])
            if let disease = condition.disease { #expect(codes.contains(disease)) }
            for range in condition.impliedBy + condition.excludedBy {
                #expect(codes.contains { range.covers($0) }, "\(range)")
            }
        }
    }
}
