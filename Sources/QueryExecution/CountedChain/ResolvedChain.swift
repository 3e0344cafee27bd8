import GraphModel
import GraphStore
import QueryPlanning
import QuerySyntax

/// A counted chain with the directories of one snapshot: what is found here holds as long as the run
/// lasts, and no longer.
///
/// An object, because all parts of a count have it.
final class ResolvedChain {
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

    /// - Parameters:
    ///   - proof: of the same chain, in the commit that the run reads.
    ///   - startCount: from how many nodes walks begin.
    init(
        _ chain: PhysicalCountedChain, _ proof: ChainProof, startCount: Int, _ run: inout Run
    ) throws(ExecutionError) {
        self.chain = chain
        (usesStart, usesEnd, isPerStart) = (proof.usesStart, proof.usesEnd, proof.isPerStart)
        isKeyed = proof.isKeyed
        var steps: [Step] = []
        steps.reserveCapacity(chain.steps.count)
        for index in chain.steps.indices {
            let (direction, types) = (chain.steps[index].direction, proof.types[index])
            var returns: [ChainSegment] = []
            if chain.steps[index].mayTurnBack {
                returns = try Self.returns(
                    from: chain.steps[index - 1].direction, proof.types[index - 1], direction,
                    types, run)
            }
            steps.append(
                Step(segments: try Self.segments(direction, types, run), returns: returns))
        }
        self.steps = steps
        isUpwards = try Self.ascends(chain, startCount, run)
        conditions = isUpwards ? proof.conditionsUpwards : proof.conditions
    }

    private static let endsPerStart = 16

    /// Whether the values of the property ascend with the nodes, so that nodes can be compared
    /// instead.
    private static func ascends(
        _ chain: PhysicalCountedChain, _ startCount: Int, _ run: borrowing Run
    ) throws(ExecutionError) -> Bool {
        guard let order = chain.order, let key = run.id(order.key),
            let label = run.id(order.label)
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
