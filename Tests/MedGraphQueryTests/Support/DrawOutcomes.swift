/// The distribution of draws, by enumeration.
///
/// An outcome is the bag of drawn candidates, numbered from 0 on: ascending, since the rows of a
/// draw come in no particular order.
enum DrawOutcomes {
    /// The chance of each set of `count` candidates when the chance to be next is the weight over
    /// the sum of the weights that are left, and candidates without weight are never next.
    static func withoutReplacement(_ count: Int, _ weights: [Double]) -> [[Int]: Double] {
        var chances: [[Int]: Double] = [:]
        func draw(_ drawn: [Int], _ chance: Double) {
            let left = weights.indices.filter { weights[$0] > 0 && !drawn.contains($0) }
            guard drawn.count < count, !left.isEmpty else {
                chances[drawn.sorted(), default: 0] += chance
                return
            }
            let sum = left.reduce(0) { $0 + weights[$1] }
            for next in left { draw(drawn + [next], chance * weights[next] / sum) }
        }
        draw([], 1)
        return chances
    }

    /// The chance of each bag of `count` independent draws.
    static func withReplacement(_ count: Int, _ weights: [Double]) -> [[Int]: Double] {
        let sum = weights.reduce(0, +)
        var chances: [[Int]: Double] = [[]: 1]
        for _ in 0..<count {
            var longer: [[Int]: Double] = [:]
            for (bag, chance) in chances {
                for next in weights.indices where weights[next] > 0 {
                    longer[(bag + [next]).sorted(), default: 0] += chance * weights[next] / sum
                }
            }
            chances = longer
        }
        return chances
    }

    /// The chance of each set when every candidate is kept with a probability of its own.
    static func bernoulli(_ probabilities: [Double]) -> [[Int]: Double] {
        var chances: [[Int]: Double] = [[]: 1]
        for (candidate, probability) in probabilities.enumerated() {
            var longer: [[Int]: Double] = [:]
            for (set, chance) in chances {
                longer[set, default: 0] += chance * (1 - probability)
                longer[set + [candidate], default: 0] += chance * probability
            }
            chances = longer
        }
        return chances
    }

    /// The chance of each pair of outcomes of two draws that know nothing of each other, as the
    /// outcome of the first and that of the second with `shift` added to its numbers.
    static func independent(
        _ first: [[Int]: Double], _ second: [[Int]: Double], shift: Int
    ) -> [[Int]: Double] {
        var chances: [[Int]: Double] = [:]
        for (left, leftChance) in first {
            for (right, rightChance) in second {
                chances[left + right.map { $0 + shift }] = leftChance * rightChance
            }
        }
        return chances
    }

    /// How probable it is that each candidate is among those drawn.
    static func inclusion(_ outcomes: [[Int]: Double]) -> [Int: Double] {
        var chances: [Int: Double] = [:]
        for (outcome, chance) in outcomes {
            for candidate in Set(outcome) { chances[candidate, default: 0] += chance }
        }
        return chances
    }
}
