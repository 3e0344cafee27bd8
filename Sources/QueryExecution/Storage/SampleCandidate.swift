import Sampling

/// A row that may be drawn.
struct SampleCandidate {
    let group: Int
    let identity: RowIdentity
    /// The weight, its logarithm, or the probability.
    let weight: Double
}
