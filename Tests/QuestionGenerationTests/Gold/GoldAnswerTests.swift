import Foundation
import GraphTestSupport
import JSONRecords
import MedGraph
import QuestionGeneration
import Testing

/// Questions about the starter graph, and what its tables say.
@Suite(.tags(.wholeGraph)) struct GoldAnswerTests {
    /// Questions of all kinds, in turn; `MEDGRAPH_TEST_CASES` multiplies their number.
    static let questions = Result {
        () throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) in
        let environment = ProcessInfo.processInfo.environment
        let factor = environment["MEDGRAPH_TEST_CASES"].flatMap(Int.init) ?? 1
        let seed = environment["MEDGRAPH_TEST_SEED"].flatMap(Int64.init) ?? .random(in: 0...9999)
        print("questions: MEDGRAPH_TEST_SEED=\(seed)")
        let made = try makeQuestions(Starter.database.get(), medicalKinds()) {
            $0.count = 1_000 * factor
            $0.seed = seed
            $0.threadCount = 4
        }
        #expect(made.lines.count == 1_000 * factor)
        return made
    }

    static let records = Result { try questions.get().lines.map { try JSONParser.parse($0.text) } }

    @Test func `the answers are those of a plain search of the tables`() throws {
        let graph = try NaiveGraph.starter.get()
        var kinds: Set<String> = []
        for record in try Self.records.get() {
            let kind = try #require(record["kind"]?.text)
            kinds.insert(kind)
            let expected = NaiveAnswers(
                graph: graph, parameters: try #require(record["parameters"])
            ).answer(kind)
            #expect(expected != nil, "\(record)")
            #expect(try answer(of: record) == expected, "\(kind): \(record["parameters"]!)")
        }
        #expect(kinds == Set(try medicalKinds().map(\.name)))
    }

    private func answer(of record: JSONValue) throws -> NaiveAnswers.Answer {
        guard case .array(let answers)? = record["answers"] else { return .keys([]) }
        if case .integer(let number)? = answers.first { return .number(number) }
        if case .boolean(let flag)? = answers.first { return .flag(flag) }
        let keys = answers.compactMap(\.text)
        #expect(Set(keys).count == keys.count, "an answer stands twice")
        return .keys(Set(keys))
    }

    @Test func `no answer can be derived with fewer hops, and each with as many`() throws {
        let graph = try NaiveGraph.starter.get()
        for record in try Self.records.get() {
            let kind = try #require(record["kind"]?.text)
            guard let derivation = NaiveDerivation.all[kind] else { continue }
            #expect(record["hops"] == .integer(Int64(derivation.hops)))
            let distances = derivation.distances(record, graph)
            #expect(!distances.isEmpty)
            for group in distances {
                #expect(group.compactMap(\.self).min() == derivation.hops, "\(record)")
                if !derivation.isAny {
                    #expect(group.allSatisfy { $0 == derivation.hops }, "\(record)")
                }
            }
        }
    }

    @Test func `the proof is part of the tables, with weights, sources and licences`() throws {
        let graph = try NaiveGraph.starter.get()
        for record in try Self.records.get() {
            let labels = Dictionary(
                record["proof"]?["nodes"]?.elements.map {
                    ($0["key"]?.text ?? "", $0["labels"]?.elements.compactMap(\.text) ?? [])
                } ?? [], uniquingKeysWith: +)
            for edge in record["proof"]?["relationships"]?.elements ?? [] {
                let (start, end) = (edge["start"]?.text ?? "?", edge["end"]?.text ?? "?")
                let type = edge["type"]?.text ?? "?"
                #expect(edge["key"]?.text == "\(start) -\(type)-> \(end)")
                let rows = (labels[start] ?? []).flatMap { first in
                    (labels[end] ?? []).compactMap { second in
                        graph.edges[
                            .init(
                                type: type, start: .init(label: first, key: start),
                                end: .init(label: second, key: end))]
                    }
                }
                #expect(rows.count == 1, "\(edge)")
                let isWeighted = ["HAS_SYMPTOM", "CAUSES"].contains(type)
                let weight = isWeighted ? rows.first?["frequency"].flatMap(Double.init) : nil
                #expect(edge["weight"] == weight.map { .float($0) } ?? .null, "\(edge)")
                #expect(edge["source"]?.text == "MedGraph starter 1")
                #expect(edge["license"]?.text == "Apache-2.0")
            }
        }
    }

    @Test func `the query of a record gives its answer again`() throws {
        let database = try Starter.database.get()
        for record in try Self.records.get().prefix(100) {
            guard case .object(let members)? = record["parameters"] else { continue }
            let parameters = Dictionary(
                uniqueKeysWithValues: try members.map {
                    ($0.key, try #require(QueryValue($0.value)))
                })
            let rows = try database.run(try #require(record["query"]?.text), parameters: parameters)
            let isUnanswerable = record["answers"] == .array([])
            #expect(rows.isEmpty == isUnanswerable, "\(record)")
        }
    }

    @Test func `questions are unlike each other, and twins have other answers`() throws {
        let records = try Self.records.get()
        let texts = records.compactMap { $0["question"]?.text }
        #expect(Set(texts).count == records.count)
        #expect(Set(records.compactMap { $0["id"]?.text }).count == records.count)
        let byID = Dictionary(uniqueKeysWithValues: records.map { ($0["id"]!.text!, $0) })
        var twinCount = 0
        for record in records {
            guard let twin = record["twin"]?.text, let other = byID[twin] else { continue }
            #expect(other["twin"]?.text == record["id"]?.text)
            #expect(other["answers"] != record["answers"])
            twinCount += 1
        }
        #expect(twinCount > 0)
    }

    @Test func `one choice is right, and the letter of the answer stands before it`() throws {
        for record in try Self.records.get() {
            guard let choices = record["choices"]?.elements else { continue }
            let answers = record["answers"]?.elements.compactMap(\.text) ?? []
            let right = choices.filter { answers.contains($0["key"]?.text ?? "") }
            #expect(choices.count == 4)
            #expect(Set(choices.compactMap { $0["key"]?.text }).count == 4)
            #expect(right.count == 1)
            let (letter, name) = (
                right.first?["letter"]?.text ?? "", right.first?["name"]?.text ?? ""
            )
            #expect(record["answer"]?.text == "\(letter)) \(name)")
        }
    }
}

extension JSONValue {
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// Those of an array; none of anything else.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
