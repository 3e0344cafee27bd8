import Sampling
import Testing

/// Numbers to test with, in the order of a counter.
private struct Numbers {
    private let stream: RandomStream
    private var count: UInt64 = 0

    init(seed: Int64) { stream = RandomStream(seed: seed, stage: 77) }

    mutating func next() -> UInt64 {
        count += 1
        return stream.block(for: RowIdentity(high: count, low: 0)).first
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// What is computed for several rows at a time is what is computed for each of them, to the last bit.
@Suite struct SeveralRowsTests {
    private func randomIdentities(_ count: Int, _ numbers: inout Numbers) -> [RowIdentity] {
        (0..<count).map { _ in RowIdentity(high: numbers.next(), low: numbers.next()) }
    }

    private func arrivals(
        of rows: [RowIdentity], _ weights: [Double], seed: Int64, stage: UInt32 = 0
    ) -> (waits: [Double], times: [Double], areTimes: Bool) {
        var waits = Array(repeating: 0.0, count: rows.count)
        var times = waits
        var waitRoom = waits.mutableSpan
        var timeRoom = times.mutableSpan
        let areTimes = RandomStream(seed: seed, stage: stage).fillArrivals(
            of: rows.span, weights: weights.span, waits: &waitRoom, times: &timeRoom)
        return (waits, times, areTimes)
    }

    @Test func `identities of rows that end in an integer`() {
        for seed: Int64 in 0..<20 {
            var numbers = Numbers(seed: seed)
            for count in 0...35 {
                var hasher = IdentityHasher()
                hasher.combine(node: randomIdentities(1, &numbers)[0])
                for _ in 0..<numbers.below(3) { hasher.combine(Double(numbers.below(9))) }
                let integers = (0..<count).map { _ in Int64(bitPattern: numbers.next()) }
                let found = [RowIdentity](capacity: count) {
                    hasher.identities(behind: integers.span, into: &$0)
                }
                let expected = integers.map { integer in
                    var own = hasher
                    own.combine(integer)
                    return own.identity()
                }
                #expect(found == expected, "seed \(seed), \(count) rows")
            }
        }
    }

    @Test func `arrivals are −ln U over the weight`() {
        for seed: Int64 in 0..<20 {
            var numbers = Numbers(seed: seed)
            for count in [0, 1, 7, 8, 9, 64, 1000] {
                let rows = randomIdentities(count, &numbers)
                let weights = rows.map { _ in Double(numbers.below(4)) * 0.37 }
                let (key, stage) = (Int64(bitPattern: numbers.next()), UInt32(numbers.below(3)))
                let found = arrivals(of: rows, weights, seed: key, stage: stage)
                let stream = RandomStream(seed: key, stage: stage)
                let waits = rows.map { -naturalLogarithm(stream.uniform(for: $0)) }
                #expect(found.areTimes)
                #expect(found.waits == waits)
                #expect(found.times == zip(waits, weights).map { $0 / $1 })
            }
        }
    }

    @Test(arguments: [-1.0, -.leastNonzeroMagnitude, .infinity, .nan, 1e-300, 1e300])
    func `weights that a quotient cannot take`(weight: Double) {
        let rows = identities(20)
        var weights = Array(repeating: 1.0, count: 20)
        #expect(arrivals(of: rows, weights, seed: 1).areTimes)
        weights[13] = weight
        #expect(!arrivals(of: rows, weights, seed: 1).areTimes)
    }

    @Test func `first arrivals are those of a race`() throws {
        for seed: Int64 in 0..<50 {
            var numbers = Numbers(seed: seed)
            for count in [0, 1, 2, 8, 20, 63, 64] {
                let rows = randomIdentities(count, &numbers)
                let weights = rows.map { _ in Double(numbers.below(5)) }
                let limit = numbers.below(9)
                let found = arrivals(of: rows, weights, seed: seed)
                var drawn = [5]
                let isTold = FirstArrivals.append(
                    limit, waits: found.waits.span, times: found.times.span, firstRow: 100,
                    to: &drawn)
                let expected = try draw(
                    limit, of: rows, .weights(weights), seed: seed)
                #expect(isTold)
                #expect(drawn == [5] + expected.map { $0 + 100 }, "seed \(seed), \(count) rows")
            }
        }
    }

    @Test func `rows that may be equal or arrive together are not told apart`() {
        func isTold(_ waits: [Double], _ times: [Double]) -> Bool {
            var drawn: [Int] = []
            let isTold = FirstArrivals.append(
                2, waits: waits.span, times: times.span, firstRow: 0, to: &drawn)
            #expect(isTold || drawn.isEmpty)
            return isTold
        }
        #expect(isTold([1, 2, 3, 4], [1, 2, 3, 4]))
        #expect(!isTold([1, 2, 3, 1], [1, 2, 3, 4]))
        #expect(!isTold([1, 2, 3, 4], [1, 2, 2, 4]))
        #expect(!isTold([1, 2, 3, 4], [1, 1, 2, 4]))
        // Who never arrives is in nobody's way.
        #expect(isTold([1, 2, 3, 4], [1, .infinity, .infinity, 4]))
        #expect(isTold([1, 2, 3, 4], [1, .infinity, .infinity, .infinity]))
        #expect(!isTold([1, 2, 3, 3], [1, .infinity, .infinity, .infinity]))
    }
}
