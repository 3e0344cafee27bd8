import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

@Suite struct IndexKeyTests {
    private static let index = IndexID(rawValue: 3)

    /// All values that are awkward to order, and lists of each.
    static let values: [PropertyValue] = {
        let integers =
            RandomValues.integers + [
                .max - 511, .max - 512, .max - 513, .max - 1023, .max - 1024, .min + 512,
                .min + 513,
                .min + 1024, 1 << 53, (1 << 53) + 1, (1 << 53) + 2, -(1 << 53) - 1, (1 << 54) + 1,
                (1 << 54) + 3, (1 << 60) + 127, (1 << 60) + 128, (1 << 60) + 129, 1 << 32,
            ]
        let floats =
            RandomValues.floats + [
                0x1p63.nextDown, (-0x1p63).nextUp, (-0x1p63).nextDown, 0x1p53.nextUp, 0x1p54.nextUp,
                0.1, -0.1, -.nan, Double.nan.nextUp, .leastNormalMagnitude, -.leastNonzeroMagnitude,
                -.greatestFiniteMagnitude, 1.5, Double(bitPattern: 0xFFF8_0000_0000_0001),
            ]
        let strings = RandomValues.strings + ["a\u{1}", "\u{0}", "\u{0}\u{0}", "\u{10FFFF}", "z"]
        var values: [PropertyValue] = [true, false]
        values += integers.map(PropertyValue.integer) + floats.map(PropertyValue.float)
        values += strings.map(PropertyValue.string)
        let lists: [PropertyList] =
            [.empty, .booleans([false]), .booleans([true]), .booleans([false, true])]
            + integers.prefix(6).flatMap { [.integers([$0]), .integers([$0, 0])] }
            + floats.prefix(6).flatMap { [.floats([$0]), .floats([$0, 0])] }
            + strings.flatMap { [.strings([$0]), .strings([$0, ""]), .strings([$0, "a"])] }
        return values + lists.map(PropertyValue.list)
    }()

    @Test func `the order of keys is the order of values`() {
        let keys = Self.values.map { IndexKey.bytes(Self.index, $0) }
        for (left, leftKey) in zip(Self.values, keys) {
            for (right, rightKey) in zip(Self.values, keys) {
                let expected = ValueOrder.order(left, right).signum()
                let found =
                    leftKey == rightKey ? 0 : leftKey.lexicographicallyPrecedes(rightKey) ? -1 : 1
                #expect(found == expected, "\(left) and \(right)")
            }
        }
    }

    @Test func `random numbers are ordered by value`() {
        var generator = SplitMix64(seed: 1)
        func number() -> PropertyValue {
            switch generator.below(4) {
            case 0: .float(Double(bitPattern: generator.next()))
            case 1: .float(Double(Int64(bitPattern: generator.next())))
            case 2: .integer(Int64(bitPattern: generator.next() >> UInt64(generator.below(64))))
            default: .integer(Int64(bitPattern: generator.next()))
            }
        }
        for _ in 0..<20_000 * RandomCases.factor {
            let left = number()
            // Often a number next to it.
            let right: PropertyValue =
                switch (left, generator.below(3)) {
                case (.integer(let value), 0): .float(Double(value))
                case (.integer(let value), 1): .float(Double(value).nextUp)
                default: number()
                }
            let leftKey = IndexKey.bytes(Self.index, left)
            let rightKey = IndexKey.bytes(Self.index, right)
            let found =
                leftKey == rightKey ? 0 : leftKey.lexicographicallyPrecedes(rightKey) ? -1 : 1
            #expect(found == ValueOrder.order(left, right).signum(), "\(left) and \(right)")
        }
    }

    @Test func `a range has the keys of the values in it`() {
        var generator = SplitMix64(seed: 2)
        let keys = Self.values.map { IndexKey.bytes(Self.index, $0) }
        for _ in 0..<1_000 {
            let first = generator.pick(Self.values)
            let rank = ValueOrder.rank(first)
            let second = generator.pick(Self.values.filter { ValueOrder.rank($0) == rank })
            let lower = IndexRange.Bound(first, isIncluded: generator.isOne(in: 2))
            let upper = IndexRange.Bound(second, isIncluded: generator.isOne(in: 2))
            let range = generator.pick(
                [
                    .between(lower, upper), .between(lower, nil), .between(nil, upper),
                ] as [IndexRange])
            let bounds = IndexKeyBounds(Self.index, range)
            for (value, key) in zip(Self.values, keys) {
                let isReached = !key.lexicographicallyPrecedes(bounds.first)
                let isInside = isReached && bounds.position(of: key.rawSpan) == .inside
                #expect(isInside == ModelComparison.contains(range, value), "\(range): \(value)")
            }
        }
    }

    @Test func `values that are too long are refused, and looked for without harm`() throws {
        let database = TemporaryDatabase()
        let store = try database.open()
        var transaction = try store.beginWrite()
        let label = try transaction.label("Drug")
        let key = try transaction.key("name")
        let index = try transaction.createIndex(named: "names", on: label, key, .plain)
        let longest = String(repeating: "я", count: 253)
        let tooLong = longest + "я"
        let node = try transaction.createNode(
            labels: [label], properties: [Property(key, .string(longest))])
        let refusals = [
            refusal {
                _ = try transaction.createNode(
                    labels: [label], properties: [Property(key, .string(tooLong))])
            },
            refusal { try transaction.set(key, of: node, to: .string(tooLong)) },
        ]
        let other = try transaction.createNode(properties: [Property(key, .string(tooLong))])
        let late = refusal { try transaction.add(label, to: other) }
        try transaction.commit()
        for refusal in refusals + [late] {
            #expect(refusal?.hasPrefix("invalid(indexedValueTooLong") == true)
        }
        let graph = try store.snapshot()
        #expect(try graph.graph.nodes(in: index, equalTo: .string(longest)) == [node])
        #expect(try graph.graph.nodes(in: index, equalTo: .string(tooLong)) == [])
        for range in [
            IndexRange.prefix(tooLong), .between(nil, .init(.string(tooLong), isIncluded: true)),
            .between(.init(.string(tooLong), isIncluded: false), nil),
        ] {
            var count = 0
            try graph.graph.forEachPage(in: index, range) { page throws(StoreError) in
                count += page.count
                return true
            }
            if case .between(nil, _) = range { #expect(count == 1) } else { #expect(count == 0) }
        }
        #expect(try IntegrityCheck(of: graph).violations == [])
    }
}
