import LMDB

/// A generator that repeats: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// Trees of every kind, and random changes to them that leave every kind of page behind.
struct RandomWorkload {
    let records: Tree<UInt64>
    let names: Tree<ByteKey>
    let small: Tree<UInt32>
    let sets: MultimapTree<UInt64>
    let index: MultimapTree<ByteKey>

    var generator: SeededGenerator

    init(in environment: Environment, seed: UInt64) throws(LMDBError) {
        generator = SeededGenerator(seed: seed)
        (records, names, small, sets, index) = try environment.createTrees {
            opener, _ throws(LMDBError) in
            (
                try opener.tree(named: "records", keyedBy: UInt64.self),
                try opener.tree(named: "names", keyedBy: ByteKey.self),
                try opener.tree(named: "small", keyedBy: UInt32.self),
                try opener.multimapTree(named: "sets", keyedBy: UInt64.self),
                try opener.multimapTree(named: "index", keyedBy: ByteKey.self)
            )
        }
    }

    /// Changes about `count` entries in one transaction.
    mutating func run(_ count: Int, in environment: Environment) throws(LMDBError) {
        var transaction = try environment.beginWrite()
        for _ in 0..<count { try change(&transaction) }
        if generator.next() % 16 == 0 { try transaction.removeAll(in: small) }
        if generator.next() % 4 != 0 { try transaction.commit() }
    }

    private mutating func change(_ transaction: inout WriteTransaction) throws(LMDBError) {
        let key = UInt64.random(in: 0..<500, using: &generator)
        switch UInt64.random(in: 0..<12, using: &generator) {
        case 0..<3:
            let byteCount = randomByteCount()
            let mark = generator.next()
            try transaction.reserve(key, byteCount: byteCount, in: records) { bytes in
                if byteCount >= 8 { bytes.set(mark, at: 0) }
            }
        case 3: _ = try transaction.delete(key, in: records)
        case 4: try transaction.put(ByteKey(randomName().span), randomName().span.rawBytes, in: names)
        case 5: _ = try transaction.delete(ByteKey(randomName().span), in: names)
        case 6: try transaction.put(UInt32(key), randomName().span.rawBytes, in: small)
        case 7: _ = try transaction.delete(UInt32(key), in: small)
        case 8:
            let first = UInt32.random(in: 0..<50_000, using: &generator)
            for value in first..<first + UInt32.random(in: 1..<300, using: &generator) {
                _ = try transaction.insert(key % 20, value, in: sets)
            }
        case 9:
            let first = UInt32.random(in: 0..<50_000, using: &generator)
            for value in first..<first + 300 {
                _ = try transaction.delete(key % 20, value, in: sets)
            }
        case 10:
            let name = randomName()
            for value in 0..<UInt32.random(in: 1..<50, using: &generator) {
                _ = try transaction.insert(ByteKey(name.span), value, in: index)
            }
        default:
            if key % 4 == 0 { _ = try transaction.deleteAll(key % 20, in: sets) }
            _ = try transaction.deleteAll(ByteKey(randomName().span), in: index)
        }
    }

    /// A few bytes mostly, many pages sometimes.
    private mutating func randomByteCount() -> Int {
        switch UInt64.random(in: 0..<10, using: &generator) {
        case 0: Int.random(in: 0..<60_000, using: &generator)
        case 1..<4: Int.random(in: 0..<4_000, using: &generator)
        default: Int.random(in: 0..<200, using: &generator)
        }
    }

    /// One of a few thousand names of 1 to 300 bytes.
    private mutating func randomName() -> [UInt8] {
        var names = SeededGenerator(seed: generator.next() % 3_000)
        let byteCount = Int.random(in: 1...300, using: &names)
        return (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &names) }
    }
}
