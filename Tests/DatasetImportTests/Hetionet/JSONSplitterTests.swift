import Foundation
import Testing

@testable import DatasetImport

@Suite struct JSONSplitterTests {
    @Test func `elements are cut out of the wanted arrays only`() throws {
        let text =
            #"{"a": [1, {"x": "]}"}], "nodes": [ {"k": "v\"]"} , [2, [3]], "s,", 4 ], "z": {}}"#
        #expect(
            try elements(text) == [#"{"k": "v\"]"}"#, "[2, [3]]", #""s,""#, "4 "])
    }

    @Test func `places are those in the file`() throws {
        var splitter = JSONSplitter(members: ["nodes"])
        let text = "{\n\"nodes\": [\n  1,\n  {}\n]}\n"
        try take(text, into: &splitter, chunk: 3)
        let found = splitter.fetch()
        #expect(found.map(\.line) == [3, 4])
        #expect(found.map(\.offset) == [15, 20])
    }

    @Test(arguments: [
        ("", "the file ends in the middle of its JSON"),
        ("[]", "the file is no JSON object"),
        (#"{"nodes": [1"#, "the file ends in the middle of its JSON"),
        (#"{"nodes": [1,]}"#, "an element is missing"),
        (#"{"nodes": [,1]}"#, "an element is missing"),
        (#"{"nodes": []} x"#, "there is more after the end of the JSON object"),
        (#"{"nodes" []}"#, "this is no JSON"),
        (#"{nodes: []}"#, "this is no JSON"),
        (#"{"a": 1,}"#, "this is no JSON"),
        (#"{"nodes": [{"a": 1], 2]}"#, "this bracket is not the partner of the open one"),
        (#"{"a": "# + String(repeating: "[", count: 300), "the JSON is nested too deeply"),
    ])
    func `broken structure is refused`(text: String, message: String) throws {
        let problem = try #require(throws: JSONSplitter.Problem.self) { try elements(text) }
        #expect(problem.message == message)
    }

    @Test(arguments: 0..<60) func `any cut between chunks gives the same elements`(
        seed: Int
    ) throws {
        var random = SeededRandom(state: UInt64(seed))
        let array = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            Self.value(depth: 3, using: &random)
        }
        let document: [String: Any] = [
            "nodes": array, "other": Self.value(depth: 3, using: &random),
            "last\"": Self.value(depth: 1, using: &random),
        ]
        let options: JSONSerialization.WritingOptions =
            Bool.random(using: &random) ? [.sortedKeys] : [.prettyPrinted]
        let data = try JSONSerialization.data(withJSONObject: document, options: options)
        let text = String(decoding: data, as: UTF8.self)
        for chunk in [1, 2, 3, 7, 64, 100_000] {
            let found = try elements(text, chunk: chunk)
            let joined = Data("[\(found.joined(separator: ","))]".utf8)
            let read = try JSONSerialization.jsonObject(with: joined) as? NSArray
            #expect(read == array as NSArray, "seed \(seed), chunk \(chunk)")
        }
    }

    @Test(arguments: 0..<200) func `random bytes never break the splitter`(seed: Int) {
        var random = SeededRandom(state: UInt64(seed) &+ 5_000)
        let alphabet = Array(#"{}[]",:\nodes1 "#.utf8)
        let start = Array(#"{"nodes":["#.utf8)
        let bytes =
            start
            + (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random)!
            }
        let text = String(decoding: bytes, as: UTF8.self)
        let whole = Result { try elements(text, chunk: 1_000) }
        let cut = Result { try elements(text, chunk: 1) }
        #expect((try? whole.get()) == (try? cut.get()), "seed \(seed)")
    }

    private static func value(depth: Int, using random: inout SeededRandom) -> Any {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return NSNull()
        case 1: return Bool.random(using: &random)
        case 2: return Int.random(in: -1_000...1_000, using: &random)
        case 3: return 0.5
        case 4: return ["", "a,b", "]", "}{", "\"\\", "é😀\n"].randomElement(using: &random)!
        case 5: return (0..<3).map { _ in value(depth: depth - 1, using: &random) }
        default: return ["k\"": value(depth: depth - 1, using: &random), "]": 1]
        }
    }

    private func elements(_ text: String, chunk: Int = 5) throws -> [String] {
        var splitter = JSONSplitter(members: ["nodes"])
        try take(text, into: &splitter, chunk: chunk)
        try splitter.finish()
        return splitter.fetch().map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func take(
        _ text: String, into splitter: inout JSONSplitter, chunk: Int
    ) throws(JSONSplitter.Problem) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = min(start + chunk, bytes.count)
            try splitter.take(bytes.span.extracting(start..<end))
            start = end
        }
    }
}
