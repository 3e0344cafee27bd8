/// Which diseases and findings have a name in common, in any language: obesity is a symptom and a
/// disease, and who has the one cannot deny the other.
///
/// The name of a disease is one with a finding's in any form of its words. Findings, which the graph
/// keeps apart, share a name only where it is written alike: `cramps` of muscles are not `cramping`.
struct Namesakes {
    enum Thing: Hashable, Sendable {
        /// By its code.
        case disease(String)
        /// A symptom or side effect, by its key.
        case finding(String)
    }

    /// The names with their things, by their stems.
    private var things: [[String]: [(name: NameWords, thing: Thing)]] = [:]
    private var known: Set<Thing> = []
    private var stems = StemMemory()

    mutating func add(_ disease: Disease) { add(disease.names, .disease(disease.code)) }

    mutating func add(_ finding: Candidate) { add(finding.names, .finding(finding.key)) }

    private mutating func add(_ names: [String], _ thing: Thing) {
        guard known.insert(thing).inserted else { return }
        for name in names {
            let words = NameWords(name, &stems)
            things[words.stems, default: []].append((words, thing))
        }
    }

    /// What else has a name of the finding.
    ///
    /// - Complexity: O(names of the finding).
    mutating func things(named finding: Candidate) -> Set<Thing> {
        var found: Set<Thing> = []
        for name in finding.names {
            let words = NameWords(name, &stems)
            for other in things[words.stems] ?? []
            where isShared(words, other) {
                found.insert(other.thing)
            }
        }
        found.remove(.finding(finding.key))
        return found
    }

    private func isShared(_ name: NameWords, _ other: (name: NameWords, thing: Thing)) -> Bool {
        switch other.thing {
        case .disease: other.name.isSame(as: name) || name.isSame(as: other.name)
        case .finding: other.name.isWrittenAlike(name)
        }
    }
}
