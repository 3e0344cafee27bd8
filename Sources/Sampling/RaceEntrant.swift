/// A row that takes part.
struct RaceEntrant {
    let identity: RowIdentity
    let row: Int
    let stream: RandomStream
    /// Its first time if it is timed, and otherwise 1 − U, which is not above that.
    let number: Double
    let isTimed: Bool

    @inline(__always) @_noLocks
    init(
        _ identity: RowIdentity, row: Int, _ stream: RandomStream, _ number: Double,
        _ isTimed: Bool
    ) {
        self.identity = identity
        self.row = row
        self.stream = stream
        self.number = number
        self.isTimed = isTimed
    }

    /// When its clock rings first at a rate of 1.
    @inline(__always) @_noLocks
    func elapsed() -> Double { isTimed ? number : -naturalLogarithm(1 - number) }

    @inline(__always) @_noLocks
    func uniform(draw: UInt32) -> Double { stream.uniform(for: identity, draw: draw) }

    @inline(__always) @_noLocks
    func entry(_ key: RaceKey, _ arrival: UInt32) -> RaceEntry {
        RaceEntry(key: key, identity: identity, row: row, arrival: arrival)
    }
}
