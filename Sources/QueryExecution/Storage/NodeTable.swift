import GraphModel

/// Nodes by a value: those with equivalent values together, in the order in which they came.
struct NodeTable {
    private var values = GroupTable(width: 1)
    /// By the number of the value, the places of its first and its last node.
    private var ends = PieceArray<(first: Int, last: Int)>()
    /// Each with the place of the next node of the same value; −1 behind the last.
    private var nodes = PieceArray<(node: NodeID, next: Int)>()

    /// **Complexity**: O(1) on the average.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    mutating func add(
        _ node: NodeID, _ value: Value, _ control: RunControl
    ) throws(ExecutionError) {
        let number = try values.number(of: [value], control)
        let place = nodes.count
        nodes.append((node, -1))
        guard number < ends.count else {
            ends.append((place, place))
            return
        }
        nodes[ends[number].last].next = place
        ends[number].last = place
    }

    func nodes(_ value: Value) -> [NodeID] {
        guard let number = values.number(of: [value]) else { return [] }
        var result: [NodeID] = []
        var place = ends[number].first
        while place >= 0 {
            result.append(nodes[place].node)
            place = nodes[place].next
        }
        return result
    }
}
