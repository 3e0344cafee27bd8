import Diagnostics
import QuerySyntax

/// A counted chain as plans show it.
///
/// ```
/// CountedChain (a)-[:S]->(:Symptom)<-[:S]-(d:Disease) by d.id, relationship twice subtracted at step 2
/// ```
struct CountedChainText {
    let plan: QueryPlan
    let source: SourceText?

    func text(of chain: PhysicalCountedChain) -> String {
        var parts = ["CountedChain \(path(chain))"]
        if !chain.groupings.isEmpty {
            parts[0] += " by " + chain.groupings.map { text($0.expression) }.joined(separator: ", ")
        }
        if chain.isPerStart { parts.append("from each start") }
        if chain.order != nil { parts.append("upwards where values ascend") }
        parts.append(rule(chain))
        let conditions = chain.nodes.flatMap(\.conditions).filter { condition in
            if case .labels = condition.test { false } else { true }
        }
        if !conditions.isEmpty {
            parts.append("where " + conditions.map { text($0.expression) }.joined(separator: ", "))
        }
        if !chain.countConditions.isEmpty {
            parts.append("with " + chain.countConditions.map { text($0) }.joined(separator: ", "))
        }
        if !chain.groupCountSlots.isEmpty { parts.append("number of groups") }
        if chain.top != nil { parts.append("first groups only") }
        return parts.joined(separator: ", ")
    }

    private func path(_ chain: PhysicalCountedChain) -> String {
        var text = node(chain.nodes[0], chain.source)
        for (step, next) in zip(chain.steps, chain.nodes.dropFirst()) {
            var inner = plan.slotNames[step.relationship]
            if !step.types.isEmpty {
                inner +=
                    ":" + step.types.map { plan.symbols.types[$0.index] }.joined(separator: "|")
            }
            if !inner.isEmpty { inner = "[\(inner)]" }
            text += step.direction == .incoming ? "<-" : "-"
            text += inner
            text += step.direction == .outgoing ? "->" : "-"
            text += node(next, .rows)
        }
        return text
    }

    private func node(
        _ node: PhysicalCountedChain.Node, _ source: PhysicalCountedChain.Source
    ) -> String {
        var labels: [LabelSymbol] = []
        if case .label(let label) = source { labels.append(label) }
        for condition in node.conditions {
            if case .labels(let own) = condition.test { labels += own }
        }
        let names = labels.map { ":" + plan.symbols.labels[$0.index] }.joined()
        return "(\(plan.slotNames[node.slot])\(names))"
    }

    /// What became of the rule that no relationship is used twice.
    private func rule(_ chain: PhysicalCountedChain) -> String {
        let steps = chain.steps.indices.filter { chain.steps[$0].mayTurnBack }
        guard !steps.isEmpty else { return "no relationship can come twice" }
        let places = steps.map { "\($0 + 1)" }.joined(separator: ", ")
        return "relationships that come twice subtracted at step \(places)"
    }

    private func text(_ expression: PlanExpression) -> String {
        source?.text(expression.span) ?? ""
    }
}
