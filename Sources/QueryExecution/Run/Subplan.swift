import QueryPlanning

/// A plan that is run for a row of an expression or of `MERGE`.
final class Subplan {
    private let start: Operator
    private let sink: SubplanSink

    init(_ plan: PhysicalPlan, _ builder: borrowing OperatorBuilder) {
        sink = SubplanSink()
        start = builder.build(plan, live: .all, into: sink)
    }

    /// Lets go of what the run held.
    func rest() {
        start.rest()
        sink.rest()
    }

    private func run(
        _ row: Row, _ run: inout Run, _ purpose: SubplanSink.Purpose
    ) throws(ExecutionError) {
        sink.purpose = purpose
        sink.count = 0
        var own = row
        try start.begin(row, &run)
        _ = try start.push(&own, &run)
        try start.finish(&run)
    }

    func hasRow(_ row: Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try self.run(row, &run, .test)
        return sink.count > 0
    }

    func count(_ row: Row, _ run: inout Run) throws(ExecutionError) -> Int {
        try self.run(row, &run, .count)
        return sink.count
    }

    func collect(
        _ value: PlanExpression, _ row: Row, _ run: inout Run
    ) throws(ExecutionError) -> [Value] {
        sink.values = []
        try self.run(row, &run, .values(value))
        defer { sink.values = [] }
        sink.held.end(&run)
        return sink.values
    }

    func rows(_ row: Row, _ run: inout Run) throws(ExecutionError) -> [Row] {
        sink.rows = []
        try self.run(row, &run, .rows)
        defer { sink.rows = [] }
        sink.held.end(&run)
        return sink.rows
    }
}

/// The end of a subplan.
private final class SubplanSink: Operator {
    enum Purpose {
        case test, count, rows
        case values(PlanExpression)
    }

    var purpose = Purpose.count
    var count = 0
    var values: [Value] = []
    var rows: [Row] = []
    var held = HeldValues()

    override func rest() { (values, rows, held) = ([], [], HeldValues()) }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        count += 1
        switch purpose {
        case .test: return false
        case .count: break
        case .rows:
            try held.add(row, &run)
            rows.append(row)
        case .values(let value):
            let element = try run.evaluate(value, &row)
            try held.add(element, &run, value.span)
            values.append(element)
        }
        return true
    }
}
