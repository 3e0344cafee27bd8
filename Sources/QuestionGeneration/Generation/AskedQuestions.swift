internal import MedGraph

/// What was asked already: no words twice, and how many questions each entity is in.
struct AskedQuestions {
    private var texts: Set<String> = []
    private var entityCounts: [NodeID: Int] = [:]

    /// Whether no entity of a draft would be in more than `limit` questions.
    ///
    /// One question of an entity is always allowed, and both of twins.
    func allows(_ draft: Draft, limit: Int) -> Bool {
        limit == .max
            || draft.entities.allSatisfy { entity in
                let count = entityCounts[entity, default: 0]
                return count == 0 || count + draft.records.count <= limit
            }
    }

    func has(_ draft: Draft) -> Bool {
        draft.records.contains { texts.contains($0.question) }
    }

    mutating func add(_ draft: Draft) {
        for record in draft.records { texts.insert(record.question) }
        for entity in draft.entities { entityCounts[entity, default: 0] += draft.records.count }
    }
}
