import GraphModel
import GraphStore
import QueryPlanning

/// Walks a chain level by level, from nodes that carry counts.
struct CountedWalk<Count: FixedWidthInteger & UnsignedInteger & Sendable> {
    /// Where the walks of one run ended.
    enum Outcome {
        /// At the nodes of the last level, or nobody asks where: so many.
        case walks(UInt64)
        /// The counts are too narrow. All levels behind the first are clear.
        case tooMany
    }

    let chain: ResolvedChain
    /// One more than there are steps; the last is the end.
    let levels: [CountLevel<Count>]
    /// Whether the nodes of the last level have to be told apart.
    private let needsEnds: Bool
    /// Whether the groups look at them.
    private let looksAtEnds: Bool
    /// Where the walks of several starts are put together, if they are.
    let union: CountLevel<Count>?
    private var conditions: ChainConditions
    var meter: WorkMeter

    /// - Parameter levels: clear ones, one for each node of the chain; and one more where it tells starts
    ///   apart.
    init(
        _ chain: ResolvedChain, _ levels: [CountLevel<Count>], _ starts: ChainStarts,
        _ nodeBound: Int, _ control: RunControl
    ) {
        let plan = chain.chain
        let nodeCount = plan.nodes.count
        let looksAtEnds = plan.usesEnd || plan.aggregates.contains { $0.isEndCount }
        let isRepeated = plan.isPerStart && starts.nodes.count > 1
        self.chain = chain
        self.looksAtEnds = looksAtEnds
        self.levels = Array(levels.prefix(nodeCount))
        needsEnds = looksAtEnds || !chain.conditions[nodeCount - 1].isEmpty
        union = isRepeated && !plan.usesStart && looksAtEnds ? levels[nodeCount] : nil
        conditions = ChainConditions(chain, isRepeated: isRepeated, nodeBound: nodeBound)
        meter = WorkMeter(control)
    }

    var end: CountLevel<Count> { levels[levels.count - 1] }

    /// Walks from the nodes of the first level.
    ///
    /// - Parameter start: the only node of the first level, where the chain tells starts apart.
    mutating func run(
        from start: UInt32?, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Outcome {
        for index in chain.steps.indices {
            let isLast = index == chain.steps.count - 1
            if isLast, !needsEnds { return try total(index, run) }
            guard try step(index, start, run) else {
                for level in levels.dropFirst() { level.clear() }
                return .tooMany
            }
            let own = chain.conditions[index + 1]
            if !own.isEmpty {
                try conditions.apply(own, at: index + 1, levels[index + 1], &row, &run)
            }
        }
        let walks = end.walkCount
        // What nobody looks at does not stay.
        if !looksAtEnds { end.clear() }
        // The last level is whose who asked.
        for level in levels.dropFirst().dropLast() { level.clear() }
        return .walks(walks)
    }

    /// Whether the only step leads to nodes that nobody looks at, so that the walks from all starts can
    /// be counted at once.
    var countsLeaving: Bool { chain.steps.count == 1 && !needsEnds && chain.usesStart }

    /// Makes the last level the starts, with the numbers of walks from them.
    ///
    /// - Returns: false when the counts do not fit.
    mutating func runLeaving(_ run: borrowing Run) throws(ExecutionError) -> Bool {
        let (source, target) = (levels[0], levels[1])
        for segment in chain.steps[0].segments {
            let (known, own) = (meter, segment)
            let outcome = try run.graph.withSnapshot { snapshot throws(ExecutionError) in
                var meter = known
                let fits = try target.addLeaving(source, along: own, snapshot, &meter)
                return (fits, meter)
            }
            meter = outcome.1
            guard outcome.0 else {
                target.clear()
                return false
            }
        }
        try target.keep { _ throws(ExecutionError) in true }
        return true
    }

    /// Fills a level from the one before.
    ///
    /// - Returns: false when the counts do not fit.
    private mutating func step(
        _ index: Int, _ start: UInt32?, _ run: borrowing Run
    ) throws(ExecutionError) -> Bool {
        let step = chain.steps[index]
        let (source, target) = (levels[index], levels[index + 1])
        let isUpwards = chain.isUpwards && index == chain.steps.count - 1
        let first = isUpwards ? start.map { $0 + 1 } ?? 0 : 0
        for segment in step.segments {
            let (known, own) = (meter, segment)
            let outcome = try run.graph.withSnapshot { snapshot throws(ExecutionError) in
                var meter = known
                let fits = try target.add(source, along: own, from: first, snapshot, &meter)
                return (fits, meter)
            }
            meter = outcome.1
            guard outcome.0 else { return false }
        }
        // Upwards from a start no walk leads back to it, so there is nothing to subtract.
        guard !step.returns.isEmpty, !(isUpwards && index == 1) else { return true }
        _ = try returns(index, from: target, run)
        try target.keep { _ throws(ExecutionError) in true }
        return true
    }

    /// The walks whose step `index` would go back along the relationship of the step before.
    private mutating func returns(
        _ index: Int, from target: CountLevel<Count>?, _ run: borrowing Run
    ) throws(ExecutionError) -> UInt64 {
        var sum: UInt64 = 0
        let (before, middle) = (levels[index - 1], levels[index])
        for segment in chain.steps[index].returns {
            let (known, own) = (meter, segment)
            let outcome = try run.graph.withSnapshot { snapshot throws(ExecutionError) in
                var meter = known
                let walks = try before.returns(
                    over: middle, along: own, subtractedFrom: target, snapshot, &meter)
                return (walks, meter)
            }
            meter = outcome.1
            sum += outcome.0
        }
        return sum
    }

    /// The number of walks to the last level, which is not made.
    private mutating func total(
        _ index: Int, _ run: borrowing Run
    ) throws(ExecutionError) -> Outcome {
        var sum: UInt64 = 0
        let source = levels[index]
        for segment in chain.steps[index].segments {
            let (known, own) = (meter, segment)
            let outcome = try run.graph.withSnapshot { snapshot throws(ExecutionError) in
                var meter = known
                let walks = try source.total(along: own, snapshot, &meter)
                return (walks, meter)
            }
            meter = outcome.1
            guard let walks = outcome.0,
                let total = CountLevel<UInt64>.sum(sum, walks, times: 1)
            else { return .tooMany }
            sum = total
        }
        if !chain.steps[index].returns.isEmpty { sum -= try returns(index, from: nil, run) }
        for level in levels.dropFirst().dropLast() { level.clear() }
        return .walks(sum)
    }
}
