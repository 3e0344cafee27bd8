internal import Sampling

/// The random numbers of one record: pure functions of the seed, the stage and the record.
///
/// The record is known by the code of its disease and its number among the records of that disease,
/// so it is the same however many others are made, in whatever order and by how many threads.
struct DrawStream: Sendable {
    /// What is drawn. The numbers are part of what makes a record: they never change.
    enum Stage: UInt32, Sendable {
        case person = 1
        case attribute = 2
        case comorbidityCount = 3
        case comorbidity = 4
        case symptomCount = 5
        case symptoms = 6
        case drugCount = 7
        case drug = 8
        case sideEffects = 9
        case deniedCount = 10
        case denied = 11
        case wording = 12
        case example = 13
        case entity = 14
        case pairLabel = 15
        case pair = 16
        case rank = 17
        case relation = 18
    }

    let seed: Int64
    private let identity: RowIdentity

    init(seed: Int64, code: String, ordinal: Int) {
        self.seed = seed
        var hasher = IdentityHasher()
        hasher.combine(code)
        hasher.combine(Int64(ordinal))
        identity = hasher.identity()
    }

    /// A number between 0 and 1, for draws that no query makes.
    func uniform(_ stage: Stage, draw: Int = 0) -> Double {
        RandomStream(seed: seed, stage: stage.rawValue).uniform(for: identity, draw: UInt32(draw))
    }

    /// The seed of a query that draws.
    func querySeed(_ stage: Stage, draw: Int = 0) -> Int64 {
        let block = RandomStream(seed: seed, stage: stage.rawValue)
            .block(for: identity, draw: UInt32(draw))
        return Int64(bitPattern: block.first)
    }

    /// One of several, each with a chance by its weight.
    ///
    /// - Precondition: one weight is above 0, none is negative.
    func choice(_ weights: [Double], _ stage: Stage, draw: Int = 0) -> Choice {
        let sum = weights.reduce(0, +)
        var rest = uniform(stage, draw: draw) * sum
        var chosen = weights.count - 1
        for (index, weight) in weights.enumerated() where weight > 0 {
            chosen = index
            if rest < weight { break }
            rest -= weight
        }
        return Choice(index: chosen, probability: weights[chosen] / sum)
    }

    struct Choice: Sendable {
        let index: Int
        let probability: Double
    }
}

/// A name of 64 bits for a text, the same on every machine.
func fingerprint(_ parts: [String]) -> String {
    var hasher = IdentityHasher()
    for part in parts { hasher.combine(part) }
    let digits = String(hasher.identity().high, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
