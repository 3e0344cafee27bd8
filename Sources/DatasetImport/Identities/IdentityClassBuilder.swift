/// Builds ``IdentityClasses`` from pairs.
struct IdentityClassBuilder {
    private(set) var classes: [IdentityClass] = []
    private(set) var ambiguities: [IdentityAmbiguity] = []

    private let ranks: [IdentityPrefix: Int]
    /// All identifiers, sorted: their indexes are the same whatever the order of the pairs.
    private let ids: [PrefixedID]
    private let pairs: [(first: Int, second: Int)]
    private var groups: [Group] = []

    /// Identifiers that are one thing, as far as it is known.
    private struct Group {
        var members: [Int]
        var reason: IdentityAmbiguity.Reason?
    }

    init(_ pairs: [IdentityTable.Pair], _ prefixes: [IdentityPrefix]) {
        ranks = Dictionary(
            prefixes.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: min)
        let ids = Set(pairs.flatMap { [$0.first, $0.second] }).compactMap(PrefixedID.init).sorted()
        var indexes: [String: Int] = [:]
        for (index, id) in ids.enumerated() { indexes[id.text] = index }
        self.pairs = pairs.compactMap { pair in
            guard let first = indexes[pair.first], let second = indexes[pair.second] else {
                return nil
            }
            return (first, second)
        }
        self.ids = ids
    }

    private func isCode(_ index: Int) -> Bool { ids[index].prefix.isClassification }

    /// Joins what is no code.
    mutating func joinThings() {
        groups = components(of: false)
        for index in groups.indices where hasSharedPrefix(groups[index].members) {
            groups[index].reason = .samePrefix
        }
    }

    /// Joins codes to what they stand for, where that is one thing, and says what is ambiguous.
    mutating func joinCodes() {
        var groupOfThing: [Int: Int] = [:]
        for (index, group) in groups.enumerated() {
            for member in group.members { groupOfThing[member] = index }
        }
        var neighbours: [Int: Set<Int>] = [:]
        for (first, second) in pairs where isCode(first) != isCode(second) {
            let (code, thing) = isCode(first) ? (first, second) : (second, first)
            if let group = groupOfThing[thing] { neighbours[code, default: []].insert(group) }
        }
        var candidates: [Int: [[Int]]] = [:]
        for codes in components(of: true).map(\.members) {
            let found = codes.reduce(into: Set<Int>()) { $0.formUnion(neighbours[$1] ?? []) }
            if hasSharedPrefix(codes) {
                addAmbiguity(.severalCodes, codes, besides: found)
            } else if found.count > 1 {
                addAmbiguity(.sharedCode, codes, besides: found)
            } else if let group = found.first {
                candidates[group, default: []].append(codes)
            } else {
                groups.append(Group(members: codes))
            }
        }
        for (group, codes) in candidates.sorted(by: { $0.key < $1.key }) { join(codes, to: group) }
        finish()
    }

    /// Codes that stand for one thing alone join it unless it has two of one classification.
    private mutating func join(_ codes: [[Int]], to group: Int) {
        var counts: [IdentityPrefix: Int] = [:]
        for code in codes.joined() { counts[ids[code].prefix, default: 0] += 1 }
        var several: [Int] = []
        for component in codes {
            if component.contains(where: { counts[ids[$0].prefix, default: 0] > 1 }) {
                several += component
            } else {
                groups[group].members += component
            }
        }
        if !several.isEmpty { addAmbiguity(.severalCodes, several, besides: [group]) }
    }

    private mutating func addAmbiguity(
        _ reason: IdentityAmbiguity.Reason, _ codes: [Int], besides groups: Set<Int>
    ) {
        let things = groups.flatMap { self.groups[$0].members.filter { !isCode($0) } }
        ambiguities.append(
            IdentityAmbiguity(
                reason: reason, ids: texts(things + codes), unjoined: texts(codes)))
    }

    /// Makes classes of the groups that are not ambiguous and have something to join.
    private mutating func finish() {
        for group in groups {
            let sorted = texts(group.members)
            if let reason = group.reason {
                ambiguities.append(
                    IdentityAmbiguity(reason: reason, ids: sorted, unjoined: sorted))
            } else if sorted.count > 1 {
                let preferred = group.members.min { rank($0) < rank($1) }.map { ids[$0].text }
                guard let preferred else { continue }
                classes.append(
                    IdentityClass(
                        preferred: preferred, others: sorted.filter { $0 != preferred }))
            }
        }
        classes.sort { $0.preferred < $1.preferred }
        ambiguities.sort { $0.ids.lexicographicallyPrecedes($1.ids) }
    }

    private func rank(_ index: Int) -> Int { ranks[ids[index].prefix] ?? Int.max }

    private func texts(_ members: [Int]) -> [String] { members.sorted().map { ids[$0].text } }

    private func hasSharedPrefix(_ members: [Int]) -> Bool {
        Set(members.map { ids[$0].prefix }).count < members.count
    }

    /// The classes that pairs of codes, or pairs of things, make by themselves, sorted.
    private func components(of codes: Bool) -> [Group] {
        var sets = DisjointSets(count: ids.count)
        for (first, second) in pairs where isCode(first) == codes && isCode(second) == codes {
            sets.join(first, second)
        }
        var members: [Int: [Int]] = [:]
        for index in ids.indices where isCode(index) == codes {
            members[sets.root(index), default: []].append(index)
        }
        return members.values.sorted { $0[0] < $1[0] }.map { Group(members: $0) }
    }
}

/// Sets of numbers that are joined two by two.
///
/// - Complexity: nearly O(1) for each call, amortised.
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    /// The same number for all of a set: its smallest.
    mutating func root(_ element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    mutating func join(_ first: Int, _ second: Int) {
        let (first, second) = (root(first), root(second))
        parents[max(first, second)] = min(first, second)
    }
}
