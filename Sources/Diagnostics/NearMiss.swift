/// Finds the word that was probably meant: `Diseas` → `Disease`.
package enum NearMiss {
    /// The candidate nearest to `word`, or nil if none is near enough.
    ///
    /// Letters of another case count as equal at first and decide only between equals.
    /// Of candidates that are equally near the first is taken.
    /// **Complexity** `candidates` × length of the word × length of the candidate.
    package static func suggestion(
        for word: String, among candidates: some Sequence<String>
    ) -> String? {
        let folded = Array(word.lowercased())
        let distanceMax = distanceMax(length: folded.count)
        var best: (text: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let other = Array(candidate.lowercased())
            guard abs(other.count - folded.count) <= distanceMax else { continue }
            let distance = distance(folded, other)
            if distance <= distanceMax, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.text
    }

    /// Such as ``did you mean `Disease`?``; nil if no candidate is near enough.
    package static func hint(
        for word: String, among candidates: some Sequence<String>
    ) -> String? {
        suggestion(for: word, among: candidates).map { "did you mean `\($0)`?" }
    }

    /// One slip in a short word, three at most in a long one; a word of two letters is too
    /// short to guess at.
    private static func distanceMax(length: Int) -> Int {
        switch length {
        case ..<3: 0
        case 3...5: 1
        case 6...9: 2
        default: 3
        }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that lead from one word to
    /// the other.
    ///
    /// **Source** Damerau 1964; the restricted form, where no part is edited twice.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                let isSwap =
                    row > 0 && column > 0 && left[row] == right[column - 1]
                    && left[row - 1] == right[column]
                if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
