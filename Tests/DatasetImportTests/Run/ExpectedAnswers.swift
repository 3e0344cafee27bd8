import Foundation
import MedGraph
import Testing

/// Answers that somebody else has computed from the files of a dataset, beside it.
struct ExpectedAnswers {
    /// A JSON object; its members are read by name.
    struct Object {
        let members: [String: Any]

        func integer(_ name: String) throws -> Int { try #require(members[name] as? Int) }
        func text(_ name: String) throws -> String { try #require(members[name] as? String) }
        func texts(_ name: String) throws -> [String] { try #require(members[name] as? [String]) }
        func number(_ name: String) throws -> Double {
            try #require((members[name] as? NSNumber)?.doubleValue)
        }
        func rows(_ name: String) throws -> [[Any]] { try #require(members[name] as? [[Any]]) }
        func object(_ name: String) throws -> Object {
            Object(members: try #require(members[name] as? [String: Any]))
        }
        func objects(_ name: String) throws -> [Object] {
            try #require(members[name] as? [[String: Any]]).map(Object.init)
        }
    }

    static func read(_ dataset: String) throws -> Object {
        let data = try Data(
            contentsOf: Datasets.folder.appending(path: "\(dataset)/expected-answers.json"))
        return Object(
            members: try #require(JSONSerialization.jsonObject(with: data) as? [String: Any]))
    }
}

/// A ranking: what is asked for, and a number for each.
struct Ranking {
    private(set) var values: [String: Double] = [:]

    /// - Parameter rows: the first cell names, the last is the number.
    init(_ rows: [[QueryValue]]) throws {
        for row in rows {
            let number: Double =
                switch row.last {
                case .integer(let value): Double(value)
                case .float(let value): value
                default: try #require(nil as Double?, "the last cell is a number")
                }
            guard case .string(let name)? = row.first else {
                try #require(Bool(false), "the first cell is a text")
                continue
            }
            #expect(values[name] == nil, "\(name) is there once")
            values[name] = number
        }
    }

    /// Whether these are the answers at the top, which may be cut off within a tie.
    ///
    /// - Parameter number: the place of the number in a row of the expected answers.
    func expectTop(
        _ expected: [[Any]], number: Int, isWhole: Bool = false,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        var least = Double.infinity
        for row in expected {
            let name = Self.key(try #require(row[0] as? String))
            let wanted = try #require((row[number] as? NSNumber)?.doubleValue)
            least = min(least, wanted)
            let found = try #require(values[name], "\(name)", sourceLocation: location)
            #expect(abs(found - wanted) < 1e-6, "\(name)", sourceLocation: location)
        }
        let above = values.values.count { $0 > least + 1e-6 }
        #expect(above <= expected.count, sourceLocation: location)
        if isWhole { #expect(values.count == expected.count, sourceLocation: location) }
    }

    /// `Disease::DOID:1` is `DOID:1` in the graph.
    static func key(_ id: String) -> String {
        id.range(of: "::").map { String(id[$0.upperBound...]) } ?? id
    }
}
