/// What a draw asks of each row.
struct SampleExpressions {
    let groups: [Evaluation]
    /// Of no meaning where all rows are equally likely.
    let weight: Evaluation
    let ties: [Evaluation]
    /// All of them: the weight, the groups, the ties.
    let asked: [Evaluation]

    init(groups: [Evaluation], weight: Evaluation, ties: [Evaluation]) {
        self.groups = groups
        self.weight = weight
        self.ties = ties
        asked = [weight] + groups + ties
    }

    /// Whether all may be computed for the rows of a batch together.
    var areColumnar: Bool { asked.allSatisfy(\.isColumnar) }
}

/// What is asked of the rows of a batch.
struct SampleColumns {
    private(set) var groups: [BatchColumn] = []
    private(set) var items: [BatchColumn] = []
    private(set) var weight = BatchColumn.constant(.null)
    /// The ties, then what is kept.
    private(set) var values: [BatchColumn] = []
    private var rooms: [ColumnRoom] = []

    /// Computes the columns.
    ///
    /// - Returns: false where an expression wants to see the rows one by one.
    mutating func fill(
        _ expressions: SampleExpressions, items slots: [Int], kept: [Int], from batch: RowBatch,
        _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        while rooms.count < expressions.asked.count { rooms.append(ColumnRoom()) }
        for (place, expression) in expressions.asked.enumerated() {
            guard let column = try expression.column(batch, &row, &run, &rooms[place]) else {
                return false
            }
            if place == 0 {
                weight = column
            } else if place <= expressions.groups.count {
                groups.append(column)
            } else {
                values.append(column)
            }
        }
        for slot in slots { items.append(batch.values(of: slot, row)) }
        for slot in kept { values.append(batch.values(of: slot, row)) }
        return true
    }

    /// Lets go of the columns. The room stays.
    mutating func clear() {
        if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
        items.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        weight = .constant(.null)
    }

    /// Lets go of values. Room for numbers stays.
    mutating func rest() {
        clear()
        for place in rooms.indices { rooms[place].rest() }
    }
}
