internal import Diagnostics
internal import QueryExecution
internal import QueryPlanning

/// How a query is carried out, as a tree to read.
public struct Explanation: Sendable, CustomStringConvertible {
    private let table: PlanTable

    init(_ plan: QueryPlan, _ source: SourceText, _ profile: Profile? = nil) {
        let measures = profile?.entries.map { entry in
            let (seconds, attoseconds) = entry.time.components
            return PlanPrinter.Measure(
                rowCount: entry.rowCount,
                microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        }
        table = PlanTable(
            PlanPrinter.lines(of: plan, in: source, measures ?? []),
            isMeasured: measures?.isEmpty == false)
    }

    public var description: String { text(width: nil) }

    /// The tree with its numbers, without a line break at its end.
    ///
    /// - Parameter width: the columns of a terminal, in which long steps go on in the next line and
    ///   bars are left out where they do not fit; nil for as many as are needed.
    public func text(width: Int?) -> String { table.text(width: width) }
}
