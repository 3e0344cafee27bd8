import Diagnostics
import GraphModel
import QuerySemantics
import QuerySyntax

/// Answers queries by trying everything.
///
/// It shares the parser and the binder with the engine and nothing behind them: clauses are
/// carried out one after the other on lists of rows, patterns by trying every relationship.
package struct Oracle {
    /// The values of variables, by their ids; nil for what has none yet.
    typealias Row = [OracleValue?]

    let graph: OracleGraph
    private var stepsLeft: Int

    package init(_ graph: OracleGraph, stepCountMax: Int = 20_000) {
        self.graph = graph
        stepsLeft = stepCountMax
    }

    /// The rows of a query's result, in an order that its `ORDER BY` allows.
    package static func rows(
        of text: String, on graph: OracleGraph, stepCountMax: Int = 20_000
    ) throws -> [[OracleValue]] {
        let statement = try Binder.bind(
            try QueryParser.parse(SourceText(text)), catalog: Catalog())
        guard case .query(let query) = statement.kind else {
            throw OracleError.unsupported("a command")
        }
        var oracle = Oracle(graph, stepCountMax: stepCountMax)
        return try oracle.run(query, Row(repeating: nil, count: statement.variables.count))
    }

    /// Notes a step of work.
    mutating func step() throws(OracleError) {
        stepsLeft -= 1
        if stepsLeft < 0 { throw .tooLarge }
    }

    /// The result of a query on one row.
    mutating func run(_ query: BoundQuery, _ row: Row) throws(OracleError) -> [[OracleValue]] {
        var result: [[OracleValue]] = []
        for part in query.parts {
            var rows = [row]
            for clause in part.clauses { rows = try run(clause, rows, argument: row) }
            for row in rows { result.append(part.columns.map { row[$0.variable.rawValue]! }) }
        }
        guard query.union == .distinct else { return result }
        var seen: Set<String> = []
        return result.filter { seen.insert(OracleValue.list($0).equivalenceText).inserted }
    }

    private mutating func run(
        _ clause: BoundClause, _ rows: [Row], argument: Row
    ) throws(OracleError) -> [Row] {
        var result: [Row] = []
        switch clause {
        case .match(let match):
            for row in rows {
                let found = try self.match(match.paths, match.condition, row)
                result += found
                if match.isOptional, found.isEmpty { result.append(withNulls(match.paths, row)) }
            }
        case .unwind(let list, let variable):
            for row in rows {
                let value = try evaluate(list, row)
                if value.isNull { continue }
                let elements = if case .list(let elements) = value { elements } else { [value] }
                for element in elements {
                    try step()
                    var row = row
                    row[variable.rawValue] = element
                    result.append(row)
                }
            }
        case .project(let projection): result = try project(projection, rows, argument)
        default: throw .unsupported("a clause that writes")
        }
        return result
    }

    private func withNulls(_ paths: [BoundPath], _ row: Row) -> Row {
        var row = row
        for path in paths {
            let ids = path.nodes.map(\.variable) + path.relationships.map(\.variable)
            for id in ids + [path.variable].compactMap({ $0 }) where row[id.rawValue] == nil {
                row[id.rawValue] = .null
            }
        }
        return row
    }
}
