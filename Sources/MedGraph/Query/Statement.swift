internal import Diagnostics
internal import GraphModel
internal import GraphStore
internal import QueryExecution
internal import QueryPlanning
internal import QuerySemantics
internal import QuerySyntax
internal import Synchronization

/// A query that was checked, to be run any number of times.
///
/// Its plan is kept, and made anew when the names or indexes of the graph have changed. Any number
/// of threads may run it at once, each run in a transaction of its own. To run it in the transaction
/// of a connection, hand it to ``Connection/run(_:_:options:)``.
public final class Statement: Sendable {
    public let text: String
    private let database: Database
    /// Nil when the statement was prepared in a transaction whose names nobody else knows.
    private let newest: Mutex<CachedPlan?>

    init(_ text: String, _ plan: CachedPlan?, _ database: Database) {
        self.text = text
        newest = Mutex(plan)
        self.database = database
    }

    /// Runs the query in a transaction of its own: all that it changes is kept, or nothing.
    ///
    /// - Throws: ``MedGraphError/query(_:)`` for what is wrong with the query or went wrong in it;
    ///   ``MedGraphError/readOnly``, ``MedGraphError/storageFull(reason:)`` and the like.
    public func run(
        _ parameters: [String: QueryValue] = [:], options: RunOptions = RunOptions()
    ) throws(MedGraphError) -> Rows {
        let known = known
        let request = Request(text: text, parameters: parameters, options: options)
        let (rows, plan) = try database.run(request, known)
        if plan !== known { newest.withLock { $0 = plan } }
        return rows
    }

    func belongs(to database: Database) -> Bool { self.database === database }

    /// The plan that was used last.
    var known: CachedPlan? { newest.withLock { $0 } }

    /// How the query would be carried out.
    public func explain() throws(MedGraphError) -> Explanation {
        try database.explain(text)
    }
}

/// A query on its way through the engine.
struct Request {
    let text: String
    let parameters: [String: QueryValue]
    let options: RunOptions
    let control: RunControl
    let start: ContinuousClock.Instant

    /// The clock starts here.
    init(text: String, parameters: [String: QueryValue], options: RunOptions) {
        start = .now
        self.text = text
        self.parameters = parameters
        self.options = options
        control = RunControl(options, from: start)
    }

    /// The parameters that a plan asks for, in its order.
    func parameters(of plan: CachedPlan) throws(MedGraphError) -> [Value] {
        guard !plan.parameters.isEmpty else { return [] }
        var values: [Value] = []
        values.reserveCapacity(plan.parameters.count)
        for name in plan.parameters {
            guard let value = parameters[name] else {
                let source = SourceText(text)
                throw .query([QueryProblem(.missingParameter(name, in: source), in: source)])
            }
            values.append(value.parameter)
        }
        return values
    }

    var elapsed: Duration { ContinuousClock.now - start }
}

/// Makes the values of a result.
final class RowCollector: ResultConsumer {
    private(set) var cells: [QueryValue] = []
    private(set) var count = 0

    func take(
        _ values: borrowing [Value], rowCount: Int, _ run: inout Run
    ) throws(ExecutionError) {
        var cells: [QueryValue] = []
        swap(&cells, &self.cells)
        if count == 0 { cells.reserveCapacity(values.count) }
        for index in values.indices {
            switch values[index] {
            // Most values are numbers, which need no call.
            case .integer(let number): cells.append(.integer(number))
            case .float(let number): cells.append(.float(number))
            case let value: cells.append(try QueryValue(value, &run))
            }
        }
        swap(&cells, &self.cells)
        count += rowCount
    }
}

extension Diagnostic {
    fileprivate static func missingParameter(_ name: String, in source: SourceText) -> Diagnostic {
        Diagnostic(
            code: "M001", message: "the parameter `$\(name)` has no value",
            primary: Label(source.span(ofParameter: name)), hint: "give it one with the query",
            classification: Classification(.parameterMissing, .compileTime, .missingParameter))
    }
}

extension SourceText {
    /// Where a parameter first stands.
    fileprivate func span(ofParameter name: String) -> SourceSpan {
        let sign = Array("$\(name)".utf8)
        guard bytes.count >= sign.count else { return SourceSpan(start: 0, end: 0) }
        for start in 0...(bytes.count - sign.count)
        where bytes[start..<(start + sign.count)].elementsEqual(sign) {
            return SourceSpan(start: start, end: start + sign.count)
        }
        return SourceSpan(start: 0, end: 0)
    }
}

extension QuerySummary {
    init(_ counts: ChangeCounts, _ seed: Int64?, _ plan: CachedPlan, _ request: Request) {
        self.seed = seed
        var changes = Changes()
        changes.nodesCreated = counts.nodesCreated
        changes.nodesDeleted = counts.nodesDeleted
        changes.relationshipsCreated = counts.relationshipsCreated
        changes.relationshipsDeleted = counts.relationshipsDeleted
        changes.propertiesSet = counts.propertiesSet
        changes.labelsAdded = counts.labelsAdded
        changes.labelsRemoved = counts.labelsRemoved
        changes.indexesAdded = counts.indexesAdded
        changes.indexesRemoved = counts.indexesRemoved
        self.changes = changes
        elapsed = request.elapsed
        warnings = plan.warnings
    }
}

extension Rows {
    /// The lines of a plan, one a row.
    init(explaining explanation: Explanation, _ summary: QuerySummary) {
        columns = ["plan"]
        cells = explanation.description.split(separator: "\n").map { .string(String($0)) }
        count = cells.count
        var summary = summary
        summary.explanation = explanation
        self.summary = summary
    }
}
