import Diagnostics
import QuerySyntax

/// Where the plan found the first node of its chain.
enum ChainStart {
    /// In the slot of each row.
    case rows(Int)
    /// By looking at all nodes, or at all of a label.
    case scan(Int, label: LabelSymbol?)

    init?(_ scan: PhysicalNodeScan) {
        switch scan.access {
        case .all: self = .scan(scan.slot, label: nil)
        case .label(let label): self = .scan(scan.slot, label: label)
        default: return nil
        }
    }
}

/// The steps of a plan as a chain that is walked from one of its ends.
struct ChainOrientation {
    let source: PhysicalCountedChain.Source
    /// The slots of the nodes; one more than the edges.
    private(set) var nodes: [Int]
    /// The steps, each with its direction as the chain is walked.
    private(set) var edges: [(expand: PhysicalExpand, direction: RelationshipPattern.Direction)] =
        []
    /// What the nodes satisfy, beside what the source promises.
    let conditions: [PlanExpression]

    /// The ways in which the steps can be walked as one chain; none if they are no chain.
    ///
    /// The plan may begin in the middle, where it found the fewest nodes. A scan can begin at any
    /// node instead: its label then becomes a condition of the node where it was.
    static func all(of parts: ChainParts, from start: ChainStart) -> [ChainOrientation] {
        switch start {
        case .rows(let root):
            let chain = ChainOrientation(parts.expands, from: root, .rows, parts.conditions)
            return chain.map { [$0] } ?? []
        case .scan(let root, let label):
            var degrees: [Int: Int] = [:]
            for expand in parts.expands {
                degrees[expand.from, default: 0] += 1
                degrees[expand.to, default: 0] += 1
            }
            // A scan beside the chain multiplies its rows: it is no start of it.
            guard degrees[root] != nil else { return [] }
            // Where the plan began there are fewest nodes, so that comes first.
            let ends = degrees.filter { $0.value == 1 }.keys.sorted {
                $0 == root || $1 != root && $0 < $1
            }
            return ends.compactMap { end in
                if end == root {
                    let source = label.map { PhysicalCountedChain.Source.label($0) } ?? .all
                    return ChainOrientation(parts.expands, from: root, source, parts.conditions)
                }
                var conditions = parts.conditions
                if let label { conditions.insert(.hasLabel(label, root), at: 0) }
                let (own, rest) = takeLabel(of: end, from: conditions)
                let source = own.map { PhysicalCountedChain.Source.label($0) } ?? .all
                return ChainOrientation(parts.expands, from: end, source, rest)
            }
        }
    }

    private init?(
        _ expands: [PhysicalExpand], from start: Int, _ source: PhysicalCountedChain.Source,
        _ conditions: [PlanExpression]
    ) {
        self.source = source
        self.conditions = conditions
        nodes = [start]
        var left = expands
        var last = start
        while !left.isEmpty {
            let next = left.indices.filter { left[$0].from == last || left[$0].to == last }
            // A node with two more steps is a fork.
            guard next.count == 1 else { return nil }
            let expand = left.remove(at: next[0])
            let isForward = expand.from == last
            last = isForward ? expand.to : expand.from
            guard !nodes.contains(last) else { return nil }
            edges.append((expand, expand.direction.seen(fromLeft: isForward)))
            nodes.append(last)
        }
    }

    /// A label that a condition asks of a node, and the conditions without it.
    private static func takeLabel(
        of node: Int, from conditions: [PlanExpression]
    ) -> (LabelSymbol?, [PlanExpression]) {
        for (index, condition) in conditions.enumerated() {
            guard case .labels(let base, let labels) = condition.kind, case .slot(node) = base.kind,
                let label = labels.first
            else { continue }
            var rest = conditions
            if labels.count == 1 {
                rest.remove(at: index)
            } else {
                rest[index] = PlanExpression(
                    .labels(base, Array(labels.dropFirst())), condition.span)
            }
            return (label, rest)
        }
        return (nil, conditions)
    }
}

extension PlanExpression {
    fileprivate static func hasLabel(_ label: LabelSymbol, _ slot: Int) -> PlanExpression {
        let nowhere = SourceSpan(start: 0, end: 0)
        return PlanExpression(.labels(PlanExpression(.slot(slot), nowhere), [label]), nowhere)
    }
}
