import Diagnostics
import GraphModel
import QueryExecution
import QueryPlanning
import QuerySyntax
import Synchronization

/// A query that was checked, with its plan and what its runs leave for the next.
final class CachedPlan: Sendable {
    let text: String
    let prepared: PreparedPlan
    /// The version of the catalog that the plan was made with.
    let catalogVersion: UInt64
    let columns: [String]
    let parameters: [String]
    let mode: QuerySyntax.Statement.Mode
    let isWriting: Bool
    let warnings: [QueryProblem]

    init(_ plan: QueryPlan, of source: SourceText, _ text: String, _ catalogVersion: UInt64) {
        self.text = text
        prepared = PreparedPlan(plan)
        self.catalogVersion = catalogVersion
        columns = plan.columns.map(\.name)
        parameters = plan.parameters
        mode = plan.mode
        isWriting = plan.isWriting
        warnings = plan.warnings.map { QueryProblem($0, in: source) }
    }

    var plan: QueryPlan { prepared.plan }

    /// The text for diagnostics.
    var source: SourceText { SourceText(text) }
}

/// The plans of queries that were run, by text.
final class PlanCache: Sendable {
    /// More are not kept: all are let go, since what is in use comes back at once.
    private static let countMax = 512

    private let plans = Mutex(Plans())

    private struct Plans {
        var byText: [ScalarName: CachedPlan] = [:]
        /// The one that was asked for last. Who runs a query again and again is answered by a
        /// comparison of texts, which takes a fraction of a hash.
        var last: CachedPlan?
    }

    func plan(of text: String, _ catalogVersion: UInt64) -> CachedPlan? {
        plans.withLock { plans in
            if let last = plans.last, last.catalogVersion == catalogVersion,
                ScalarText.isSame(last.text, text)
            {
                return last
            }
            guard let known = plans.byText[ScalarName(text)],
                known.catalogVersion == catalogVersion
            else { return nil }
            plans.last = known
            return known
        }
    }

    func keep(_ plan: CachedPlan) {
        plans.withLock { plans in
            if plans.byText.count >= Self.countMax { plans.byText.removeAll() }
            plans.byText[ScalarName(plan.text)] = plan
            plans.last = plan
        }
    }
}
