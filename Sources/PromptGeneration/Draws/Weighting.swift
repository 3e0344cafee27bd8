internal import Foundation

/// How symptoms are weighted when they are drawn.
package enum Weighting: String, Sendable, CaseIterable {
    /// By the probability that a patient has the symptom.
    case frequency
    /// By the probability times the inverse document frequency: symptoms that few diseases have.
    case tfidf
    /// By exp(probability · IDF / temperature): a low temperature takes the most telling symptoms,
    /// a high one takes any.
    case softmax

    /// The query that draws, of the candidates in `$keys`, `$weights` and `$idfs`.
    ///
    /// A row is drawn by what it returns, so the draw depends on the seed, the keys and their
    /// weights, and on nothing else of the graph.
    var query: String {
        """
        UNWIND range(0, size($keys) - 1) AS i
        RETURN $keys[i] AS key SAMPLE $count WEIGHTED BY \(expression) SEED $seed
        """
    }

    private var expression: String {
        switch self {
        case .frequency: "$weights[i]"
        case .tfidf: "$weights[i] * $idfs[i]"
        case .softmax: "exp($weights[i] * $idfs[i] / $temperature)"
        }
    }

    /// The natural logarithm of the weight by which a candidate is drawn.
    func logWeight(_ candidate: Candidate, temperature: Double) -> Double {
        switch self {
        case .frequency: log(candidate.weight)
        case .tfidf: log(candidate.weight * candidate.idf)
        case .softmax: candidate.weight * candidate.idf / temperature
        }
    }
}
