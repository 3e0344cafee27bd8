internal import Diagnostics
internal import QueryExecution
internal import QueryPlanning

/// How a query is carried out, as a tree to read.
public struct Explanation: Sendable, CustomStringConvertible {
    public let description: String

    init(_ plan: QueryPlan, _ source: SourceText, _ profile: Profile? = nil) {
        let measures = profile?.entries.map { entry in
            let (seconds, attoseconds) = entry.time.components
            return PlanPrinter.Measure(
                rowCount: entry.rowCount,
                microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        }
        description = PlanPrinter.text(of: plan, in: source, measures ?? [])
    }
}
