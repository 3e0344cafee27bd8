import Diagnostics

/// What a step of a plan does, in one line for people.
///
/// Conditions and values are shown as the query has them: a plan without its query shows names of
/// steps and patterns only.
struct PlanStepText {
    let plan: QueryPlan
    let source: SourceText?

    /// The text of a query's expression on one line.
    func text(_ expression: PlanExpression) -> String { text(expression.span) }

    func text(_ span: SourceSpan) -> String {
        source.map { $0.text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            ?? ""
    }

    func text(of step: PhysicalStep) -> String {
        switch step {
        case .argument: "Argument"
        case .nodeScan(let scan):
            "\(scan.access.name) \(node(scan.slot)) \(text(of: scan.access))"
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
        case .filter(let conditions): "Filter " + list(conditions)
        case .optional: "Optional"
        case .unwind(let list, let slot): "Unwind \(text(list)) AS \(name(slot))"
        case .project(let items): "Project " + items.map(\.name).joined(separator: ", ")
        case .aggregate(let aggregation): text(of: aggregation)
        case .countedChain(let chain): CountedChainText(plan: plan, source: source).text(of: chain)
        case .distinct: "Distinct"
        case .sample(let sample): text(of: sample)
        case .sort(let order, let limit, let skip): text(order, limit, skip)
        case .skip(let count): "Skip \(text(count))"
        case .limit(let count): "Limit \(text(count))"
        case .union: "Union"
        case .write(let writes): "Write " + writes.map(\.keyword).joined(separator: ", ")
        }
    }

    private func name(_ slot: Int) -> String {
        let name = plan.slotNames[slot]
        return name.isEmpty ? "#\(slot)" : name
    }

    /// A node without a name is shown as patterns have it.
    private func node(_ slot: Int) -> String {
        let name = plan.slotNames[slot]
        return name.isEmpty ? "()" : name
    }

    private func list(_ expressions: [PlanExpression]) -> String {
        expressions.map { text($0) }.joined(separator: ", ")
    }

    private func text(of aggregation: PhysicalAggregation) -> String {
        let calls = aggregation.aggregates.map { call in
            source == nil ? call.function.rawValue : text(call.span)
        }
        let keys = aggregation.groupings.map { text($0.expression) }
        let parts = [
            calls.joined(separator: ", "),
            keys.isEmpty ? "" : "by " + keys.joined(separator: ", "),
        ]
        return "Aggregate " + parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func text(of sample: PhysicalSample) -> String {
        var text = "Sample"
        switch sample.method {
        case .count(let count, let hasReplacement):
            text += " \(self.text(count))" + (hasReplacement ? " with replacement" : "")
        case .bernoulli: text += " by chance"
        }
        if !sample.groups.isEmpty { text += " per \(list(sample.groups))" }
        if let partition = sample.partition { text += ", one \(name(partition)) after the other," }
        if let weight = sample.weight {
            text += sample.isLogarithm ? " weighted by exp of " : " weighted by "
            text += self.text(weight)
        }
        if let seed = sample.seed { text += " seed \(self.text(seed))" }
        return text
    }

    private func text(
        _ order: [PhysicalOrder], _ limit: PlanExpression?, _ skip: PlanExpression?
    ) -> String {
        let keys = order.map { text($0.expression) + ($0.isDescending ? " DESC" : "") }
            .joined(separator: ", ")
        guard let limit else { return "Sort by \(keys)" }
        let behind = skip.map { " behind \(text($0))" } ?? ""
        return "Top \(text(limit))\(behind) by \(keys)"
    }

    private func text(of join: PhysicalJoin) -> String {
        let keys = join.keys.map { key in
            key.span.map { text($0) } ?? key.probe.slot.map { name($0) } ?? ""
        }
        let rule = join.differences.isEmpty ? "" : ", no relationship twice"
        return "HashJoin on " + keys.joined(separator: ", ") + rule
    }

    private func text(of count: PhysicalReachCount) -> String {
        let conditions = count.conditions.map { text($0) }
        let keys = count.groupings.map { text($0.expression) }
        return "ReachCount " + ([count.walk.expand.text] + conditions).joined(separator: ", ")
            + (keys.isEmpty ? "" : " by " + keys.joined(separator: ", "))
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

extension PhysicalWrite {
    /// The word that the clause begins with.
    fileprivate var keyword: String {
        switch self {
        case .create: "CREATE"
        case .merge: "MERGE"
        case .set: "SET"
        case .remove: "REMOVE"
        case .delete(_, let isDetach): isDetach ? "DETACH DELETE" : "DELETE"
        case .foreach: "FOREACH"
        }
    }
}
