import LMDB

extension Store {
    private static let nodesName = Array(Trees.nodesName.utf8)
    private static let neighbourhoodsName = Array(Trees.neighbourhoodsName.utf8)

    /// A commit that changes the places of more nodes than this is not worth looking at.
    private static func keyCountMax(_ state: GraphState) -> Int {
        max(1024, min(Int(state.meta.nextNode) / 8, 1 << 15))
    }

    /// Notes what a commit changed, for the snapshots of the commit before.
    func note(
        _ state: GraphState, _ before: borrowing ReadTransaction,
        _ after: borrowing ReadTransaction
    ) {
        guard before.mapMoveCount == after.mapMoveCount else { return }
        let countMax = Self.keyCountMax(state)
        guard
            let neighbourhoods = after.changedKeys(
                inTreeNamed: Self.neighbourhoodsName, since: before, countMax: countMax),
            let nodes = after.changedKeys(
                inTreeNamed: Self.nodesName, since: before, countMax: countMax)
        else { return }
        // Directories have words for nodes only.
        let bound = state.meta.nextNode
        guard neighbourhoods.allSatisfy({ $0 < bound }), nodes.allSatisfy({ $0 < bound }) else {
            return
        }
        note(
            CommitChange(
                transactionID: after.id, neighbourhoods: neighbourhoods, nodes: nodes))
    }
}
