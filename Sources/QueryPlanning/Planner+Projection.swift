import Diagnostics
import QuerySemantics
import QuerySyntax

extension Planner {
    mutating func plan(
        _ projection: BoundProjection, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        var plan = input
        if projection.isAggregated { plan = try aggregate(projection, onto: plan) }
        let items = try projection.items.map { item throws(QueryError) in
            PhysicalProjection(
                slot: item.variable.rawValue, expression: try self.plan(item.expression),
                name: item.name)
        }
        plan = PhysicalPlan(.project(items), [plan], estimatedRowCount: plan.estimatedRowCount)
        if projection.isDistinct {
            plan = PhysicalPlan(
                .distinct(slots: items.map(\.slot)), [plan],
                estimatedRowCount: plan.estimatedRowCount)
        }
        if let sample = projection.sample {
            plan = try self.plan(sample, of: projection, onto: plan)
        }
        let skip = try projection.skip.map { e throws(QueryError) in try self.plan(e) }
        let limit = try projection.limit.map { e throws(QueryError) in try self.plan(e) }
        if !projection.order.isEmpty {
            let order = try projection.order.map { item throws(QueryError) in
                PhysicalOrder(
                    expression: try self.plan(item.expression), isDescending: item.isDescending)
            }
            var count = plan.estimatedRowCount
            if let limit = limit?.literalCount {
                count = min(count, limit + (skip.map { $0.literalCount ?? count } ?? 0))
            }
            plan = PhysicalPlan(
                .sort(order, limit: limit, skip: limit == nil ? nil : skip), [plan],
                estimatedRowCount: count)
        }
        if let skip {
            let count = plan.estimatedRowCount - (skip.literalCount ?? 0)
            plan = PhysicalPlan(.skip(skip), [plan], estimatedRowCount: max(0, count))
        }
        if let limit {
            let count = min(plan.estimatedRowCount, limit.literalCount ?? .infinity)
            plan = PhysicalPlan(.limit(limit), [plan], estimatedRowCount: count)
        }
        if let condition = projection.condition {
            plan = PhysicalPlan(
                .filter([try self.plan(condition)]), [plan],
                estimatedRowCount: plan.estimatedRowCount / 2)
        }
        return plan
    }

    private mutating func aggregate(
        _ projection: BoundProjection, onto input: PhysicalPlan
    ) throws(QueryError) -> PhysicalPlan {
        let groupings = try projection.groupings.map { grouping throws(QueryError) in
            PhysicalProjection(
                slot: grouping.variable.rawValue, expression: try plan(grouping.expression),
                name: "")
        }
        let aggregates = try projection.aggregates.map { aggregate throws(QueryError) in
            guard let function = AggregateFunction(rawValue: aggregate.function.name) else {
                preconditionFailure("every aggregation of the language is planned")
            }
            return PhysicalAggregate(
                slot: aggregate.variable.rawValue, function: function, isStar: aggregate.isStar,
                isDistinct: aggregate.isDistinct,
                arguments: try aggregate.arguments.map { e throws(QueryError) in try plan(e) },
                span: statement[aggregate.variable].span)
        }
        return PhysicalPlan(
            .aggregate(PhysicalAggregation(groupings: groupings, aggregates: aggregates)), [input],
            estimatedRowCount: groupings.isEmpty ? 1 : input.estimatedRowCount.squareRoot())
    }
}

extension PlanExpression {
    /// The number of rows that a literal names; nil for what is known when the query runs.
    fileprivate var literalCount: Double? {
        if case .literal(.integer(let count)) = kind { Double(count) } else { nil }
    }
}
