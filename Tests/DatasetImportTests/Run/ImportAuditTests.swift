import Diagnostics
import Foundation
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct ImportAuditTests {
    private func audit() throws -> ImportAudit {
        let mapping = """
            mapping: 1
            source: {name: Test, version: "3", license: CC0, url: "https://example.org"}
            labels: {A: {key: id}}
            tables:
              - file: t.csv
                format: csv
                nodes: [{label: A, key: a, properties: [p]}]
                relationships:
                  - {type: T, symmetric: true, start: {label: A, key: a}, end: {label: A, key: b}}
            """
        let table = "a,b,p,q\nx,y,1,\ny,x,2,\nx,z,3,\nx,y,1,\n"
        return try SmallImport(mapping, ["t.csv": table]).run().audit
    }

    @Test func `the text is aligned and says what a person should see`() throws {
        let expected = """
            file   rows  node rows  relationship rows
            t.csv     4          4                  4

                           read  made  merged  of these the same again
            nodes             4     2       2                        1
            relationships     4     1       2                        2

            relationships the source has both ways, stored once  1
            relationships with an end that is no node, refused   1
            nodes that these lack                                1
            properties with two values, the first stays          1
            columns of t.csv that the mapping does not name: `q`
            t.csv:4: `p` has another value already, which stays
            t.csv:4: no A has the key `z` (the end)
            source: Test 3, CC0, https://example.org
            refused: nothing was loaded

            """
        #expect(try audit().text == expected)
    }

    @Test func `the JSON has the same numbers`() throws {
        let object = try JSONSerialization.jsonObject(with: Data(try audit().json().utf8))
        let audit = try #require(object as? [String: Any])
        #expect(audit["outcome"] as? String == "refused")
        #expect(audit["mirrored_relationships"] as? Int == 1)
        #expect((audit["nodes"] as? [String: Int])?["made"] == 2)
        #expect((audit["relationships"] as? [String: Int])?["read"] == 4)
        let issues = try #require(audit["issues"] as? [[String: Any]])
        #expect(issues.map { $0["problem"] as? String } == ["conflict", "dangling"])
        #expect(issues.map { $0["line"] as? Int } == [4, 4])
        let source = try #require(audit["source"] as? [String: String])
        #expect(source["license"] == "CC0")
    }
}
