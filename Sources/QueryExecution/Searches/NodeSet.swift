import GraphModel

/// A set of nodes, one bit for each id up to the highest.
struct NodeSet {
    private var words: [UInt64] = []
    private(set) var count = 0

    /// - Returns: whether it is new.
    @discardableResult
    mutating func insert(_ node: UInt32) -> Bool {
        let index = Int(node >> 6)
        if index >= words.count {
            words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
        }
        let bit: UInt64 = 1 << UInt64(node & 63)
        guard words[index] & bit == 0 else { return false }
        words[index] |= bit
        count += 1
        return true
    }
}
