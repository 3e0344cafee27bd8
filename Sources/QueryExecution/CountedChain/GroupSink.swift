import GraphModel
import GraphStore
import QueryPlanning

/// Takes what was counted, and makes rows of it: of all groups, of those whose number of walks
/// satisfies a condition, of the first ones, or of their number only.
struct GroupSink {
    private let resolved: ResolvedChain
    private var chain: PhysicalCountedChain { resolved.chain }
    private let isKeyed: Bool
    private let usesStart: Bool
    private let usesEnd: Bool
    /// Groups whose values are the same, where different nodes may have the same values.
    private var merged: [GroupKey: Int] = [:]
    private var mergedGroups: [(values: [Value], group: ChainGroup)] = []
    private var held = HeldValues()
    private var top: TopGroups?
    /// What the condition says of small numbers of walks: 0 nothing yet, 1 they pass, 2 they do not.
    private var verdicts: [UInt8]
    /// How many groups have each number of walks, where only the number of groups is asked for.
    private var histogram: CountHistogram?
    /// Whether the step behind welcomes more rows.
    private var isOpen = true

    init(
        _ chain: ResolvedChain, _ row: Row, _ run: inout Run
    ) throws(ExecutionError) {
        resolved = chain
        isKeyed = chain.isKeyed
        (usesStart, usesEnd) = (chain.usesStart, chain.usesEnd)
        verdicts = chain.chain.countConditions.isEmpty ? [] : Array(repeating: 0, count: 256)
        if !chain.chain.groupCountSlots.isEmpty { histogram = CountHistogram() }
        guard let top = chain.chain.top else { return }
        let skipped =
            try top.skip.map { e throws(ExecutionError) in try run.rowCount(e, row) } ?? 0
        let (sum, isHuge) = try run.rowCount(top.limit, row).addingReportingOverflow(skipped)
        // So many groups are not worth looking for.
        guard !isHuge, sum < 1 << 20 else { return }
        self.top = TopGroups(
            countMax: sum, isDescending: top.isDescending,
            kind: chain.chain.aggregates[top.aggregate].kind)
    }

    /// What tells apart groups with the same number, if there is a column of it.
    ///
    /// - Parameter groupCount: of how many groups the key would be read otherwise.
    private func tie(
        _ groupCount: Int, _ run: borrowing Run
    ) throws(ExecutionError) -> TopGroups.Tie? {
        guard let tie = chain.top?.tie, let key = run.id(tie.key),
            let column = try run.column(of: key, forReads: groupCount), column.kind == .integer
        else { return nil }
        // The column of a large graph is far away, and a node is at hand.
        let known = ascends(column, tie.isOfStart, run) ? nil : column
        return TopGroups.Tie(
            column: known, isOfStart: tie.isOfStart, isDescending: tie.isDescending)
    }

    /// Whether the first nodes of all walks, or the last ones, are such that of two of them the one
    /// with the higher id has the greater value.
    ///
    /// A column ascends over labels, and what the chain demands of its nodes all of them have.
    private func ascends(_ column: NodeColumn, _ isOfStart: Bool, _ run: borrowing Run) -> Bool {
        let node = isOfStart ? chain.nodes[0] : chain.nodes[chain.nodes.count - 1]
        var labels = node.conditions.flatMap { $0.labels }
        if isOfStart, case .label(let label) = chain.source { labels.append(label) }
        return labels.contains { symbol in
            run.id(symbol).map { column.ascends(over: $0) } ?? false
        }
    }

    /// Takes a group for each node of a level, whose counts are void then.
    ///
    /// - Parameter start: the first node of all of them; nil when the nodes are first nodes.
    mutating func add<Count>(
        _ level: CountLevel<Count>, from start: UInt32?, _ row: inout Row, _ next: Operator,
        _ run: inout Run
    ) throws(ExecutionError) {
        // The only owner of what is changed in loops, so that it is not copied.
        if isKeyed, var own = histogram {
            histogram = nil
            level.tally(into: &own)
            histogram = own
            return
        }
        if isKeyed, verdicts.isEmpty, var own = top {
            top = nil
            // Groups that were placed without the key cannot be compared with others by it.
            if own.groups.isEmpty { own.tie = try tie(level.nodeCount, run) }
            own.add(level, from: start)
            top = own
            return
        }
        var group = ChainGroup()
        try level.forEach { node, walks throws(ExecutionError) in
            group.start = start ?? node
            group.end = node
            group.walks = UInt64(walks)
            try add(group, &row, next, &run)
        }
    }

    /// Whether groups of weights stay here until ``finish(_:_:_:)``.
    var keepsWeights: Bool { isKeyed && verdicts.isEmpty && (histogram != nil || top != nil) }

