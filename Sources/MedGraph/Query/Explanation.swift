internal import QueryPlanning

/// How a query is carried out, as a tree to read.
public struct Explanation: Sendable, CustomStringConvertible {
    public let description: String

    init(_ plan: QueryPlan) { description = PlanPrinter.text(of: plan) }
}
