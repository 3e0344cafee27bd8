import GraphModel
import QueryPlanning

/// What the catalog and the statistics of one commit prove of a counted chain.
///
/// It is found anew only when a run reads another commit: a query that asks for little would spend much
/// of its time on it.
final class ChainProof {
    /// Which commit it was proved for: see `Snapshot.stateIdentity`.
    let state: AnyObject
    /// The types that each step follows.
    let types: [[TypeID]]
    /// The conditions of each node that are not proved.
    let conditions: [[PhysicalCountedChain.Condition]]
    /// The same without the condition that takes the last nodes in order.
    let conditionsUpwards: [[PhysicalCountedChain.Condition]]
    /// Whether no two groups have the same values.
    let isKeyed: Bool
    /// Whether the groups tell the first, or the last node apart.
    let usesStart: Bool
    let usesEnd: Bool
    /// Whether walks from different starts are told apart.
    let isPerStart: Bool

    init(_ chain: PhysicalCountedChain, _ state: AnyObject, _ run: borrowing Run) {
        self.state = state
        let names = ChainNames(run)
        types = chain.steps.map { names.ids($0.types) }
        conditions = Self.conditions(chain, names, without: nil)
        conditionsUpwards =
            chain.order.map { Self.conditions(chain, names, without: $0.condition) } ?? conditions
        isKeyed =
            (!chain.usesStart
                || chain.groupings.contains { $0.usesStart && names.isIdentity($0) })
            && (!chain.usesEnd || chain.groupings.contains { $0.usesEnd && names.isIdentity($0) })
        (usesStart, usesEnd, isPerStart) = (chain.usesStart, chain.usesEnd, chain.isPerStart)
    }

    /// - Parameter order: a condition of the last node that is left out.
    private static func conditions(
        _ chain: PhysicalCountedChain, _ names: ChainNames, without order: Int?
    ) -> [[PhysicalCountedChain.Condition]] {
        chain.nodes.enumerated().map { index, node in
            node.conditions.enumerated().filter { place, condition in
                if index == chain.nodes.count - 1, place == order { return false }
                guard index > 0, case .labels(let labels) = condition.test else { return true }
                return !names.areProved(labels, of: chain.steps[index - 1])
            }.map(\.element)
        }
    }
}
