package import Diagnostics

/// Writes plans for people: the last step first, what it takes indented under it.
///
/// ```
/// Project name                          3 rows
///   Expand (d)-[r:HAS_SYMPTOM]->(s)     3 rows
///     NodeScan d by index Disease(icd10)  1 row
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
    /// The text of the query, to show conditions as they were written.
    private let source: SourceText?
    /// Of each step, in the order in which they are printed; empty for a plan that was not run.
    private let measures: [Measure]
    private var stepCount = 0
    private var lines: [String] = []

    package static func text(
        of plan: QueryPlan, in source: SourceText? = nil, _ measures: [Measure] = []
    ) -> String {
        var printer = PlanPrinter(plan: plan, source: source, measures: measures)
        switch plan.kind {
        case .query(let root): printer.print(root, 0)
        case .createIndex, .createConstraint, .dropIndex, .dropConstraint:
            printer.lines.append("Change the schema")
        }
        for (index, subplan) in plan.subplans.enumerated() {
            printer.lines.append("Subplan \(index)")
            printer.print(subplan, 1)
        }
        return printer.lines.joined(separator: "\n")
    }

    private init(plan: QueryPlan, source: SourceText?, measures: [Measure]) {
        self.source = source
        self.plan = plan
        self.measures = measures
    }

    private mutating func print(_ node: PhysicalPlan, _ depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        let rows = node.estimatedRowCount
        let count = rows < 10 ? String((rows * 10).rounded() / 10) : String(Int(min(rows, 1e15)))
        let index = stepCount
        stepCount += 1
        if case .argument = node.step { return }
        var line = "\(indent)\(text(of: node.step))  (about \(count) rows"
        if index < measures.count {
            line += ", had \(measures[index].rowCount), \(measures[index].microseconds) µs"
        }
        lines.append(line + ")")
        if case .countedChain = node.step {
            // How the same groups are made row by row says nothing new.
            print(node.inputs[0], depth)
            stepCount += node.inputs[1].stepCount
            return
        }
        for (index, input) in node.inputs.enumerated() {
            // A chain stays at its depth; a plan inside a plan is indented.
            print(input, index == 0 ? depth : depth + 2)
        }
    }

    private func name(_ slot: Int) -> String {
        let name = plan.slotNames[slot]
        return name.isEmpty ? "#\(slot)" : name
    }

    private func text(of step: PhysicalStep) -> String {
        switch step {
        case .argument: "Argument"
        case .nodeScan(let scan):
            "\(scan.access.name) \(name(scan.slot)) \(text(of: scan.access))"
        case .relationshipSeek(let seek): "RelationshipSeek \(seek.text)\(rule(seek))"
        case .expand(let expand):
            (expand.isInto ? "ExpandInto " : "Expand ") + expand.text + rule(expand)
        case .variableExpand(let walk): "VariableExpand \(walk.expand.text)\(rule(walk.expand))"
        case .reach(let walk): "Reach \(walk.expand.text), each node once"
        case .reachCount(let count): text(of: count)
        case .statisticsCount(let count): text(of: count)
        case .shortestPath(let search):
            (search.isAll ? "AllShortestPaths " : "ShortestPath ") + search.walk.expand.text
        case .join(let join): text(of: join)
        case .path(let path): "Path \(name(path.slot))"
        case .filter(let conditions):
            "Filter " + conditions.map { source?.text($0.span) ?? "" }.joined(separator: ", ")
        case .optional: "Optional"
        case .unwind(_, let slot): "Unwind \(name(slot))"
        case .project(let items): "Project " + items.map(\.name).joined(separator: ", ")
        case .aggregate(let aggregation):
            "Aggregate "
                + aggregation.aggregates.map(\.function.rawValue).joined(separator: ", ")
                + (aggregation.groupings.isEmpty ? "" : " by \(aggregation.groupings.count) keys")
        case .countedChain(let chain): CountedChainText(plan: plan, source: source).text(of: chain)
        case .distinct: "Distinct"
        case .sample: "Sample"
        case .sort(_, let limit, _): limit == nil ? "Sort" : "Top"
        case .skip: "Skip"
        case .limit: "Limit"
        case .union: "Union"
        case .write(let writes): "Write (\(writes.count) clauses)"
        }
    }

    private func text(of join: PhysicalJoin) -> String {
        let keys = join.keys.map { key in
            key.span.map { source?.text($0) ?? "" } ?? key.probe.slot.map { name($0) } ?? ""
        }
        let rule = join.differences.isEmpty ? "" : ", no relationship twice"
        return "HashJoin on " + keys.joined(separator: ", ") + rule
    }

    private func text(of count: PhysicalReachCount) -> String {
        let conditions = count.conditions.map { source?.text($0.span) ?? "" }
        let grouping = count.groupings.isEmpty ? "" : " by \(count.groupings.count) keys"
        return "ReachCount " + ([count.walk.expand.text] + conditions).joined(separator: ", ")
            + grouping
    }

    private func text(of count: PhysicalStatisticsCount) -> String {
        func label(_ symbol: LabelSymbol?) -> String {
            symbol.map { ":\(plan.symbols.labels[$0.index])" } ?? ""
        }
        let grouping = count.typeSlot == nil ? "" : ", by type"
        switch count.counted {
        case .nodes(let symbol): return "StatisticsCount (\(label(symbol)))"
        case .relationships(let start, let types, let end):
            let names = types.map { plan.symbols.types[$0.index] }.joined(separator: "|")
            let type = names.isEmpty ? "" : ":\(names)"
            return "StatisticsCount (\(label(start)))-[\(type)]->(\(label(end)))\(grouping)"
        }
    }

    private func text(of access: PhysicalNodeScan.Access) -> String {
        switch access {
        case .all: "over all nodes"
        case .label(let label): "by label \(plan.symbols.labels[label.index])"
        case .index(_, let name, _): "by index \(name), equal"
        case .indexRange(_, let name, _, _): "by index \(name), range"
        case .indexPrefix(_, let name, _): "by index \(name), prefix"
        case .indexCodes(_, let name, _): "by index \(name), codes under a parent"
        case .table(let label, let key, _):
            (label.map { "by label \(plan.symbols.labels[$0.index])" } ?? "over all nodes")
                + " on \(plan.symbols.keys[key.index])"
        case .indexSet(_, let name, _): "by index \(name), any of a list"
        }
    }

    private func rule(_ expand: PhysicalExpand) -> String {
        if !expand.differentFrom.isEmpty { return ", no relationship twice" }
        return expand.isProvedDifferent ? ", other types than before" : ""
    }
}

extension PhysicalNodeScan.Access {
    fileprivate var name: String {
        if case .table = self { "HashJoin" } else { "NodeScan" }
    }
}
