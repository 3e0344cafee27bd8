import GraphTestSupport
import JSONRecords
import Testing

@testable import PromptGeneration

@Suite struct SentenceTests {
    @Test func `the label of a pair is whether the tables join it`() throws {
        let facts = try StarterFacts.shared.get()
        let lines = try Starter.lines(
            Starter.generator(["G", "I", "J"], count: 400, Starter.settings("pair")), threadCount: 2
        )
        var labels: [String: Int] = [:]
        for line in lines {
            let json = try JSONParser.parse(line)
            let pair = try #require(json["pair"])
            guard case .string(let head)? = pair["head"]?["key"],
                case .string(let tail)? = pair["tail"]?["key"],
                case .string(let relation)? = pair["relation"],
                case .boolean(let isAsserted)? = pair["asserted"]
            else {
                Issue.record("\(line)")
                continue
            }
            let isJoined =
                switch relation {
                case "HAS_SYMPTOM": facts.symptomsOf[head]?.contains(tail) == true
                case "TREATS": facts.drugsOf[tail]?.contains(head) == true
                default: facts.effects[head]?[tail] != nil
                }
            #expect(isJoined == isAsserted, "\(line)")
            labels["\(relation) \(isAsserted)", default: 0] += 1
            guard case .array(let messages)? = json["messages"],
                case .string(let text)? = messages.last?["content"],
                case .string(let name)? = pair["head"]?["name"]
            else { continue }
            #expect(text.contains("\"\(name)\""))
            #expect(text.contains("does not state") != isAsserted)
        }
        for relation in ["HAS_SYMPTOM", "TREATS", "CAUSES"] {
            for label in [true, false] {
                #expect(labels["\(relation) \(label)"] ?? 0 > 35, "\(labels)")
            }
        }
    }

    @Test func `a sentence about an entity names it, and has no patient`() throws {
        for language in Language.allCases {
            let lines = try Starter.lines(
                Starter.generator(["G43", "E11"], count: 60, Starter.settings("entity", language)))
            for line in lines {
                let json = try JSONParser.parse(line)
                #expect(json["patient"] == .null)
                guard case .array(let messages)? = json["messages"],
                    case .string(let text)? = messages.last?["content"],
                    case .string(let name)? = json["entity"]?["name"]
                else {
                    Issue.record("\(line)")
                    continue
                }
                #expect(text.contains(language == .english ? "\"\(name)\"" : "«\(name)»"))
            }
        }
    }
}
