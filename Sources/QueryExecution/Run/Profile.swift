import QueryPlanning

/// What each step of a plan did: rows given, and time spent in the step itself.
///
/// Steps are numbered as the plan is printed: a step, then its inputs.
package final class Profile {
    package struct Entry: Sendable {
        package var rowCount = 0
        /// The time of all steps behind this one.
        var behind: Duration = .zero
        /// The time of the step itself.
        package var time: Duration = .zero
    }

    package fileprivate(set) var entries: [Entry]

    init(_ plan: PhysicalPlan) {
        entries = Array(repeating: Entry(), count: plan.stepCount)
    }

    /// Divides the time among the steps.
    func finish(_ plan: PhysicalPlan, total: Duration) {
        settle(plan, 0, total)
    }

    private func settle(_ plan: PhysicalPlan, _ index: Int, _ total: Duration) {
        var child = index + 1
        var before = total
        for (place, input) in plan.inputs.enumerated() {
            if case .argument = input.step {
            } else {
                // When a plan inside a plan begins is not measured.
                settle(input, child, place == 0 ? total : .zero)
                if place == 0 { before = entries[child].behind }
            }
            child += input.stepCount
        }
        entries[index].time = max(.zero, before - entries[index].behind)
    }
}

/// Stands behind a step that is profiled.
final class ProbeOperator: PipelineOperator {
    private let profile: Profile
    private let index: Int

    init(_ profile: Profile, _ index: Int, into next: Operator) {
        self.profile = profile
        self.index = index
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        profile.entries[index].rowCount += 1
        let start = ContinuousClock.now
        defer { profile.entries[index].behind += ContinuousClock.now - start }
        return try next.push(&row, &run)
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        let start = ContinuousClock.now
        defer { profile.entries[index].behind += ContinuousClock.now - start }
        try next.finish(&run)
    }
}
