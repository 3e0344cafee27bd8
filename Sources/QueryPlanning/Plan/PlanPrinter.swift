package import Diagnostics

/// Writes plans for people: the last step first, what it takes its rows from under it. Plans that a
/// step runs beside those rows stand between the two, each behind a branch.
///
/// ```
/// step                                     expected rows  rows    time
/// Project e.name, x.name                              31   278    7 µs
/// Optional                                            31   278   90 µs  ███▌
/// ├ Expand (e)<-[:TREATS]-(x)                        1.1   278  201 µs  ████████
/// NodeScan e by label Disease                         29    29   12 µs  ▌
/// ```
package struct PlanPrinter {
    /// What a step did when the plan was run.
    package struct Measure: Sendable {
        let rowCount: Int
        let microseconds: Int64

        package init(rowCount: Int, microseconds: Int64) {
            self.rowCount = rowCount
            self.microseconds = microseconds
        }
    }

    private let plan: QueryPlan
    private let stepText: PlanStepText
    /// Of each step, a step before its inputs; empty for a plan that was not run.
    private let measures: [Measure]
    private var lines: [PlanLine] = []

    /// A table of the steps.
    ///
    /// - Parameters:
    ///   - source: the query, to show conditions as they were written.
    ///   - measures: of each step of the plan, a step before its inputs; empty for a plan that was
    ///     not run.
    package static func text(
        of plan: QueryPlan, in source: SourceText? = nil, _ measures: [Measure] = []
    ) -> String {
        PlanTable(lines(of: plan, in: source, measures), isMeasured: !measures.isEmpty).text()
    }

    /// The steps without the table around them.
    package static func lines(
        of plan: QueryPlan, in source: SourceText? = nil, _ measures: [Measure] = []
    ) -> [PlanLine] {
        var printer = PlanPrinter(
            plan: plan, stepText: PlanStepText(plan: plan, source: source), measures: measures)
        switch plan.kind {
        case .query(let root): printer.add(root, 0, "", "")
        case .createIndex, .createConstraint, .dropIndex, .dropConstraint:
            printer.lines.append(PlanLine(branch: "", text: "Change the schema"))
        }
        for (subplan, span) in zip(plan.subplans, plan.subplanSpans) {
            let asked = source == nil ? "" : ": \(printer.stepText.text(span))"
            printer.lines.append(PlanLine(branch: "", text: "For a row of its own\(asked)"))
            // Its steps have no place among those that are measured.
            printer.add(subplan, nil, "└ ", "  ")
        }
        return printer.lines
    }

    private init(plan: QueryPlan, stepText: PlanStepText, measures: [Measure]) {
        self.plan = plan
        self.stepText = stepText
        self.measures = measures
    }

    /// - Parameters:
    ///   - index: the place of the plan among the steps that are measured.
    ///   - first: what stands before the first step.
    ///   - rest: what stands before the others.
    private mutating func add(
        _ plan: PhysicalPlan, _ index: Int?, _ first: String, _ rest: String
    ) {
        var plan = plan
        var index = index
        var branch = first
        // A loop, so that a long query does not need a deep stack.
        while !plan.isArgument {
            lines.append(
                PlanLine(
                    branch: branch, text: stepText.text(of: plan.step),
                    expectedRowCount: plan.estimatedRowCount,
                    measure: index.flatMap { measures.indices.contains($0) ? measures[$0] : nil }))
            branch = rest
            addBranches(of: plan, index, rest)
            guard let input = plan.inputs.first else { return }
            plan = input
            index = index.map { $0 + 1 }
        }
    }

    private mutating func addBranches(of plan: PhysicalPlan, _ index: Int?, _ rest: String) {
        // How the same groups are made row by row says nothing new.
        if case .countedChain = plan.step { return }
        var place = index.map { $0 + 1 }
        for (number, input) in plan.inputs.enumerated() {
            if number > 0 {
                let isLast = number == plan.inputs.count - 1 && plan.inputs[0].isArgument
                add(input, place, rest + (isLast ? "└ " : "├ "), rest + (isLast ? "  " : "│ "))
            }
            place = place.map { $0 + input.stepCount }
        }
    }
}

extension PhysicalPlan {
    fileprivate var isArgument: Bool {
        if case .argument = step { true } else { false }
    }
}
