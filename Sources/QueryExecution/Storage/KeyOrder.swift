import QueryPlanning

/// How rows that begin with their keys are compared.
struct KeyOrder {
    /// By column. Kept apart from the expressions, which a comparison has no use for.
    private let areDescending: [Bool]

    init(_ order: [PhysicalOrder]) { areDescending = order.map(\.isDescending) }

    /// How many keys there are.
    var count: Int { areDescending.count }

    /// The begin of the key, so that lesser prefixes come first.
    func prefix(_ firstKey: Value) -> UInt64 { prefix(firstKey.sortPrefix) }

    /// The same of what the first key begins with in ascending order.
    func prefix(_ sortPrefix: UInt64) -> UInt64 { areDescending[0] ? ~sortPrefix : sortPrefix }

    /// Below 0 when the keys come first that `left` begins with.
    func compare(_ rows: RowStore, _ left: Int, _ right: Int) -> Int {
        for column in areDescending.indices {
            let result = Value.order(rows[left, column], rows[right, column])
            if result != 0 { return areDescending[column] ? -result : result }
        }
        return 0
    }

    /// Below 0 when the keys that stand at a place come before those that a row begins with.
    func compare(_ keys: [Value], at place: Int, _ rows: RowStore, _ index: Int) -> Int {
        for column in areDescending.indices {
            let result = Value.order(keys[place + column], rows[index, column])
            if result != 0 { return areDescending[column] ? -result : result }
        }
        return 0
    }
}
