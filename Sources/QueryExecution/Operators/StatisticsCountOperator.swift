import GraphModel
import QueryPlanning

/// Puts counts that the graph keeps into slots: one row, or one for each type that there is.
///
/// ```
///      type(r)        count(*)
///  →   'HAS_SYMPTOM'  43
///      'TREATS'       14
/// ```
final class StatisticsCountOperator: PipelineOperator {
    private let count: PhysicalStatisticsCount

    init(_ count: PhysicalStatisticsCount, into next: Operator) {
        self.count = count
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        let statistics = run.graph.statistics
        switch count.counted {
        case .nodes(nil): return try push(statistics.nodeCount(), &row, &run)
        case .nodes(let label?):
            let count = run.id(label).map { statistics.nodeCount(label: $0) } ?? 0
            return try push(count, &row, &run)
        case .relationships(let start, let types, let end):
            let ends = (start: LabelChoice(start, run), end: LabelChoice(end, run))
            guard !ends.start.isMissing, !ends.end.isMissing else {
                return count.typeSlot == nil ? try push(0, &row, &run) : true
            }
            let known = run.ids(types) ?? Array(run.catalog.types.ids)
            let counts = known.map {
                (
                    type: $0,
                    count: statistics.relationshipCount(
                        start: ends.start.id, type: $0, end: ends.end.id)
                )
            }
            guard let typeSlot = count.typeSlot else {
                return try push(counts.reduce(0) { $0 + $1.count }, &row, &run)
            }
            for (type, count) in counts where count > 0 {
                row[typeSlot] = .string(run.catalog.types.name(of: type))
                guard try push(count, &row, &run) else { return false }
            }
            return true
        }
    }

    private func push(
        _ number: UInt64, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        try run.step()
        for slot in count.slots { row[slot] = .integer(Int64(clamping: number)) }
        return try next.push(&row, &run)
    }
}

/// The label that an end must have.
private struct LabelChoice {
    /// Nil for any.
    let id: LabelID?
    /// Whether the graph lacks it.
    let isMissing: Bool

    init(_ symbol: LabelSymbol?, _ run: borrowing Run) {
        id = symbol.flatMap { run.id($0) }
        isMissing = symbol != nil && id == nil
    }
}
