import Diagnostics
import MedGraph
import QuerySyntax
import TestSupport

/// What a fuzzer does with the bytes it made up, and what a test does with those that were kept.
///
/// The bytes are a query. It is parsed and printed as what it is, bytes; then it is run on a small
/// graph, which is as it was before each input. A crash, a hang or a broken promise ends the
/// process; any error with a type is a right answer.
package final class FuzzInput {
    private var place: TemporaryDatabase?
    private var database: Database?

    private static let graph = """
        CREATE (a:Disease {k: 1, icd10: 'G43', name: 'migraine'}),
          (b:Disease:Chronic {k: 2, icd10: 'I10', rank: 1.5}),
          (s:Symptom {k: 3, name: 'headache', tags: ['a', 'b']}), (t:Symptom {k: 4, x: true}),
          (a)-[:HAS_SYMPTOM {weight: 0.5}]->(s), (b)-[:HAS_SYMPTOM {weight: 0.25}]->(s),
          (b)-[:HAS_SYMPTOM]->(t), (a)-[:RESEMBLES]->(b), (b)-[:RESEMBLES]->(b), (a)-[:A]->(s)
        """

    package init() {}

    /// Parses and runs one input.
    package func run(_ bytes: [UInt8]) {
        parse(SourceText(bytes: bytes, name: "query"))
        execute(String(decoding: bytes, as: UTF8.self))
    }

    private func parse(_ source: SourceText) {
        do throws(QueryError) {
            _ = try QueryParser.parse(source)
        } catch {
            for diagnostic in error.diagnostics {
                precondition(diagnostic.span.end <= source.bytes.count, "the span is in the text")
                precondition(diagnostic.classification != nil, "every error has a type")
            }
            precondition(
                !DiagnosticRenderer().render(error.diagnostics, in: source).isEmpty,
                "every error can be shown")
        }
    }

    private func execute(_ text: String) {
        var options = RunOptions()
        options.timeoutMilliseconds = 200
        options.rowCountMax = 10_000
        options.valueCountMax = 1 << 18
        do throws(MedGraphError) {
            let database = try openDatabase()
            let rows = try database.run(text, parameters: Self.parameters, options: options)
            if rows.summary.changes != QuerySummary.Changes() { close() }
        } catch {
            switch error {
            case .query(let problems):
                precondition(!problems.isEmpty, "an error says what is wrong")
            // What a query wants may be more than there is room for.
            case .storageFull, .invalid, .duplicateValue, .indexedValueTooLong: close()
            default: fatalError("\(error)")
            }
        }
    }

    private static let parameters: [String: QueryValue] = [
        "p": .integer(1), "x": .string("G43"), "list": .list([.integer(1), .null, .float(2.5)]),
        "id": .integer(2),
    ]

    private func openDatabase() throws(MedGraphError) -> Database {
        if let database { return database }
        let place = TemporaryDatabase()
        var options = Database.Options()
        options.isDurable = false
        options.byteCountMax = 1 << 26
        let made = try Database.open(path: place.path, options: options)
        _ = try made.run("CREATE INDEX FOR (d:Disease) ON (d.icd10)")
        _ = try made.run(Self.graph)
        (self.place, database) = (place, made)
        return made
    }

    /// Lets the graph go that an input has changed.
    private func close() { (database, place) = (nil, nil) }
}
