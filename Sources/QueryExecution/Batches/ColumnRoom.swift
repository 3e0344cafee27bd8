/// Room for the values of a column, used again for the next batch.
struct ColumnRoom {
    var integers: [Int64] = []
    var floats: [Double] = []
    var values: [Value] = []

    /// Lets go of values. Room for numbers stays.
    mutating func rest() { values.removeAll(keepingCapacity: true) }
}

/// Room for the two sides of a condition.
struct SelectionRooms {
    var left = ColumnRoom()
    var right = ColumnRoom()

    /// Lets go of values. Room for numbers stays.
    mutating func rest() {
        left.rest()
        right.rest()
    }
}
