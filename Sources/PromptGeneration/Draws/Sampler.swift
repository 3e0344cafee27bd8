internal import Diagnostics
internal import MedGraph
internal import Synchronization

/// Draws candidates with the query language's `SAMPLE`.
final class Sampler: Sendable {
    private static let bernoulli = """
        UNWIND range(0, size($keys) - 1) AS i
        RETURN $keys[i] AS key SAMPLE BERNOULLI $weights[i] SEED $seed
        """
    /// Above so many sets of weights all are forgotten; each takes a few hundred bytes.
    private static let memoryMax = 20_000

    private let database: Database
    /// Records about one disease often draw from the same candidates.
    private let memory = Mutex<[Weights: [Double]]>([:])

    private struct Weights: Hashable, Sendable {
        let logWeights: [Double]
        let count: Int
    }

    init(_ database: Database) { self.database = database }

    /// Draws `count` of the candidates without replacement.
    ///
    /// - Returns: those that are drawn, in the order of the candidates, each with the probability
    ///   that it is among the drawn.
    func draw(
        _ count: Int, of candidates: [Candidate], _ weighting: Weighting, temperature: Double = 1,
        seed: Int64
    ) throws(InputError) -> [Drawn] {
        guard count > 0, !candidates.isEmpty else { return [] }
        var parameters = Self.parameters(candidates, seed)
        parameters["count"] = .integer(Int64(count))
        if weighting != .frequency {
            parameters["idfs"] = .list(candidates.map { .float($0.idf) })
        }
        if weighting == .softmax { parameters["temperature"] = .float(temperature) }
        let keys = try run(weighting.query, parameters)
        let probabilities = probabilities(
            candidates.map { weighting.logWeight($0, temperature: temperature) }, count)
        return candidates.indices.filter { keys.contains(candidates[$0].key) }
            .map { Drawn(candidate: candidates[$0], probability: probabilities[$0]) }
    }

    /// Keeps each candidate with its weight as the probability.
    func keep(_ candidates: [Candidate], seed: Int64) throws(InputError) -> [Drawn] {
        guard !candidates.isEmpty else { return [] }
        let keys = try run(Self.bernoulli, Self.parameters(candidates, seed))
        return candidates.filter { keys.contains($0.key) }
            .map { Drawn(candidate: $0, probability: $0.weight) }
    }

    private static func parameters(
        _ candidates: [Candidate], _ seed: Int64
    ) -> [String: QueryValue] {
        [
            "keys": .list(candidates.map { .string($0.key) }),
            "weights": .list(candidates.map { .float($0.weight) }),
            "seed": .integer(seed),
        ]
    }

    private func run(
        _ query: String, _ parameters: [String: QueryValue]
    ) throws(InputError) -> [String] {
        do {
            return try database.run(query, parameters: parameters)
                .compactMap { $0["key", as: String.self] }
        } catch { throw InputError("a draw failed: \(error.description)") }
    }

    private func probabilities(_ logWeights: [Double], _ count: Int) -> [Double] {
        let weights = Weights(logWeights: logWeights, count: count)
        if let known = memory.withLock({ $0[weights] }) { return known }
        let made = InclusionProbability.probabilities(logWeights: logWeights, count: count)
        memory.withLock { memory in
            if memory.count >= Self.memoryMax { memory = [:] }
            memory[weights] = made
        }
        return made
    }
}
