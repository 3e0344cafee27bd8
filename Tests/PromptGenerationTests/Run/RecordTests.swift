import Foundation
import GraphTestSupport
import JSONRecords
import MedGraph
import Testing

@testable import PromptGeneration

@Suite struct RecordTests {
    @Test func `a record has its keys in their order`() throws {
        let line = try Starter.lines(Starter.generator(["G43"], count: 1))[0]
        guard case .object(let members) = try JSONParser.parse(line) else {
            Issue.record("\(line)")
            return
        }
        #expect(
            members.map(\.key) == [
                "id", "icd10", "disease", "language", "patient", "symptoms", "denied", "drugs",
                "side_effects", "comorbidities", "template", "messages", "seed", "snapshot",
                "sampling",
            ])
        #expect(members[13].value == .string(try Starter.database.get().contentHash()))
        guard case .array(let symptoms) = members[5].value, case .object(let item) = symptoms[0]
        else {
            Issue.record("\(line)")
            return
        }
        #expect(item.map(\.key) == ["key", "name", "weight", "probability"])
    }

    @Test func `one thread and eight write the same bytes`() throws {
        let generator = try Starter.generator(
            ["G", "J"], count: 150, Starter.settings("symptoms", .russian))
        #expect(
            try Starter.lines(generator, threadCount: 1)
                == Starter.lines(generator, threadCount: 8))
    }

    @Test func `a record is the same however many are made`() throws {
        let few = try Starter.lines(Starter.generator(["G", "J"], count: 20))
        let many = try Starter.lines(Starter.generator(["G", "J"], count: 150))
        #expect(Array(many.prefix(20)) == few)
        #expect(Set(many).count == 150)
        // Shared out by weight, a disease's records are the same, though they stand elsewhere.
        let letters = ["G", "J"].compactMap { ICDRange($0) }
        let shared = try PromptGenerator(
            Starter.database.get(), Starter.pack.get(), PromptSettings(),
            .shared(codes: letters, count: 60, .prevalence))
        let other = try Starter.lines(
            PromptGenerator(
                Starter.database.get(), Starter.pack.get(), PromptSettings(),
                .shared(codes: letters, count: 150, .prevalence)))
        #expect(Set(try Starter.lines(shared)).subtracting(other).isEmpty)
    }

    @Test func `another seed makes other records, both languages make the same contexts`() throws {
        func facts(_ settings: PromptSettings) throws -> [[JSONValue?]] {
            try Starter.lines(Starter.generator(["J45", "E11"], count: 30, settings)).map { line in
                let json = try JSONParser.parse(line)
                func keys(_ name: String) -> JSONValue? {
                    guard case .array(let elements)? = json[name] else { return nil }
                    return .array(elements.map { $0["key"] ?? .null })
                }
                return [json["patient"], keys("symptoms"), keys("denied"), keys("drugs")]
            }
        }
        let english = try facts(Starter.settings("symptoms"))
        #expect(try facts(Starter.settings("symptoms", .russian)) == english)
        #expect(try facts(Starter.settings("symptoms", seed: 2)) != english)
    }

    @Test(arguments: ["symptoms", "example", "code", "entity", "pair"])
    func `a record is made again from what it says, byte for byte`(template: String) throws {
        var settings = Starter.settings(template, .russian, seed: -17)
        settings.weighting = .softmax
        settings.temperature = 0.3
        settings.examples = template == "example" ? try Starter.examples() : nil
        let lines = try Starter.lines(Starter.generator(["G43", "J45"], count: 12, settings))
        let again = try Reproduction(lines.joined(separator: "\n"), file: "r.jsonl").outcomes(
            Starter.database.get(), Starter.pack.get(), examples: settings.examples)
        #expect(again.map(\.line) == lines)
        #expect(again.allSatisfy { $0.differences.isEmpty })
    }

    @Test func `what differs on another graph is said`() throws {
        let line = try Starter.lines(Starter.generator(["G43.1"], count: 1))[0]
        let path = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-other-\(UUID().uuidString).mdb").path
        defer {
            for name in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: name) }
        }
        try Starter.database.get().backup(to: path)
        let other = try Database.open(path: path)
        _ = try other.run(
            "MATCH (:Disease {icd10: 'G43.1'})-[r:HAS_SYMPTOM]->() SET r.frequency = r.frequency / 2"
        )
        let outcome = try Reproduction(line, file: "r.jsonl")
            .outcomes(other, Starter.pack.get(), examples: nil)[0]
        #expect(outcome.differences[0].hasPrefix("`snapshot` was "))
        #expect(outcome.differences.contains("`symptoms` is another"))
    }

    @Test(arguments: [
        ("", "has no record"), ("{", "no JSON"),
        ("{\"seed\": 1}", "`language` is missing or wrong"),
    ])
    func `what is no record is refused`(text: String, message: String) {
        #expect {
            try Reproduction(text, file: "r.jsonl")
                .outcomes(Starter.database.get(), Starter.pack.get(), examples: nil)
        } throws: { "\($0)".contains(message) }
    }

    @Test func `a record with an example is not made again without`() throws {
        var settings = Starter.settings("example")
        settings.examples = try Starter.examples()
        let line = try Starter.lines(Starter.generator(["G43"], count: 1, settings))[0]
        #expect {
            try Reproduction(line, file: "r.jsonl")
                .outcomes(Starter.database.get(), Starter.pack.get(), examples: nil)
        } throws: { "\($0)".contains("made with example notes") }
    }
}
