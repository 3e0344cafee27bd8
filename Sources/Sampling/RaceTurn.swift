/// How far the rows of a batch have come in a race. With replacement one row may arrive millions of
/// times: the race stops meanwhile, so that the caller can look at the clock.
struct RaceTurn: Sendable {
    /// The row that comes next.
    var index = 0
    /// How many times that row arrived already; above 0 only where the race stopped at the row.
    private(set) var arrival: UInt32 = 0
    /// When it arrives next, at a rate of 1.
    private(set) var elapsed = 0.0
    /// How many arrivals after the first of a row there may be until the race stops.
    private var repetitionsLeft = RaceTurn.repetitionCountMax

    /// How many there are between two stops: a few milliseconds where they are spread over
    /// gigabytes.
    static var repetitionCountMax: Int { 4096 }

    /// Whether the race stopped at a row that may arrive again.
    @inline(__always) @_noLocks
    func isStopped() -> Bool { arrival > 0 }

    /// Goes on after a stop.
    mutating func resume() { repetitionsLeft = Self.repetitionCountMax }

    /// Begins with the first arrival of a row, unless the race stopped at it.
    @inline(__always) @_noLocks
    mutating func begin(_ entrant: RaceEntrant) {
        if arrival == 0 { elapsed = entrant.elapsed() }
    }

    /// Goes on to the next arrival of a row.
    ///
    /// - Returns: false where the race stops at it, or it arrived as often as can be counted.
    @inline(__always) @_noLocks
    mutating func repeats(_ entrant: RaceEntrant) -> Bool {
        guard arrival < UInt32.max else {
            arrival = 0
            return false
        }
        arrival &+= 1
        elapsed -= naturalLogarithm(entrant.uniform(draw: arrival))
        repetitionsLeft &-= 1
        return repetitionsLeft > 0
    }

    /// Ends the arrivals of a row.
    ///
    /// - Returns: whether there was one.
    @inline(__always) @_noLocks
    mutating func end() -> Bool {
        defer { arrival = 0 }
        return arrival > 0
    }
}
