internal import Sampling

/// The random choices of one note: pure functions of the seed, the record and the number of the
/// choice.
struct NoteDraws {
    /// Apart from the stages of the prompts, which end far below.
    private static let stage: UInt32 = 0x4E6F_7465

    private let stream: RandomStream
    private let identity: RowIdentity
    private var count: UInt32 = 0

    init(seed: Int64, context: NoteContext) {
        stream = RandomStream(seed: seed, stage: Self.stage)
        var hasher = IdentityHasher()
        hasher.combine(context.id)
        hasher.combine(context.icd10)
        hasher.combine(context.language.rawValue)
        identity = hasher.identity()
    }

    /// A number from 0 to below `bound`, each with the same chance.
    ///
    /// - Precondition: `bound` is above 0.
    mutating func number(below bound: Int) -> Int {
        defer { count += 1 }
        return Int(stream.integer(below: UInt64(bound), for: identity, draw: count))
    }

    /// - Precondition: the array is not empty.
    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[number(below: elements.count)]
    }

    /// The elements in an order of their own.
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in elements.indices.dropFirst().reversed() {
            elements.swapAt(index, number(below: index + 1))
        }
        return elements
    }
}
