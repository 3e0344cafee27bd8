import GraphModel
package import QueryPlanning
import QuerySyntax
import Synchronization

/// A plan with what its runs leave for the next: operators, a row, the ids of names.
///
/// Any number of threads may run it at once; each run has a ``OperatorTree`` of its own.
package final class PreparedPlan: Sendable {
    package let plan: QueryPlan
    /// Whether the plan has steps. To look into ``QueryPlan/kind`` counts references to its parts.
    let isQuery: Bool
    private let isProfiled: Bool
    private let idle = Mutex<[OperatorTree]>([])

    /// More are not kept: what so many runs at once leave is made again quickly.
    private static let idleCountMax = 8

    package init(_ plan: QueryPlan) {
        self.plan = plan
        isProfiled = plan.mode == .profile
        if case .query = plan.kind { isQuery = true } else { isQuery = false }
    }

    /// Operators for one run.
    ///
    /// - Precondition: the plan is that of a query.
    func takeTree() -> OperatorTree {
        // A profile belongs to one run.
        if !isProfiled, let tree = idle.withLock({ $0.popLast() }) { return tree }
        return OperatorTree(plan, root, isProfiled ? Profile(root) : nil)
    }

    /// The steps of the plan.
    ///
    /// - Precondition: the plan is that of a query.
    var root: PhysicalPlan {
        guard case .query(let root) = plan.kind else {
            preconditionFailure("only queries have steps")
        }
        return root
    }

    /// Takes operators back behind a run that came to its end.
    func giveBack(_ tree: OperatorTree) {
        guard tree.profile == nil else { return }
        tree.rest()
        idle.withLock { trees in
            if trees.count < Self.idleCountMax { trees.append(tree) }
        }
    }
}

/// The operators of a plan, and what else a run needs and can leave to the next one.
///
/// It can be sent to another thread: a run takes it out of the ``PreparedPlan``, and until it is
/// given back nobody else can reach it.
final class OperatorTree: @unchecked Sendable {
    let start: Operator
    let end: ResultOperator
    let profile: Profile?
    let subplans: [Subplan]
    private let weights = ExpandedWeights()
    /// All null between runs.
    var row: Row
    var names = PlanNames()
    /// Room for values of the result.
    var result: [Value] = []

    init(_ plan: QueryPlan, _ root: PhysicalPlan, _ profile: Profile?) {
        self.profile = profile
        end = ResultOperator(plan)
        let inner = OperatorBuilder(
            profile: nil, weights: weights, slotCount: plan.slotCount)
        subplans = plan.subplans.map { Subplan($0, inner) }
        let builder = OperatorBuilder(
            profile: profile, weights: weights, slotCount: plan.slotCount)
        start = builder.build(root, live: LiveSlots(plan.columns.map(\.slot)), into: end)
        row = Row(repeating: .null, count: plan.slotCount)
    }

    /// Lets go of what the run held.
    fileprivate func rest() {
        weights.forget()
        start.rest()
        for subplan in subplans { subplan.rest() }
        row.end()
    }
}
