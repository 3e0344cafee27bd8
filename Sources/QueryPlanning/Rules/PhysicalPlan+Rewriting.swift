extension PhysicalPlan {
    /// The plan with each part that a rule knows better replaced, from the last step to the first.
    func rewritten(_ rule: (PhysicalPlan) -> PhysicalPlan?) -> PhysicalPlan {
        let plan = rule(self) ?? self
        return PhysicalPlan(
            plan.step, plan.inputs.map { $0.rewritten(rule) },
            estimatedRowCount: plan.estimatedRowCount)
    }
}

extension PlanExpression {
    /// The slot whose value the expression is, unchanged.
    var slot: Int? {
        if case .slot(let slot) = kind { slot } else { nil }
    }
}
