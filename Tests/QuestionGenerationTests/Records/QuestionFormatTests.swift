import Diagnostics
import Foundation
import GraphTestSupport
import JSONRecords
import MedGraph
import QuestionGeneration
import Testing

/// What the lines of the formats hold, read back.
@Suite struct QuestionFormatTests {
    private func make(_ format: QuestionFormat, _ language: QuestionLanguage) throws
        -> [QuestionGenerator.Line]
    {
        try makeQuestions(
            Starter.database.get(), medicalKinds(["choose-drug", "top-symptoms"])
        ) {
            $0.count = 20
            $0.format = format
            $0.language = language
        }.lines
    }

    @Test(arguments: QuestionFormat.allCases, QuestionLanguage.allCases)
    func `a format gives question, answer and id back`(
        format: QuestionFormat, language: QuestionLanguage
    ) throws {
        let lines = try make(format, language)
        #expect(lines.count == 20)
        for line in lines {
            let json = try JSONParser.parse(line.text)
            #expect(!line.text.contains("\n"))
            let (question, answer) = try read(json, format)
            #expect(question == line.record.question)
            #expect(answer == line.record.answer)
            #expect(json["id"]?.text == line.record.id)
        }
    }

    private func read(
        _ json: JSONValue, _ format: QuestionFormat
    ) throws -> (question: String?, answer: String?) {
        switch format {
        case .jsonl: return (json["question"]?.text, json["answer"]?.text)
        case .alpaca:
            #expect(json["input"]?.text == "")
            return (json["instruction"]?.text, json["output"]?.text)
        case .sharegpt:
            let turns = json["conversations"]?.elements ?? []
            #expect(turns.map { $0["from"]?.text } == ["human", "gpt"])
            return (turns[0]["value"]?.text, turns[1]["value"]?.text)
        case .messages:
            let turns = json["messages"]?.elements ?? []
            #expect(turns.map { $0["role"]?.text } == ["user", "assistant"])
            return (turns[0]["content"]?.text, turns[1]["content"]?.text)
        }
    }

    @Test func `a record has its keys in the order that is fixed`() throws {
        let fixed = [
            "id", "kind", "language", "hops", "question", "answer", "answers", "query",
            "parameters", "proof", "seed", "snapshot",
        ]
        for line in try make(.jsonl, .english) {
            guard case .object(let members) = try JSONParser.parse(line.text) else {
                Issue.record("no object: \(line.text)")
                continue
            }
            let expected = fixed + (line.record.choices == nil ? [] : ["choices"]) + ["topics"]
            #expect(members.map(\.key) == expected)
            #expect(members.last { $0.key == "snapshot" }?.value.text?.count == 32)
        }
    }

    @Test func `files come whole into their places, or not at all`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "medgraph-records-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = RecordFiles.paths(
            of: folder.appending(path: "q.jsonl").path, parts: ["train", "test"])
        #expect(
            paths.map { URL(filePath: $0).lastPathComponent } == ["q.train.jsonl", "q.test.jsonl"])
        try "old\n".write(toFile: paths[0], atomically: true, encoding: .utf8)
        do {
            let files = try RecordFiles(paths)
            try files.write("a\n", to: 0)
        }
        #expect(try String(contentsOfFile: paths[0], encoding: .utf8) == "old\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["q.train.jsonl"])
        let files = try RecordFiles(paths)
        try files.write("a\n", to: 0)
        try files.write("b\n", to: 1)
        try files.finish()
        #expect(
            try paths.map { try String(contentsOfFile: $0, encoding: .utf8) } == ["a\n", "b\n"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        #expect(throws: InputError.self) { try RecordFiles(["/nowhere/at/all.jsonl"]) }
    }
}
