internal import Sampling

/// The parts that questions are dealt to, and what keeps the parts from overlapping.
package struct QuestionSplit: Sendable {
    /// What no two parts share.
    package enum Separation: String, CaseIterable, Sendable {
        /// The entities that the questions are about.
        case entity
        /// The kinds of questions.
        case kind
        /// The questions.
        case random
    }

    /// The names with their shares, which sum to 1.
    package let parts: [(name: String, share: Double)]
    package let separation: Separation

    /// Reads `train=0.8,dev=0.1,test=0.1`.
    ///
    /// - Returns: nil unless names are words, each once, and the shares are positive and sum to 1.
    package init?(_ text: String, by separation: Separation) {
        var parts: [(name: String, share: Double)] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[0].isEmpty,
                pair[0].allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }),
                let share = Double(pair[1]), share > 0, share <= 1,
                !parts.contains(where: { $0.name == pair[0] })
            else { return nil }
            parts.append((String(pair[0]), share))
        }
        guard abs(parts.reduce(0) { $0 + $1.share } - 1) < 1e-9 else { return nil }
        self.parts = parts
        self.separation = separation
    }

    /// The part that is furthest behind its share after `counts` questions.
    ///
    /// So every number of questions, not only the last, is divided as asked, up to one question.
    func nextPart(after counts: [Int]) -> Int {
        let total = Double(counts.reduce(0, +) + 1)
        return parts.indices.max { left, right in
            let lack = { (part: Int) in parts[part].share * total - Double(counts[part]) }
            return (lack(left), -left) < (lack(right), -right)
        } ?? 0
    }

    /// The part of an entity: drawn for it alone.
    func part(of entity: GraphEntity, seed: Int64) -> Int {
        var hasher = IdentityHasher()
        hasher.combine(entity.labels.first ?? "")
        hasher.combine(entity.key)
        let number = DrawStage.split.stream(seed).uniform(for: hasher.identity())
        var sum = 0.0
        for (index, part) in parts.enumerated() {
            sum += part.share
            if number < sum { return index }
        }
        return parts.count - 1
    }

    /// The part of each kind: the kinds in a drawn order, dealt by the shares.
    func parts(ofKinds names: [String], seed: Int64) -> [Int] {
        var hasher = IdentityHasher()
        hasher.combine("kinds")
        let order = DrawStage.split.stream(seed)
            .shuffled(Array(names.indices), for: hasher.identity()) { names[$0] }
        var counts = Array(repeating: 0, count: parts.count)
        var result = Array(repeating: 0, count: names.count)
        for kind in order {
            let part = nextPart(after: counts)
            result[kind] = part
            counts[part] += 1
        }
        return result
    }
}
