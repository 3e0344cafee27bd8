import GraphModel

/// The labels of each node as one small number, so that relationships can be counted by the labels
/// of their ends without looking at records.
struct NodeLabelSets {
    static let unknown: UInt16 = .max

    private(set) var sets: [[LabelID]] = []
    private var numbers: [[LabelID]: UInt16] = [:]
    private var byNode: [UInt16] = []

    /// The number of a set, or nil when there are too many to be numbered.
    mutating func number(_ labels: [LabelID]) -> UInt16 {
        if let number = numbers[labels] { return number }
        precondition(sets.count < Int(Self.unknown), "there are fewer sets of labels than 65,535")
        let number = UInt16(sets.count)
        sets.append(labels)
        numbers[labels] = number
        return number
    }

    mutating func set(_ node: UInt32, _ number: UInt16) {
        if byNode.count <= Int(node) {
            let missing = Int(node) + 1 - byNode.count
            byNode.append(contentsOf: repeatElement(Self.unknown, count: missing))
        }
        byNode[Int(node)] = number
    }

    /// The number of a node's set, or ``unknown``.
    func number(of node: UInt32) -> UInt16 {
        Int(node) < byNode.count ? byNode[Int(node)] : Self.unknown
    }
}
