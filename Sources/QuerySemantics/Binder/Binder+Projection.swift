import Diagnostics
import QuerySyntax

extension Binder {
    /// Binds the parts of `WITH` or `RETURN`, and leaves the scope that is seen behind it.
    mutating func bind(
        _ projection: Projection, condition: Expression?, isReturn: Bool, _ clause: SourceSpan
    ) -> BoundProjection {
        let before = scope
        let items = expanded(projection, isReturn: isReturn)
        let isAggregated = items.contains { $0.expression.containsAggregate }
        let columns =
            isAggregated ? groupedItems(items) : plainItems(items)
        var frame = columns.frame
        scope = outer
        if !isAggregated, !projection.isDistinct { scope = before }
        var behind = outer
        for item in columns.items {
            scope[item.name] = item.variable
            behind[item.name] = item.variable
        }

        grouping = isAggregated || projection.isDistinct ? frame : nil
        let isRefused: AggregationRefusal? = isAggregated ? nil : .misplaced
        let sample = projection.sample.map { bind($0, isRefused) }
        let order = projection.order.map { item in
            BoundProjection.Order(
                expression: bindAfter(item.expression, isRefused),
                isDescending: item.isDescending)
        }
        let bound = condition.map { condition -> BoundExpression in
            let result = bindAfter(condition, .misplaced)
            requireBoolean(result)
            return result
        }
        frame = grouping ?? frame
        grouping = nil
        let skip = projection.skip.map { bindCount($0, "SKIP") }
        let limit = projection.limit.map { bindCount($0, "LIMIT") }
        scope = behind
        checkNames(of: projection, items, isReturn: isReturn)
        return BoundProjection(
            isReturn: isReturn, isDistinct: projection.isDistinct, isAggregated: isAggregated,
            groupings: columns.groupings, aggregates: columns.aggregates + frame.newAggregates,
            items: columns.items, sample: sample, order: order, skip: skip, limit: limit,
            condition: bound)
    }

    private struct Item {
        var expression: Expression
        var name: String
        var span: SourceSpan
    }

    private struct Columns {
        var items: [BoundProjection.Item] = []
        var groupings: [BoundProjection.Grouping] = []
        var aggregates: [BoundProjection.Aggregate] = []
        var frame: GroupingFrame
    }

    /// The items, `*` replaced by the variables in scope.
    private mutating func expanded(_ projection: Projection, isReturn: Bool) -> [Item] {
        var items: [Item] = []
        if projection.includesAll {
            let names = scope.names.filter { outer[$0] == nil || outer[$0] != scope[$0] }
            if names.isEmpty, isReturn { report(.noVariables(projection.span)) }
            items = names.map { name in
                Item(
                    expression: Expression(kind: .variable(name), span: projection.span),
                    name: name, span: projection.span)
            }
        }
        return items
            + projection.items.map {
                Item(expression: $0.expression, name: $0.columnName, span: $0.span)
            }
    }

    private mutating func plainItems(_ items: [Item]) -> Columns {
        var frame = GroupingFrame(stage: .after)
        frame.hidden = scope
        var columns = Columns(frame: frame)
        for item in items {
            let expression = bind(item.expression)
            let variable = introduce(item.name, expression.type, item.span)
            columns.items.append(
                BoundProjection.Item(variable: variable, name: item.name, expression: expression))
            columns.frame.texts[item.expression.canonicalText] = variable
            columns.frame.groupings.append(item.expression)
        }
        return columns
    }

    /// Items where some aggregate: the others are what rows are grouped by.
    private mutating func groupedItems(_ items: [Item]) -> Columns {
        var after = GroupingFrame(stage: .after)
        after.hidden = scope
        var columns = Columns(frame: after)
        var inside = GroupingFrame(stage: .items)
        var groups: [Int: BoundProjection.Grouping] = [:]
        for (index, item) in items.enumerated() where !item.expression.containsAggregate {
            let expression = bind(item.expression)
            let variable = introduce("", expression.type, item.span)
            let group = BoundProjection.Grouping(variable: variable, expression: expression)
            groups[index] = group
            columns.groupings.append(group)
            inside.groupings.append(item.expression)
            if case .variable(let id) = expression.kind { inside.groupedVariables[id] = variable }
            if case .property(let base, _) = item.expression.kind, case .variable = base.kind {
                inside.texts[item.expression.canonicalText] = variable
            }
        }
        for (index, item) in items.enumerated() {
            let expression: BoundExpression
            if let group = groups[index] {
                expression = BoundExpression(
                    kind: .variable(group.variable), type: group.expression.type,
                    span: item.expression.span)
            } else {
                grouping = inside
                aggregationRefusal = nil
                expression = bind(item.expression)
                aggregationRefusal = .misplaced
                inside = grouping ?? inside
                grouping = nil
            }
            let variable = introduce(item.name, expression.type, item.span)
            columns.items.append(
                BoundProjection.Item(variable: variable, name: item.name, expression: expression))
            columns.frame.texts[item.expression.canonicalText] = variable
        }
        columns.aggregates = inside.newAggregates
        columns.frame.aggregates = inside.aggregates
        columns.frame.groupings = inside.groupings
        return columns
    }

    /// Binds what stands behind the items.
    mutating func bindAfter(
        _ expression: Expression, _ refusal: AggregationRefusal?
    ) -> BoundExpression {
        grouping?.isAggregating = expression.containsAggregate
        aggregationRefusal = refusal
        defer { aggregationRefusal = .misplaced }
        return bind(expression)
    }

    private mutating func bind(_ sample: Sample, _ refusal: AggregationRefusal?) -> BoundSample {
        switch sample.method {
        case .count(let count, let groups, let weight, let hasReplacement):
            return .count(
                bindCount(count, "SAMPLE"), groups: groups.map { bindAfter($0, refusal) },
                weight: weight.map { bindAfter($0, refusal) }, hasReplacement: hasReplacement,
                seed: sample.seed.map { bindConstant($0, "SEED") })
        case .bernoulli(let probability):
            let bound = bindAfter(probability, refusal)
            return .bernoulli(bound, seed: sample.seed.map { bindConstant($0, "SEED") })
        }
    }

    /// A whole number that no row changes.
    private mutating func bindCount(_ expression: Expression, _ word: String) -> BoundExpression {
        let bound = bindConstant(expression, word)
        if case .literal(.integer(let value)) = bound.kind, value < 0 {
            report(.negativeCount(bound.span, word))
        } else if !bound.type.mayBe(.number) || bound.type.kinds == [.float] {
            report(.invalidArgument(bound, expected: "a whole number"))
        }
        return bound
    }

    private mutating func bindConstant(_ expression: Expression, _ word: String) -> BoundExpression
    {
        let saved = (scope, grouping)
        defer { (scope, grouping) = saved }
        if expression.mentionsVariable {
            report(.notConstant(expression.span, word))
        } else {
            (scope, grouping) = (Scope(), nil)
            return bind(expression)
        }
        return BoundExpression(kind: .literal(.null), type: .any, span: expression.span)
    }

    private mutating func checkNames(of projection: Projection, _ items: [Item], isReturn: Bool) {
        var seen: [ScalarText: SourceSpan] = [:]
        for item in items {
            if let first = seen[ScalarText(item.name)] {
                report(.columnConflict(item.name, item.span, first: first))
            }
            seen[ScalarText(item.name)] = item.span
        }
        guard !isReturn else { return }
        for item in projection.items where item.alias == nil {
            if case .variable = item.expression.kind { continue }
            report(.missingAlias(item.span))
        }
    }
}
