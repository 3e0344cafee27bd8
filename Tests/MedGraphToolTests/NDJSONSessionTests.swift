import Foundation
import Testing

@testable import MedGraphTool

@Suite struct NDJSONSessionTests {
    /// The answers to some requests, without what differs from run to run.
    private func answers(_ requests: String...) throws -> [String] {
        let session = try NDJSONSession(path: nil)
        defer { session.end() }
        return requests.map { request in
            let answer = session.answer(to: request)
            guard let end = answer.range(of: ", \"statistics\"") else { return answer }
            return String(answer[..<end.lowerBound])
        }
    }

    @Test func `values keep all that they are`() throws {
        let values = try answers(
            #"{"query": "RETURN $x AS x", "parameters": {"x": [9223372036854775807, 1.0, 1e300, "\u00e9\n", null, {"$map": {"$a": 1}}, {"$float": "NaN"}, {"$int": "2"}]}}"#
        )
        #expect(
            values == [
                #"{"columns": ["x"], "rows": [[[9223372036854775807, 1.0, 1e+300, "é\n", null, {"$map": {"$a": 1}}, {"$float": "NaN"}, 2]]]"#
            ])
    }

    @Test func `entities come with all that they have`() throws {
        let values = try answers(
            #"{"query": "CREATE p = (:A {x: 1})-[:T {y: 2}]->(:B) RETURN p"}"#)
        #expect(
            values == [
                #"{"columns": ["p"], "rows": [[{"$path": {"nodes": [{"$node": {"id": 0, "labels": ["A"], "properties": {"x": 1}}}, {"$node": {"id": 1, "labels": ["B"], "properties": {}}}], "rels": [{"$rel": {"id": 0, "type": "T", "start": 0, "end": 1, "properties": {"y": 2}}}]}}]]"#
            ])
    }

    @Test func `errors have words for programs`() throws {
        let values = try answers(
            #"{"query": "RETURN x"}"#, #"{"query": "RETURN date()"}"#, "{",
            #"{"query": "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*)", "timeout_ms": 20}"#
        )
        #expect(
            values[0].hasPrefix(
                #"{"error": {"type": "SyntaxError", "phase": "compile time", "detail": "UndefinedVariable""#
            ))
        #expect(
            values[1].hasPrefix(
                #"{"error": {"type": "Unsupported", "phase": "compile time", "detail": null"#))
        #expect(values[2].hasPrefix(#"{"error": {"#))
        #expect(values[3].hasPrefix(#"{"error": {"type": "Timeout", "phase": "runtime""#))
    }

    @Test func `a reset empties the graph`() throws {
        let values = try answers(
            #"{"query": "CREATE (:A)"}"#, #"{"reset": true}"#,
            #"{"query": "MATCH (n) RETURN count(n) AS n"}"#)
        #expect(values[1...] == [#"{"ok": true}"#, #"{"columns": ["n"], "rows": [[0]]"#])
    }
}
