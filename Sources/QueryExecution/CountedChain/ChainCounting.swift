import GraphModel
import GraphStore
import QueryPlanning

/// One count of a chain, from its starts to its groups.
struct ChainCounting {
    private let resolved: ResolvedChain
    private let next: Operator
    private let starts: ChainStarts
    private var row: Row
    private var chain: PhysicalCountedChain { resolved.chain }

    init(_ resolved: ResolvedChain, _ next: Operator, _ row: Row, _ starts: ChainStarts) {
        self.resolved = resolved
        self.next = next
        self.starts = starts
        self.row = row
    }

    /// - Returns: false when the graph does not let the groups be counted; nothing was handed on then.
    mutating func count(_ run: inout Run) throws(ExecutionError) -> Bool {
        var sink = try GroupSink(resolved, row, &run)
        let nodeBound = run.graph.nodeBound
        let workspace = try run.graph.withSnapshot { snapshot throws(ExecutionError) in
            snapshot.takeWorkspace(CountingWorkspace.self)
        }
        // Whatever ends the run, the next one finds the levels clear.
        defer { workspace.clear() }
        var starts = starts
        if !resolved.conditions[0].isEmpty, !starts.nodes.isEmpty {
            starts = try passing(starts, workspace, &run)
        }
        let isCounted: Bool
        if chain.aggregates.contains(where: { $0.weightKey != nil }) {
            // Weights and last nodes are not counted in one pass.
            guard !chain.aggregates.contains(where: { $0.isEndCount }) else { return false }
            isCounted = try countWeights(starts, &sink, &run)
        } else {
            // One more level, where the walks of several starts are put together.
            let levelCount = chain.nodes.count + (resolved.isPerStart ? 1 : 0)
            let narrow = CountedWalk(
                resolved, workspace.narrowLevels(levelCount), starts, nodeBound, run.control)
            var position = try count(narrow, starts, from: 0, &sink, &run)
            if position < starts.nodes.count {
                let wide = CountedWalk(
                    resolved, workspace.wideLevels(levelCount), starts, nodeBound, run.control)
                position = try count(wide, starts, from: position, &sink, &run)
                // More walks than an integer can count.
                guard position == starts.nodes.count else {
                    throw .overflow(chain.aggregates[0].source.span)
                }
            }
            isCounted = true
        }
        if isCounted { try sink.finish(&row, next, &run) }
        workspace.clear()
        try run.graph.withSnapshot { snapshot throws(ExecutionError) in
            snapshot.giveWorkspace(workspace)
        }
        return isCounted
    }

    /// The starts that satisfy the conditions of the first node.
    private mutating func passing(
        _ starts: ChainStarts, _ workspace: CountingWorkspace, _ run: inout Run
    ) throws(ExecutionError) -> ChainStarts {
        let level = workspace.wideLevels(1)[0]
        for (node, count) in starts.each {
            guard level.add(count, to: node) else {
                throw .overflow(chain.aggregates[0].source.span)
            }
        }
        var conditions = ChainConditions(resolved, isRepeated: false, nodeBound: 0)
        try conditions.apply(resolved.conditions[0], at: 0, level, &row, &run)
        let nodes = (0..<level.nodeCount).map { level.nodes[$0] }
        let passing = ChainStarts(nodes: nodes, counts: nodes.map { level.counts[Int($0)] })
        level.clear()
        return passing
    }

    // MARK: Walks

    /// Counts walks from the starts behind `first`.
    ///
    /// - Returns: the first start that was not counted, because counts are too narrow.
    private mutating func count<Count>(
        _ walk: CountedWalk<Count>, _ starts: ChainStarts, from first: Int,
        _ sink: inout GroupSink, _ run: inout Run
    ) throws(ExecutionError) -> Int {
        var walk = walk
        let count = starts.nodes.count
        guard resolved.isPerStart else {
            guard let walks = try countTogether(&walk, starts, &run) else { return 0 }
            try addGroups(walk.end, walks, &sink, &run)
            return count
        }
        if walk.countsLeaving {
            for (node, count) in starts.each {
                guard walk.levels[0].add(count, to: node) else { return 0 }
            }
            guard try walk.runLeaving(run) else { return 0 }
            try sink.add(walk.end, from: nil, &row, next, &run)
            return count
        }
        var total: UInt64 = 0
        for index in first..<count {
            let start = starts.nodes[index]
            try walk.meter.spend(64)
            row[chain.start] = .node(NodeID(rawValue: start))
            guard walk.levels[0].begin(at: start, starts.count(at: index)),
                case .walks(let walks) = try walk.run(from: start, &row, &run)
            else { return resolved.usesStart ? index : 0 }
            if resolved.usesStart {
                try addGroups(of: start, walk.end, walks, &sink, &run)
                walk.end.clear()
                continue
            }
            guard let sum = CountLevel<UInt64>.sum(total, walks, times: 1) else { return 0 }
            total = sum
            guard let union = walk.union else { continue }
            var fits = true
            try walk.end.forEach { node, walks throws(ExecutionError) in
                fits = fits && union.add(UInt64(walks), to: node)
            }
            guard fits else { return 0 }
            walk.end.clear()
        }
        if !resolved.usesStart { try addGroups(walk.union ?? walk.end, total, &sink, &run) }
        return count
    }

