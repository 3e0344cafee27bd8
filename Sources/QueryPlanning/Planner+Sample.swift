import Diagnostics
import QuerySemantics

extension Planner {
    mutating func plan(
        _ sample: BoundSample, of projection: BoundProjection, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        var ties = try projection.order.map { e throws(QueryError) in try plan(e.expression) }
        if let condition = projection.condition { ties.append(try plan(condition)) }
        let stage = sampleCount
        sampleCount += 1
        let items = projection.items.map(\.variable.rawValue)
        let step: PhysicalSample
        switch sample {
        case .count(let count, let groups, let weight, let hasReplacement, let seed):
            var weight = try weight.map { e throws(QueryError) in try plan(e) as PlanExpression }
            var isLogarithm = false
            // The weight stays a logarithm, so that large scores do not overflow.
            if case .function(.exp, let arguments)? = weight?.kind {
                weight = arguments[0]
                isLogarithm = true
            }
            step = PhysicalSample(
                method: .count(try plan(count), hasReplacement: hasReplacement),
                groups: try groups.map { e throws(QueryError) in try plan(e) }, weight: weight,
                isLogarithm: isLogarithm,
                seed: try seed.map { e throws(QueryError) in try plan(e) }, stage: stage,
                items: items, ties: ties)
        case .bernoulli(let probability, let seed):
            step = PhysicalSample(
                method: .bernoulli, groups: [], weight: try plan(probability),
                isLogarithm: false, seed: try seed.map { e throws(QueryError) in try plan(e) },
                stage: stage, items: items, ties: ties)
        }
        return PhysicalPlan(
            .sample(step), [input], estimatedRowCount: min(10, input.estimatedRowCount))
    }
}
