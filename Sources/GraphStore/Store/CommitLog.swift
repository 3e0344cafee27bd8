/// What became of the records that snapshots keep the places of, from one commit to the next.
struct CommitChange: Sendable {
    /// The commit; the one before has the id before.
    let transactionID: UInt64
    /// Nodes whose neighbourhoods are other ones, or lie elsewhere; among them some that do not.
    let neighbourhoods: [UInt64]
    /// Nodes whose records are other ones, or lie elsewhere; among them some that do not.
    let nodes: [UInt64]
}

/// The changes of the newest commits of this process, as long as a snapshot may ask for them: with
/// them it keeps what it knows of all other records.
///
/// ```
/// commit          7    8    9    10
/// served          ●
/// changes              ▲    ▲    ▲      a snapshot of 7 becomes one of 10
/// ```
///
/// **Memory**: at most about 2 MiB.
struct CommitLog {
    /// Of successive commits.
    private var changes: [CommitChange] = []
    private var keyCount = 0
    /// The newest commit of which somebody has, or had, a snapshot.
    private var servedID: UInt64 = 0

    // A quick writer makes hundreds of commits while a reader begins with a cold directory. If they
    // were too many, the next would begin with a cold one too, and so on.
    private static let changeCountMax = 2048
    private static let keyCountMax = 1 << 17

    init() {}

    /// The commit behind which the next change goes on.
    private var endID: UInt64 { changes.last?.transactionID ?? servedID }

    /// Whether a snapshot can come to know what a commit changes, of which `base` is the one before.
    func isWorthwhile(behind base: UInt64) -> Bool { base == endID }

    /// Notes that somebody has a snapshot of a commit.
    mutating func serve(_ transactionID: UInt64) {
        guard transactionID > servedID else { return }
        servedID = transactionID
        // Somebody else's commits lie in between.
        if let last = changes.last, last.transactionID < transactionID { removeAll() }
    }

    /// Adds a change behind the others, if it goes on where they end.
    mutating func append(_ change: CommitChange) {
        guard change.transactionID == endID + 1 else { return removeAll() }
        changes.append(change)
        keyCount += change.neighbourhoods.count + change.nodes.count
        guard changes.count > Self.changeCountMax || keyCount > Self.keyCountMax else { return }
        // When nobody has asked for half of them, nobody will.
        let kept = changes[(changes.count / 2)...]
        guard let first = kept.first, servedID >= first.transactionID else { return removeAll() }
        changes = Array(kept)
        keyCount = changes.reduce(0) { $0 + $1.neighbourhoods.count + $1.nodes.count }
    }

    private mutating func removeAll() {
        changes = []
        keyCount = 0
    }

    /// The changes that make a snapshot of `old` one of `new`; nil when some are not known.
    func changes(from old: UInt64, to new: UInt64) -> ArraySlice<CommitChange>? {
        guard let first = changes.first?.transactionID, let last = changes.last?.transactionID,
            first <= old + 1, old < new, new <= last
        else { return nil }
        return changes[Int(old + 1 - first)...Int(new - first)]
    }
}