    /// Walks from all starts at once.
    ///
    /// - Returns: the number of walks, or nil when counts are too narrow.
    private mutating func countTogether<Count>(
        _ walk: inout CountedWalk<Count>, _ starts: ChainStarts, _ run: inout Run
    ) throws(ExecutionError) -> UInt64? {
        for (node, count) in starts.each {
            guard walk.levels[0].add(count, to: node) else { return nil }
        }
        guard case .walks(let walks) = try walk.run(from: nil, &row, &run) else { return nil }
        return walks
    }

    // MARK: Groups

    /// The groups of one start.
    private mutating func addGroups<Count>(
        of start: UInt32, _ end: CountLevel<Count>, _ walks: UInt64, _ sink: inout GroupSink,
        _ run: inout Run
    ) throws(ExecutionError) {
        var group = ChainGroup()
        group.start = start
        guard resolved.usesEnd else {
            guard walks > 0 else { return }
            group.walks = walks
            group.ends = UInt64(end.nodeCount)
            try sink.add(group, &row, next, &run)
            return
        }
        try sink.add(end, from: start, &row, next, &run)
    }

    /// The groups of all starts.
    private mutating func addGroups<Count>(
        _ end: CountLevel<Count>, _ walks: UInt64, _ sink: inout GroupSink, _ run: inout Run
    ) throws(ExecutionError) {
        guard resolved.usesEnd else {
            var group = ChainGroup()
            group.walks = walks
            group.ends = UInt64(end.nodeCount)
            // Without keys there is one group, even of no walks; with keys that are the same for all
            // walks there is one if there is a walk.
            if walks > 0 || chain.groupings.isEmpty { try sink.add(group, &row, next, &run) }
            return
        }
        try addGroups(of: 0, end, walks, &sink, &run)
    }

    // MARK: Weights

    /// So many starts are looked at before what was found out is handed on.
    private static let startsPerPart = 1024

    /// Aggregates the weights of the only step, start by start.
    ///
    /// - Returns: false when the weights do not tell all values; nothing was handed on to the step
    ///   behind then.
    private mutating func countWeights(
        _ starts: ChainStarts, _ sink: inout GroupSink, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard resolved.conditions[1].isEmpty, starts.areSingle,
            let step = resolved.steps.first, step.segments.count <= 1
        else { return false }
        var total = ChainGroup()
        if let segment = step.segments.first, !starts.nodes.isEmpty {
            guard weightsStandAlone(in: segment, run),
                let key = run.catalog.weightKeys[segment.directory.key.type]
            else { return false }
            let reader = WeightReader(directory: segment.directory, key: key)
            // A part of the starts takes little memory, which stays near. But groups that go to the
            // step behind at once go there when all are known.
            let partCount =
                !resolved.usesStart || sink.keepsWeights
                ? min(Self.startsPerPart, starts.nodes.count) : starts.nodes.count
            var summaries = Array(repeating: WeightSummary(), count: partCount)
            var first = 0
            while first < starts.nodes.count {
                let nodes = starts.nodes[first..<min(first + partCount, starts.nodes.count)]
                guard try read(nodes, reader, into: &summaries, run) else { return false }
                if resolved.usesStart {
                    try sink.add(
                        summaries[..<nodes.count], from: nodes, of: starts.nodes.count, &row,
                        next, &run)
                } else {
                    for summary in summaries[..<nodes.count] { total.add(summary) }
                }
                first += partCount
            }
        }
        if !resolved.usesStart, total.walks > 0 || chain.groupings.isEmpty {
            try sink.add(total, &row, next, &run)
        }
        return true
    }

    /// Whether what is aggregated are the weights of a segment.
    private func weightsStandAlone(in segment: ChainSegment, _ run: borrowing Run) -> Bool {
        chain.aggregates.allSatisfy { aggregate in
            guard let symbol = aggregate.weightKey else { return true }
            // What no relationship has is null, and no sum of nulls is counted here.
            guard let key = run.id(symbol) else { return false }
            return run.catalog.weightKeys[segment.directory.key.type] == key
        }
    }

    private func read(
        _ nodes: ArraySlice<UInt32>, _ reader: WeightReader,
        into summaries: inout [WeightSummary], _ run: borrowing Run
    ) throws(ExecutionError) -> Bool {
        let control = run.control
        let needsExtremes = chain.aggregates.contains { $0.isExtreme }
        // The only owner of the room, so that it is not copied.
        var room: [WeightSummary] = []
        swap(&room, &summaries)
        defer { swap(&room, &summaries) }
        return try run.graph.withSnapshot { snapshot throws(ExecutionError) in
            var meter = WorkMeter(control)
            return try reader.read(
                nodes, needsExtremes: needsExtremes, into: &room, snapshot, &meter)
        }
    }
}

extension PhysicalCountedChain.Aggregate {
    /// The property whose values are aggregated, if it is one of the relationships.
    var weightKey: KeySymbol? {
        if case .weight(_, let key) = kind { key } else { nil }
    }

    /// Whether single weights matter, and not their sum only.
    var isExtreme: Bool {
        if case .weight(let function, _) = kind {
            function == .min || function == .max
        } else {
            false
        }
    }

    var isEndCount: Bool {
        if case .endCount = kind { true } else { false }
    }
}