    /// Takes a group for each of some starts that has walks.
    ///
    /// - Parameter startCount: how many starts there are in all.
    mutating func add(
        _ summaries: ArraySlice<WeightSummary>, from starts: ArraySlice<UInt32>,
        of startCount: Int, _ row: inout Row, _ next: Operator, _ run: inout Run
    ) throws(ExecutionError) {
        // The only owner of what is changed in the loop, so that it is not copied.
        if keepsWeights, histogram == nil, var own = top {
            top = nil
            if own.groups.isEmpty, own.tie == nil { own.tie = try tie(startCount, run) }
            own.add(summaries, from: starts)
            top = own
            return
        }
        var group = ChainGroup()
        for (summary, start) in zip(summaries, starts) where summary.walkCount > 0 {
            group.start = start
            group.walks = UInt64(summary.walkCount)
            group.weights = summary
            try add(group, &row, next, &run)
        }
    }

    /// Takes one group.
    mutating func add(
        _ group: ChainGroup, _ row: inout Row, _ next: Operator, _ run: inout Run
    ) throws(ExecutionError) {
        guard isKeyed else {
            try merge(group, &row, &run)
            return
        }
        if histogram != nil {
            histogram?.add(group.walks)
            return
        }
        guard try passes(group.walks, &row, &run) else { return }
        guard top == nil else {
            top?.add(group)
            return
        }
        try push(group, nil, &row, next, &run)
    }

    /// Makes the rows that waited for the last group.
    mutating func finish(
        _ row: inout Row, _ next: Operator, _ run: inout Run
    ) throws(ExecutionError) {
        for (values, group) in mergedGroups {
            if histogram != nil {
                histogram?.add(group.walks)
            } else if try passes(group.walks, &row, &run) {
                try push(group, values, &row, next, &run)
            }
        }
        held.end(&run)
        if var top {
            top.prune()
            self.top = nil
            for group in top.groups { try push(group, nil, &row, next, &run) }
        }
        guard let histogram else { return }
        var count: UInt64 = 0
        for (walks, groupCount) in histogram.entries where try passes(walks, &row, &run) {
            count += groupCount
        }
        for slot in chain.groupCountSlots { row[slot] = .integer(Int64(count)) }
        _ = try next.push(&row, &run)
    }

    // MARK: Conditions

    private mutating func passes(
        _ walks: UInt64, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard !verdicts.isEmpty else { return true }
        let known = walks < 256 ? verdicts[Int(walks)] : 0
        if known != 0 { return known == 1 }
        for slot in chain.countSlots { row[slot] = .integer(Int64(walks)) }
        var passes = true
        for condition in chain.countConditions {
            guard try run.holds(condition, &row) else {
                passes = false
                break
            }
        }
        if walks < 256 { verdicts[Int(walks)] = passes ? 1 : 2 }
        return passes
    }

    // MARK: Rows

    private func place(_ group: ChainGroup, in row: inout Row) {
        if usesStart { row[chain.start] = .node(NodeID(rawValue: group.start)) }
        if usesEnd { row[chain.end] = .node(NodeID(rawValue: group.end)) }
    }

    /// - Parameter values: those of the groupings, if they are known.
    private mutating func push(
        _ group: ChainGroup, _ values: [Value]?, _ row: inout Row, _ next: Operator,
        _ run: inout Run
    ) throws(ExecutionError) {
        guard isOpen else { return }
        try run.step()
        place(group, in: &row)
        for index in chain.groupings.indices {
            let slot = chain.groupings[index].slot
            if let values {
                row[slot] = values[index]
            } else {
                row[slot] = try run.evaluate(chain.groupings[index].expression, &row)
            }
        }
        for index in chain.aggregates.indices {
            row[chain.aggregates[index].slot] = group.value(of: chain.aggregates[index].kind)
        }
        isOpen = try next.push(&row, &run)
    }

    private mutating func merge(
        _ group: ChainGroup, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) {
        try run.step()
        place(group, in: &row)
        var values: [Value] = []
        values.reserveCapacity(chain.groupings.count)
        for grouping in chain.groupings {
            let value = try run.evaluate(grouping.expression, &row)
            row[grouping.slot] = value
            values.append(value)
        }
        let key = GroupKey(values: values)
        if let index = merged[key] {
            mergedGroups[index].group.walks += group.walks
        } else {
            merged[key] = mergedGroups.count
            mergedGroups.append((values, group))
            try held.add(values, &run)
            try held.add(count: 4, &run)
        }
    }
}

extension PhysicalCountedChain.Condition {
    /// The labels that a node has which satisfies the condition, where the condition tells.
    fileprivate var labels: [LabelSymbol] {
        if case .labels(let labels) = test { labels } else { [] }
    }
}
