import QueryPlanning

/// What each step of a plan did: rows given, and time spent in the step itself.
///
/// Steps are numbered as the plan is printed: a step, then its inputs.
package final class Profile {
    package struct Entry: Sendable {
        package var rowCount = 0
        /// The time of all steps behind this one.
        var behind: Duration = .zero
        /// For the last step of a plan inside a plan: the time from that plan's first step on.
        var inside: Duration = .zero
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

    /// - Parameter total: the time from the plan's first step on, with all that follows.
    private func settle(_ plan: PhysicalPlan, _ index: Int, _ total: Duration) {
        var own = total
        var child = index + 1
        for (place, input) in plan.inputs.enumerated() {
            defer { child += input.stepCount }
            if case .argument = input.step { continue }
            if place == 0 {
                settle(input, child, total)
                own = entries[child].behind
            } else {
                // What follows the rows of an inner plan is behind this step as well.
                settle(input, child, entries[child].inside)
                own -= entries[child].inside - entries[child].behind
            }
        }
        entries[index].time = max(.zero, own - entries[index].behind)
    }
}

/// Measures what comes after it, for the profile.
final class ProbeOperator: PipelineOperator {
    enum Place {
        /// Behind a step, whose rows it counts.
        case behindStep
        /// Before the first step of a plan inside a plan; the index is that of the plan's last step.
        case beforePlan
    }

    private let profile: Profile
    private let index: Int
    private let place: Place

    init(_ profile: Profile, _ index: Int, _ place: Place, into next: Operator) {
        self.profile = profile
        self.index = index
        self.place = place
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        if case .behindStep = place { profile.entries[index].rowCount += 1 }
        let start = ContinuousClock.now
        defer { add(ContinuousClock.now - start) }
        return try next.push(&row, &run)
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        let start = ContinuousClock.now
        defer { add(ContinuousClock.now - start) }
        try next.finish(&run)
    }

    private func add(_ time: Duration) {
        switch place {
        case .behindStep: profile.entries[index].behind += time
        case .beforePlan: profile.entries[index].inside += time
        }
    }
}
