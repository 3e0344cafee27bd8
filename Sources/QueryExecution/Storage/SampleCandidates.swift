import Sampling

/// The rows that may be drawn, by column: who each is, its weight and its group.
///
/// **Shape**: as many identities as weights whenever rows are drawn; as many groups, or none where
/// the rows are drawn from together.
struct SampleCandidates {
    private(set) var identities = PieceArray<RowIdentity>()
    /// The weights, their logarithms, or the probabilities.
    private(set) var weights = PieceArray<Double>()
    private(set) var groups = PieceArray<Int>()

    var count: Int { identities.count }

    mutating func append(weight: Double) { weights.append(weight) }

    /// Appends the weights of rows whose identities are appended one by one or together.
    mutating func append(weights: [Double]) { self.weights.append(contentsOf: weights) }

    /// - Parameter group: nil where the rows are drawn from together.
    mutating func append(_ identity: RowIdentity, group: Int?) {
        identities.append(identity)
        if let group { groups.append(group) }
    }

    /// Appends the identities of rows of one group that have an integer each behind what `hasher`
    /// has taken in.
    mutating func append(integers: [Int64], behind hasher: IdentityHasher, group: Int?) {
        identities.append(count: integers.count) { identities in
            identities.append(addingCapacity: integers.count) { room in
                hasher.identities(behind: integers.span, into: &room)
            }
        }
        guard let group else { return }
        for _ in integers.indices { groups.append(group) }
    }

    /// What was short keeps its room.
    mutating func removeAll() {
        identities.removeAll()
        weights.removeAll()
        groups.removeAll()
    }
}
