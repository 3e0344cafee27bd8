import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

/// A counted chain with the names, the statistics and the directories of one snapshot: what is proved
/// here holds as long as the run lasts, and no longer.
struct ResolvedChain {
    struct Step {
        /// What the step follows.
        let segments: [ChainSegment]
        /// By which the step could go back along the relationship of the step before, seen from where
        /// that step began; empty where it cannot.
        let returns: [ChainSegment]
    }

    let chain: PhysicalCountedChain
    /// Whether the groups tell the first, or the last node apart.
    let usesStart: Bool
    let usesEnd: Bool
    /// Whether walks from different starts are told apart.
    let isPerStart: Bool
    let steps: [Step]
    /// The conditions of each node that are not proved.
    let conditions: [[PhysicalCountedChain.Condition]]
    /// Whether the last node is reached in the order of the nodes only, which takes the place of the
    /// condition that says so.
    let isUpwards: Bool
    /// Whether no two groups have the same values.
    let isKeyed: Bool

    /// - Parameter startCount: from how many nodes walks begin.
    init(
        _ chain: PhysicalCountedChain, startCount: Int, _ run: inout Run
    ) throws(ExecutionError) {
        self.chain = chain
        (usesStart, usesEnd, isPerStart) = (chain.usesStart, chain.usesEnd, chain.isPerStart)
        let names = ChainNames(run)
        var steps: [Step] = []
        for (index, step) in chain.steps.enumerated() {
            let types = names.ids(step.types)
            var returns: [ChainSegment] = []
            if step.mayTurnBack {
                let before = chain.steps[index - 1]
                returns = try Self.returns(
                    from: before.direction, names.ids(before.types), step.direction, types, run)
            }
            steps.append(
                Step(
                    segments: try Self.segments(step.direction, types, run), returns: returns))
        }
        self.steps = steps
        let order = try Self.ascends(chain, names, startCount, run) ? chain.order : nil
        isUpwards = order != nil
        conditions = chain.nodes.enumerated().map { index, node in
            node.conditions.enumerated().filter { place, condition in
                if let order, index == chain.nodes.count - 1, place == order.condition {
                    return false
                }
                guard index > 0, case .labels(let labels) = condition.test else { return true }
                return !names.areProved(labels, of: chain.steps[index - 1])
            }.map(\.element)
        }
        isKeyed =
            (!chain.usesStart
                || chain.groupings.contains { $0.usesStart && names.isIdentity($0) })
            && (!chain.usesEnd || chain.groupings.contains { $0.usesEnd && names.isIdentity($0) })
    }

    private static let endsPerStart = 16

    /// Whether the values of the property ascend with the nodes, so that nodes can be compared
    /// instead.
    private static func ascends(
        _ chain: PhysicalCountedChain, _ names: ChainNames, _ startCount: Int,
        _ run: borrowing Run
    ) throws(ExecutionError) -> Bool {
        guard let order = chain.order, let key = names.id(order.key),
            let label = names.id(order.label)
        else { return false }
        // Each start is compared with the ends of its walks.
        return try run.ascends(key, over: label, forReads: startCount * endsPerStart)
    }

    // MARK: Segments

    /// The segments that a step follows: every relationship once, loops too.
    private static func segments(
        _ direction: RelationshipDirection, _ types: [TypeID], _ run: borrowing Run
    ) throws(ExecutionError) -> [ChainSegment] {
        var segments: [ChainSegment] = []
        for type in types {
            for side in direction.sides {
                let loops: ChainSegment.Loops =
                    direction == .either && side == .incoming ? .none : .all
                segments.append(try segment(type, side, loops, run))
            }
        }
        return segments
    }

    /// The relationships of one step, seen from where it began, that the next step can go back along.
    ///
    /// A relationship that leaves a node is gone back along by a step that follows incoming ones, and
    /// the other way round. Two steps in the same direction can share no relationship but a loop.
    private static func returns(
        from direction: RelationshipDirection, _ types: [TypeID],
        _ next: RelationshipDirection, _ nextTypes: [TypeID], _ run: borrowing Run
    ) throws(ExecutionError) -> [ChainSegment] {
        let back = next.sides.map(\.reversed)
        let sides = direction.sides.filter { back.contains($0) }
        var segments: [ChainSegment] = []
        for type in types where nextTypes.contains(type) {
            if sides.isEmpty {
                segments.append(try segment(type, direction.sides[0], .only, run))
            }
            for side in sides {
                let loops: ChainSegment.Loops =
                    sides.count == 2 && side == .incoming ? .none : .all
                segments.append(try segment(type, side, loops, run))
            }
        }
        return segments
    }

    private static func segment(
        _ type: TypeID, _ side: Direction, _ loops: ChainSegment.Loops, _ run: borrowing Run
    ) throws(ExecutionError) -> ChainSegment {
        try run.graph.withSnapshot { snapshot throws(ExecutionError) in
            ChainSegment(
                directory: snapshot.segmentDirectory(SegmentKey(type, side)), loops: loops)
        }
    }
}

extension RelationshipDirection {
    /// The sides of a node on which its relationships are followed.
    fileprivate var sides: [Direction] {
        switch self {
        case .outgoing: [.outgoing]
        case .incoming: [.incoming]
        case .either: [.outgoing, .incoming]
        }
    }
}

/// The names of a chain in one snapshot, and what the statistics say of them.
struct ChainNames {
    private let catalog: Catalog
    private let statistics: Statistics
    private let symbols: PlanSymbols

    init(_ run: borrowing Run) {
        catalog = run.catalog
        statistics = run.graph.statistics
        symbols = run.plan.symbols
    }

    func id(_ symbol: KeySymbol) -> KeyID? { catalog.keys.id(of: symbols.keys[symbol.index]) }
    func id(_ symbol: LabelSymbol) -> LabelID? {
        catalog.labels.id(of: symbols.labels[symbol.index])
    }

    /// The types that the graph has relationships of; of all, if none is named.
    func ids(_ types: [TypeSymbol]) -> [TypeID] {
        let all =
            types.isEmpty
            ? Array(catalog.types.ids)
            : types.compactMap { catalog.types.id(of: symbols.types[$0.index]) }
        return all.filter { statistics.relationshipCount(type: $0) > 0 }
    }

    /// Whether each relationship that a step may follow leads to a node with all of some labels.
    func areProved(_ labels: [LabelSymbol], of step: PhysicalCountedChain.Step) -> Bool {
        labels.allSatisfy { symbol in
            guard let label = id(symbol) else { return false }
            return ids(step.types).allSatisfy { type in
                let all = statistics.relationshipCount(type: type)
                let leavesForIt = statistics.relationshipCount(type: type, end: label) == all
                let comesFromIt = statistics.relationshipCount(start: label, type: type) == all
                return switch step.direction {
                case .outgoing: leavesForIt
                case .incoming: comesFromIt
                case .either: leavesForIt && comesFromIt
                }
            }
        }
    }

    /// Whether no two nodes of a group have the same value.
    ///
    /// An index that is unique keeps them apart, and values that it holds to be the same are those
    /// by which rows are grouped. Nodes without the property are in no index, so all must have it.
    func isIdentity(_ grouping: PhysicalCountedChain.Grouping) -> Bool {
        switch grouping.identity {
        case .node: return true
        case .none: return false
        case .unique(let labelSymbol, let keySymbol):
            guard let label = id(labelSymbol), let key = id(keySymbol) else { return false }
            let present = PropertyType.allCases.reduce(UInt64(0)) { sum, type in
                sum + statistics[.nodeProperty(label: label, key: key, type: type)]
            }
            return present == statistics.nodeCount(label: label)
        }
    }
}
