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
    var groups: [BatchColumn] = []
    var items: [BatchColumn] = []
    var weight = BatchColumn.constant(.null)
    /// The ties, then what is kept.
    var values: [BatchColumn] = []

    /// Lets go of the columns. The room stays.
    mutating func clear() {
        if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
        items.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        weight = .constant(.null)
    }
}
