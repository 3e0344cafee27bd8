/// How far a search may go before it asks whether somebody wants to end the run.
struct SearchPace {
    /// Relationships looked at between two questions: far less than a millisecond's worth in memory.
    private static let workPerQuestion = 1 << 17
    /// So many that asking costs nothing beside them.
    private static let workWorthAsking = 1 << 12

    private let control: RunControl
    private var left = Self.workPerQuestion
    /// Whether the run is to end. What the search has found until then is void.
    private(set) var isOver = false

    init(_ control: RunControl) { self.control = control }

    /// Whether somebody should be asked after the search: rows alone are too few to ask by.
    var shouldAsk: Bool { isOver || left < Self.workPerQuestion - Self.workWorthAsking }

    /// Counts relationships that were looked at.
    ///
    /// - Returns: whether the run is to end.
    @inline(__always)
    mutating func isOver(after work: Int) -> Bool {
        left &-= work
        guard left <= 0 else { return false }
        left = Self.workPerQuestion
        isOver = control.isOver
        return isOver
    }
}
