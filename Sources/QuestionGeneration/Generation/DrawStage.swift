internal import MedGraph
internal import Sampling

/// The uses that questions make of one seed. The raw values are part of what a seed means.
enum DrawStage: UInt32 {
    /// The order in which the subjects of a kind are asked about.
    case order = 0x5101
    case wording
    case shuffle
    case distractor
    /// Which of twins comes first.
    case twin
    /// The part of a split that an entity or a kind belongs to.
    case split

    func stream(_ seed: Int64) -> RandomStream { RandomStream(seed: seed, stage: rawValue) }
}

extension RowIdentity {
    /// The identity of something within the row that has this one.
    func part(_ name: String) -> RowIdentity {
        var hasher = IdentityHasher()
        hasher.combine(Int64(bitPattern: high))
        hasher.combine(Int64(bitPattern: low))
        hasher.combine(name)
        return hasher.identity()
    }

    /// 16 hexadecimal digits.
    var shortText: String {
        let digits = String(high, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension IdentityHasher {
    /// Adds a value that a parameter can have.
    mutating func combine(_ value: QueryValue) {
        switch value {
        case .null: combineNull()
        case .boolean(let flag): combine(flag)
        case .integer(let number): combine(number)
        case .float(let number): combine(number)
        case .string(let text): combine(text)
        case .list(let elements):
            combineList(count: elements.count)
            for element in elements { combine(element) }
        case .map(let map):
            combineMap(count: map.entries.count)
            for entry in map.entries {
                combine(entry.key)
                combine(entry.value)
            }
        case .node, .relationship, .path:
            preconditionFailure("subjects hold values; their reader refuses entities")
        }
    }
}

extension RandomStream {
    /// The elements in an order drawn for `identity`, the same whatever order they came in.
    func shuffled<Element>(
        _ elements: [Element], for identity: RowIdentity, by name: (Element) -> String
    ) -> [Element] {
        elements.map { element in
            let name = name(element)
            return (uniform(for: identity.part(name)), name, element)
        }
        .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        .map(\.2)
    }
}
