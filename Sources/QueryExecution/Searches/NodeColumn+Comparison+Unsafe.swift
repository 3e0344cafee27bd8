import GraphStore
import QuerySyntax

// The loop reads the column and moves nodes without bounds checks: a check costs as much as the
// comparison that it guards. What makes it safe: nodes of a search are below the node bound of the
// snapshot, which is what the column was made for, and they only move towards the front.

extension NodeColumn {
    /// Moves the nodes whose value compares as wanted with an operand to the front. A node without
    /// a value compares with nothing. Floats compare as IEEE 754 says, and so does the language.
    ///
    /// - Returns: how many they are.
    func keep<Number: Comparable>(
        _ nodes: inout [UInt32], _ places: Range<Int>, _ sign: ComparisonOperator,
        _ operand: UInt64, _ number: (UInt64) -> Number
    ) -> Int {
        let right = number(operand)
        return switch sign {
        case .equal: keep(&nodes, places) { number($0) == right }
        case .notEqual: keep(&nodes, places) { number($0) != right }
        case .less: keep(&nodes, places) { number($0) < right }
        case .lessOrEqual: keep(&nodes, places) { number($0) <= right }
        case .greater: keep(&nodes, places) { number($0) > right }
        case .greaterOrEqual: keep(&nodes, places) { number($0) >= right }
        }
    }

    @inline(__always)
    private func keep(
        _ nodes: inout [UInt32], _ places: Range<Int>, _ test: (UInt64) -> Bool
    ) -> Int {
        precondition(places.upperBound <= nodes.count, "the places are in the list")
        var count = 0
        // The buffers live as long as the closures.
        unsafe nodes.withUnsafeMutableBufferPointer { nodes in
            unsafe words.withUnsafeBufferPointer { words in
                unsafe presence.withUnsafeBufferPointer { presence in
                    for place in places {
                        let node = unsafe nodes[place]
                        let isPresent = unsafe presence[Int(node >> 6)] >> UInt64(node & 63) & 1
                        let isWanted = unsafe test(words[Int(node)])
                        // No branch: which nodes are wanted cannot be foreseen.
                        unsafe nodes[count] = node
                        count &+= isPresent != 0 && isWanted ? 1 : 0
                    }
                }
            }
        }
        return count
    }
}
