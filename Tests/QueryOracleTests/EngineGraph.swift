import MedGraph
import QueryOracle
import QueryPlanning
import TestSupport

/// A graph of the oracle in a database.
final class EngineGraph {
    private let place = TemporaryDatabase()
    private let database: Database

    init(_ graph: OracleGraph, indexes: [String] = []) throws {
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 26
        database = try Database.open(path: place.path, options: options)
        // Some are there before what they index, some come later.
        for text in indexes.dropLast() { _ = try database.run(text) }
        if let text = graph.creationText { _ = try database.run(text) }
        if let text = indexes.last { _ = try database.run(text) }
    }

    func run(
        _ query: String, timeoutMilliseconds: Int = 20_000, rules: RewriteRules = .all
    ) throws(MedGraphError) -> Rows {
        var options = RunOptions()
        options.timeoutMilliseconds = timeoutMilliseconds
        options.rules = rules
        return try database.run(query, options: options)
    }

    /// What a query that writes leaves, which is then taken back; or the type of its error.
    func graph(after query: String, rules: RewriteRules) throws -> String {
        var options = RunOptions()
        options.timeoutMilliseconds = 5_000
        options.rules = rules
        let connection = database.connect()
        try connection.begin()
        let problem = Self.problem { () throws(MedGraphError) in
            _ = try connection.run(query, options: options)
        }
        if let problem {
            try connection.rollback()
            return "error \(problem)"
        }
        let nodes = try connection.run("MATCH (n) RETURN labels(n), properties(n)")
        let relationships = try connection.run(
            "MATCH (a)-[r]->(b) RETURN properties(a), type(r), properties(r), properties(b)")
        try connection.rollback()
        return [nodes, relationships].map { rows in
            rows.values.map(\.description).sorted().joined(separator: "\n")
        }.joined(separator: "\n--\n")
    }

    /// The type of the error that comes of something, if one does.
    private static func problem(_ body: () throws(MedGraphError) -> Void) -> String? {
        do throws(MedGraphError) {
            try body()
            return nil
        } catch {
            if case .query(let problems) = error { return problems[0].type ?? "" }
            return "\(error)"
        }
    }
}

extension OracleValue {
    /// Entities are told by their property `k`.
    init(_ value: QueryValue) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let value): self = .string(value)
        case .list(let elements): self = .list(elements.map(OracleValue.init))
        case .map(let map):
            self = .map(
                Dictionary(
                    uniqueKeysWithValues: map.entries.map { ($0.key, OracleValue($0.value)) }))
        case .node(let node): self = .node(Self.position(node.properties))
        case .relationship(let relationship):
            self = .relationship(Self.position(relationship.properties))
        case .path(let path):
            self = .path(
                nodes: path.nodes.map { Self.position($0.properties) },
                relationships: path.relationships.map { Self.position($0.properties) })
        }
    }

    private static func position(_ properties: QueryMap) -> Int {
        guard case .integer(let position)? = properties["k"] else { return -1 }
        return Int(position)
    }
}
