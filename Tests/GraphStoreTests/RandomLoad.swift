import GraphModel
import TestSupport

@testable import GraphStore

/// Random batches: few keys, so that rows meet, and every way in which they can.
struct RandomLoad {
    enum Batch {
        case nodes(NodeBatch)
        case relationships(RelationshipBatch)
    }

    private(set) var batches: [Batch] = []
    /// Whether nodes come behind relationships that may lack them.
    let hasLateNodes: Bool

    /// - Parameter hasConflicts: whether rows of the same thing can say different things.
    init(_ generator: inout SplitMix64, hasConflicts: Bool = true) {
        for _ in 0..<(1 + generator.below(5)) {
            batches.append(.nodes(Self.nodes(&generator, hasConflicts)))
        }
        for _ in 0..<(1 + generator.below(6)) {
            batches.append(.relationships(Self.relationships(&generator, hasConflicts)))
        }
        // Nodes that come late, when relationships wait.
        hasLateNodes = generator.isOne(in: 3)
        if hasLateNodes { batches.append(.nodes(Self.nodes(&generator, hasConflicts))) }
    }

    /// The labels that have keys, the property that holds them, and labels that go with them.
    private static let identities: [(label: String, key: String, others: [[String]])] = [
        ("Drug", "id", [[], ["Симптом"], ["基因", "caf\u{E9}"], ["Disease"]]),
        ("Disease", "id", [[], ["cafe\u{301}"], ["基因"]]),
        ("Симптом", "名称", [[], ["基因"]]),
    ]

    private static func keys(_ count: Int, _ generator: inout SplitMix64) -> KeyColumn {
        if generator.isOne(in: 2) {
            return .integers((0..<count).map { _ in Int64(generator.below(24)) - 4 })
        }
        return .strings(
            TextColumn((0..<count).map { _ in generator.pick(RandomValues.strings + ["1", "2"]) }))
    }

    private static func nodes(_ generator: inout SplitMix64, _ hasConflicts: Bool) -> NodeBatch {
        let count = generator.below(30)
        let identity = generator.pick(identities)
        return NodeBatch(
            label: identity.label, keyProperty: identity.key, keys: keys(count, &generator),
            // A second key is met, or taken, by whoever comes first.
            otherLabels: generator.pick(
                identity.others.filter { hasConflicts || !$0.contains("Disease") }),
            properties: hasConflicts
                ? columns(count, except: identity.key, &generator)
                : constantColumns(count, &generator),
            lines: lines(count))
    }

    private static func relationships(
        _ generator: inout SplitMix64, _ hasConflicts: Bool
    ) -> RelationshipBatch {
        let count = generator.below(60)
        let isSymmetric = generator.isOne(in: 3)
        let start = generator.pick(identities)
        let end = isSymmetric && !generator.isOne(in: 4) ? start : generator.pick(identities)
        func endpoint(_ identity: (label: String, key: String, others: [[String]]))
            -> RelationshipBatch.Endpoint
        {
            RelationshipBatch.Endpoint(
                label: identity.label, keyProperty: identity.key, keys: keys(count, &generator))
        }
        let properties =
            hasConflicts
            ? columns(count, except: nil, &generator) : constantColumns(count, &generator)
        let identity = properties.map(\.key).filter { _ in hasConflicts && generator.isOne(in: 3) }
        return RelationshipBatch(
            type: generator.pick(Vocabulary.types), source: generator.pick(Vocabulary.sources),
            start: endpoint(start), end: endpoint(end), isSymmetric: isSymmetric,
            identityProperties: identity, properties: properties, lines: lines(count))
    }

    private static func lines(_ count: Int) -> [UInt32] { (0..<UInt32(count)).map { $0 + 1 } }

    /// The same value in every row, so that rows never contradict each other.
    private static func constantColumns(
        _ count: Int, _ generator: inout SplitMix64
    ) -> [PropertyColumn] {
        guard generator.isOne(in: 2) else { return [] }
        let cells = Array(repeating: 0.25, count: count)
        let isPresent = (0..<count).map { _ in generator.isOne(in: 2) }
        return [PropertyColumn(key: "score", cells: .floats(cells), isPresent: isPresent)]
    }

    private static func columns(
        _ count: Int, except keyProperty: String?, _ generator: inout SplitMix64
    ) -> [PropertyColumn] {
        var columns: [PropertyColumn] = []
        for key in Vocabulary.keys where key != keyProperty && generator.isOne(in: 3) {
            let rows = 0..<count
            let cells: ColumnCells =
                switch generator.below(5) {
                case 0: .booleans(rows.map { _ in generator.isOne(in: 2) })
                case 1: .integers(rows.map { _ in generator.pick(RandomValues.integers) })
                case 2: .floats(rows.map { _ in generator.pick(RandomValues.floats) })
                case 3:
                    .strings(TextColumn(rows.map { _ in generator.pick(RandomValues.strings) }))
                default: .values(rows.map { _ in RandomValues.value(&generator) })
                }
            let isPresent: [Bool]? =
                generator.isOne(in: 2) ? nil : rows.map { _ in generator.isOne(in: 2) }
            columns.append(PropertyColumn(key: key, cells: cells, isPresent: isPresent))
        }
        return columns
    }
}

// MARK: Running

extension RandomLoad {
    func run(
        in store: Store, _ policy: DanglingPolicy, memoryByteCountMax: Int = 1 << 30
    ) throws(StoreError) -> LoadReport {
        var options = BulkLoadOptions()
        options.dangling = policy
        options.memoryByteCountMax = memoryByteCountMax
        var load = try store.beginLoad(options)
        try add(to: &load)
        return try load.commit()
    }

    func add(to load: inout BulkLoad) throws(StoreError) {
        for (number, batch) in batches.enumerated() {
            let origin = LoadOrigin(name: "batch \(number % 3)")
            switch batch {
            case .nodes(let batch): try load.add(batch, from: origin)
            case .relationships(let batch): try load.add(batch, from: origin)
            }
        }
    }

    /// Whether what is one relationship to one batch can be two to another.
    var hasMixedIdentities: Bool {
        var identities: [String: Set<[String]>] = [:]
        for case .relationships(let batch) in batches {
            identities["\(batch.type) \(batch.source)", default: []]
                .insert(batch.identityProperties.sorted())
        }
        return identities.values.contains { $0.count > 1 }
    }

    func run(in load: inout ModelLoad) throws {
        for batch in batches {
            switch batch {
            case .nodes(let batch): try load.add(batch)
            case .relationships(let batch): try load.add(batch)
            }
        }
    }

    /// The same batches, nodes before relationships, each of them in another order.
    func shuffled(_ generator: inout SplitMix64) -> RandomLoad {
        var copy = self
        let isNodes = { (batch: Batch) in if case .nodes = batch { true } else { false } }
        copy.batches =
            batches.filter(isNodes).shuffled(using: &generator)
            + batches.filter { !isNodes($0) }.shuffled(using: &generator)
        return copy
    }
}
