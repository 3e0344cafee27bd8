import Sampling
import Testing

@Suite struct BernoulliTests {
    private let rows = identities(30_000)

    private func keep(
        _ rows: [RowIdentity], _ probabilities: [Double], seed: Int64 = 42, firstRow: Int = 0
    ) throws(WeightProblem) -> [Int] {
        try [Int](capacity: rows.count) { kept throws(WeightProblem) in
            try RandomStream(seed: seed).keep(
                rows.span, probabilities: probabilities.span, firstRow: firstRow, into: &kept)
        }
    }

    @Test func `each row is kept with its own probability`() throws {
        let chances = [0.001, 0.25, 0.9]
        let kept = try keep(rows, rows.indices.map { chances[$0 % 3] })
        for (place, chance) in chances.enumerated() {
            let count = kept.filter { $0 % 3 == place }.count
            #expect(ChiSquare([count, 10_000 - count], [chance, 1 - chance]).agrees)
        }
    }

    @Test func `rows are kept independently`() throws {
        let kept = Set(try keep(rows, rows.map { _ in 0.5 }))
        var counts = [0, 0, 0, 0]
        for row in stride(from: 0, to: rows.count, by: 2) {
            counts[(kept.contains(row) ? 2 : 0) + (kept.contains(row + 1) ? 1 : 0)] += 1
        }
        #expect(ChiSquare(counts, [0.25, 0.25, 0.25, 0.25]).agrees)
    }

    @Test func `0 keeps none and 1 keeps all`() throws {
        #expect(try keep(rows, rows.map { _ in 0 }) == [])
        #expect(try keep(rows, rows.map { _ in -0.0 }) == [])
        #expect(try keep(rows, rows.map { _ in 1 }) == Array(rows.indices))
    }

    @Test func `a row that is kept stays kept when its probability grows`() throws {
        let few = Set(try keep(rows, rows.map { _ in 0.3 }))
        let many = Set(try keep(rows, rows.map { _ in 0.4 }))
        #expect(few.isStrictSubset(of: many))
    }

    @Test func `rows are counted from the first of the batch`() throws {
        #expect(try keep(Array(rows.prefix(3)), [1, 0, 1], firstRow: 1024) == [1024, 1026])
    }

    @Test(
        arguments: [
            (-.leastNonzeroMagnitude, .outsideUnitInterval),
            (1.0000000000000002, .outsideUnitInterval),
            (.infinity, .outsideUnitInterval), (.nan, .notANumber),
        ] as [(Double, WeightProblem.Kind)])
    func `a probability outside 0 … 1 is an error with its row`(
        probability: Double, kind: WeightProblem.Kind
    ) {
        #expect(throws: WeightProblem(kind, row: 12)) {
            try keep(Array(rows.prefix(3)), [0.5, 1, probability], firstRow: 10)
        }
    }
}
