import GraphModel
import GraphStore
import TestSupport

/// Names that random graphs use, among them two that differ only in how `é` is written.
struct Vocabulary {
    static let labels = ["Drug", "Disease", "Симптом", "caf\u{E9}", "cafe\u{301}", "基因"]
    static let types = ["TREATS", "CAUSES", "ВЫЗЫВАЕТ"]
    static let keys = ["id", "name", "score", "名称"]
    static let sources = [
        Source(name: "Hetionet", version: "1.0", license: "CC0 1.0"),
        Source(name: "SIDER", version: "4.1", license: "CC BY-NC-SA 4.0"),
    ]

    let labels: [LabelID]
    let types: [TypeID]
    let keys: [KeyID]
    let sources: [SourceID]

    /// Interns all names, in an order that the generator chooses.
    init(
        in transaction: inout StoreTransaction, _ generator: inout SplitMix64
    ) throws(StoreError) {
        for name in Self.labels.shuffled(using: &generator) { _ = try transaction.label(name) }
        for name in Self.types.shuffled(using: &generator) { _ = try transaction.type(name) }
        for name in Self.keys.shuffled(using: &generator) { _ = try transaction.key(name) }
        for source in Self.sources.shuffled(using: &generator) {
            _ = try transaction.source(source)
        }
        let catalog = transaction.catalog
        labels = Self.labels.map { catalog.labels.id(of: $0)! }
        types = Self.types.map { catalog.types.id(of: $0)! }
        keys = Self.keys.map { catalog.keys.id(of: $0)! }
        sources = [.none] + Self.sources.map { catalog.id(of: $0)! }
    }
}

/// Random property values: few different ones, so that they meet, and all the awkward ones.
enum RandomValues {
    static let strings = [
        "", "a", "ab", "a\u{0}", "a\u{0}b", "боль", "боль в груди", "阿司匹林", "阿司", "é", "e\u{301}",
        "🧬", "\u{FFFD}", "b",
    ]
    static let floats: [Double] = [
        0, -0.0, 0.5, 1, -1, .infinity, -.infinity, .nan, .greatestFiniteMagnitude,
        .leastNonzeroMagnitude, 9_007_199_254_740_992, 9_223_372_036_854_775_808,
        -9_223_372_036_854_775_808, 1e-300,
    ]
    static let integers: [Int64] = [
        0, 1, -1, 2, 7, .max, .min, .max - 1, .min + 1, 9_007_199_254_740_991,
        9_007_199_254_740_992, 9_007_199_254_740_993, -9_007_199_254_740_993, 1 << 62,
    ]

    static func value(_ generator: inout SplitMix64) -> PropertyValue {
        switch generator.below(8) {
        case 0: .boolean(generator.isOne(in: 2))
        case 1, 2: .integer(generator.pick(integers))
        case 3: .float(generator.pick(floats))
        case 4, 5, 6: .string(generator.pick(strings))
        default: .list(list(&generator))
        }
    }

    static func list(_ generator: inout SplitMix64) -> PropertyList {
        let range = 0..<generator.below(4)
        switch generator.below(5) {
        case 0: return .empty
        case 1: return .booleans(range.map { _ in generator.isOne(in: 2) })
        case 2: return .integers(range.map { _ in generator.pick(integers) })
        case 3: return .floats(range.map { _ in generator.pick(floats) })
        default: return .strings(range.map { _ in generator.pick(strings) })
        }
    }
}
