import GraphModel

/// The labels of each node as one small number, so that relationships can be counted by the labels
/// of their ends without looking at records.
struct NodeLabelSets {
    static let unknown: UInt32 = .max

    private(set) var sets: [[LabelID]] = []
    private var numbers: [[LabelID]: UInt32] = [:]
    private var byNode: [UInt32] = []

    /// The number of a set. There are at most as many as there are nodes, so numbers never end.
    mutating func number(_ labels: [LabelID]) -> UInt32 {
        if let number = numbers[labels] { return number }
        let number = UInt32(sets.count)
        sets.append(labels)
        numbers[labels] = number
        return number
    }

    mutating func set(_ node: UInt32, _ number: UInt32) {
        if byNode.count <= Int(node) {
            let missing = Int(node) + 1 - byNode.count
            byNode.append(contentsOf: repeatElement(Self.unknown, count: missing))
        }
        byNode[Int(node)] = number
    }

    /// The number of a node's set, or ``unknown``.
    func number(of node: UInt32) -> UInt32 {
        Int(node) < byNode.count ? byNode[Int(node)] : Self.unknown
    }
}
