import Foundation
import MedGraph
import TestSupport

/// A database for one test, with what tests ask of it.
struct QueryGraph: Sendable {
    private let file: TemporaryDatabase
    let database: Database

    /// Makes a database and runs `statements` in it.
    init(_ statements: String...) throws {
        file = TemporaryDatabase()
        var options = Database.Options()
        options.isDurable = false
        database = try Database.open(path: file.path, options: options)
        for statement in statements { _ = try database.run(statement) }
    }

    @discardableResult
    func run(
        _ query: String, _ parameters: [String: QueryValue] = [:],
        options: RunOptions = RunOptions()
    ) throws -> Rows {
        try database.run(query, parameters: parameters, options: options)
    }

    /// The rows as texts in the order of the texts: a bag.
    func bag(_ query: String, _ parameters: [String: QueryValue] = [:]) throws -> [String] {
        try run(query, parameters).values.map(\.description).sorted()
    }

    /// The single number that a query gives.
    func number(_ query: String) throws -> Int? {
        let values = try run(query).values
        return values.count == 1 ? Int(values[0][0]) : nil
    }

    /// What is wrong with a query, or went wrong in it; nil when it succeeds.
    func problem(
        _ query: String, _ parameters: [String: QueryValue] = [:],
        options: RunOptions = RunOptions()
    ) throws -> QueryProblem? {
        do {
            _ = try database.run(query, parameters: parameters, options: options)
            return nil
        } catch MedGraphError.query(let problems) { return problems[0] }
    }

    /// Proves that the file is whole: a copy of it, byte by byte, since this process has it open.
    ///
    /// - Precondition: nothing is being written.
    func check() throws -> Database.CheckResult {
        let copy = TemporaryDatabase()
        try FileManager.default.copyItem(atPath: file.path, toPath: copy.path)
        return try Database.check(path: copy.path)
    }
}
