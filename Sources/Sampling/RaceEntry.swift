/// One arrival in a race.
struct RaceEntry: Sendable {
    let key: RaceKey
    let identity: RowIdentity
    /// The row as the caller numbers them.
    let row: Int
    /// How many times the row arrived before; always 0 without replacement.
    let arrival: UInt32

    @inline(__always) @_noLocks
    init(key: RaceKey, identity: RowIdentity, row: Int, arrival: UInt32) {
        self.key = key
        self.identity = identity
        self.row = row
        self.arrival = arrival
    }

    /// Whether this arrives before `other`. Equal times are ordered by what was drawn and never
    /// by where it stood, so that the order of the rows cannot matter.
    @inline(__always) @_noLocks
    func precedes(_ other: borrowing RaceEntry) -> Bool {
        if key.time != other.key.time { return key.time < other.key.time }
        if key.rest != other.key.rest { return key.rest < other.key.rest }
        if identity.high != other.identity.high { return identity.high < other.identity.high }
        if identity.low != other.identity.low { return identity.low < other.identity.low }
        if arrival != other.arrival { return arrival < other.arrival }
        return row < other.row
    }

    /// What fills the heap where nothing arrived yet.
    static let vacant = RaceEntry(
        key: RaceKey(elapsed: 1, weight: 1), identity: RowIdentity(high: 0, low: 0), row: 0,
        arrival: 0)
}
