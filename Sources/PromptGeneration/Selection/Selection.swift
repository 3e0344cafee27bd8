internal import Diagnostics
internal import MedGraph

/// Which records are made: so many, shared out among diseases; or some that were made before.
package enum Selection: Sendable {
    /// - codes: nothing stands for all diseases of the graph.
    case shared(codes: [ICDRange], count: Int, Allocation)
    case exactly([Assignment])

    func assignments(
        _ graph: ContextGraph, _ database: Database, _ pack: PromptPack,
        _ settings: PromptSettings
    ) throws(InputError) -> [Assignment] {
        switch self {
        case .exactly(let assignments):
            for assignment in assignments where graph.disease(assignment.code) == nil {
                throw InputError("no disease has the code `\(assignment.code)`")
            }
            return assignments
        case .shared(let codes, let count, let allocation):
            let diseases = try Self.diseases(codes, graph)
            let weights = try Self.weights(diseases, allocation, database, pack, settings)
            return Self.assignments(diseases.map(\.code), weights, count, settings.seed)
        }
    }

    private static func diseases(
        _ codes: [ICDRange], _ graph: ContextGraph
    ) throws(InputError) -> [Disease] {
        for range in codes where !graph.diseases.contains(where: { range.covers($0.code) }) {
            throw InputError("no disease has a code of `\(range)`")
        }
        let chosen = graph.diseases.filter { disease in
            codes.isEmpty || codes.contains { $0.covers(disease.code) }
        }
        guard !chosen.isEmpty else { throw InputError("the graph has no diseases") }
        return chosen
    }

    private static func weights(
        _ diseases: [Disease], _ allocation: Allocation, _ database: Database, _ pack: PromptPack,
        _ settings: PromptSettings
    ) throws(InputError) -> [Double] {
        var weights: [Double] = []
        switch allocation {
        case .uniform: weights = diseases.map { _ in 1 }
        case .prevalence: weights = diseases.map(\.prevalence)
        case .coverage:
            guard let examples = settings.examples else {
                throw InputError(
                    "the weight of a disease by coverage counts its example notes, and there are none",
                    hint: "`--examples FILE` names a file of notes")
            }
            let reader = CandidateReader(database: database, pack: pack)
            for disease in diseases {
                let symptoms = try reader.candidates(.symptoms, ["icd10": .string(disease.code)])
                let notes = examples.notes(for: disease.code, settings.language)
                weights.append(
                    Allocation.dampened(symptoms.candidates.count)
                        * Allocation.dampened(notes.count))
            }
        }
        guard weights.contains(where: { $0 > 0 }) else {
            throw InputError("no disease has a weight by \(allocation.rawValue)")
        }
        return weights
    }

    /// The first records of all diseases, then the second ones, and so on; among equals in an order
    /// that the seed decides.
    private static func assignments(
        _ codes: [String], _ weights: [Double], _ count: Int, _ seed: Int64
    ) -> [Assignment] {
        let lots = codes.map { DrawStream(seed: seed, code: $0, ordinal: 0).uniform(.rank) }
        let order = codes.indices.sorted { (lots[$0], $0) < (lots[$1], $1) }
        var ranks = [Int](repeating: 0, count: codes.count)
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        let shares = Allocation.shares(of: count, weights: weights, ranks: ranks)
        var assignments: [Assignment] = []
        assignments.reserveCapacity(count)
        for ordinal in 1...max(1, shares.max() ?? 1) {
            for index in order where shares[index] >= ordinal {
                assignments.append(Assignment(code: codes[index], ordinal: ordinal))
            }
        }
        return assignments
    }
}
