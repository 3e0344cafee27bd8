import Sampling
import Testing

@Suite struct RaceTests {
    private let rows = identities(200)
    private var weights: [Double] { rows.indices.map { Double(1 + $0 % 7) } }
    private var forms: [Weighting] {
        [.equal, .weights(weights), .logarithms(weights.map { $0 * 10 })]
    }

    /// Computed by a program of its own in another language, from the definition, with 200 bits.
    @Test func `the rows of a seed are the same everywhere`() throws {
        let rows = identities(20)
        let weights = Weighting.weights(Array(weights.prefix(20)))
        #expect(try draw(5, of: rows, weights) == [17, 6, 13, 11, 15])
        #expect(try draw(5, of: rows) == [17, 15, 11, 6, 13])
        #expect(
            try draw(12, of: rows, weights, replacement: .with)
                == [17, 6, 13, 11, 6, 15, 6, 19, 15, 18, 18, 18])
    }

    @Test(arguments: [Race.Replacement.without, .with])
    func `the order of the rows does not matter`(replacement: Race.Replacement) throws {
        for form in forms {
            let expected = try draw(20, of: rows, form, replacement: replacement)
            for seed in 0..<20 as Range<Int64> {
                let order = try draw(200, of: rows, seed: seed)
                let drawn = try draw(
                    20, of: order.map { rows[$0] }, form.reordered(order),
                    replacement: replacement)
                #expect(drawn.map { order[$0] } == expected)
            }
        }
    }

    @Test(arguments: [Race.Replacement.without, .with])
    func `the cut into batches does not matter`(replacement: Race.Replacement) throws {
        for form in forms {
            let expected = try draw(20, of: rows, form, replacement: replacement)
            var race = Race(
                stream: RandomStream(seed: 42), count: 20, replacement: replacement)
            for start in stride(from: 0, to: 200, by: 7) {
                let batch = Array(start..<min(start + 7, 200))
                try race.enter(
                    batch.map { rows[$0] }, form.reordered(batch), firstRow: start)
            }
            let standing = [Int](capacity: race.drawnCount) { race.standing(into: &$0) }
            #expect(standing.sorted() == expected.sorted())
            #expect(race.finish() == expected)
        }
    }

    @Test(arguments: [Race.Replacement.without, .with])
    func `a smaller draw is the beginning of a larger one`(replacement: Race.Replacement) throws {
        for form in forms {
            let large = try draw(50, of: rows, form, replacement: replacement)
            for count in 0..<50 {
                let small = try draw(count, of: rows, form, replacement: replacement)
                #expect(small == Array(large.prefix(count)))
            }
        }
    }

    @Test func `rows that are drawn stay drawn when others leave`() throws {
        let drawn = try draw(10, of: rows, .weights(weights))
        let left = rows.indices.filter { drawn.contains($0) || $0 % 2 == 0 }
        let again = try draw(
            10, of: left.map { rows[$0] }, .weights(left.map { weights[$0] }))
        #expect(again.map { left[$0] } == drawn)
    }

    @Test func `fewer rows than wanted are all drawn`() throws {
        for form in forms { #expect(try draw(300, of: rows, form).sorted() == Array(0..<200)) }
        #expect(try draw(5, of: []) == [])
        #expect(try draw(5, of: [], replacement: .with) == [])
    }

    @Test func `without replacement no row comes twice`() throws {
        for form in forms { #expect(Set(try draw(150, of: rows, form)).count == 150) }
    }

    @Test func `with replacement there are as many draws as wanted`() throws {
        for form in forms {
            #expect(try draw(1000, of: rows, form, replacement: .with).count == 1000)
        }
        #expect(try draw(9, of: [rows[0]], replacement: .with) == Array(repeating: 0, count: 9))
    }

    @Test func `a draw of no rows has none and still looks at the weights`() throws {
        for form in forms {
            #expect(try draw(0, of: rows, form) == [])
            #expect(try draw(0, of: rows, form, replacement: .with) == [])
        }
        #expect(throws: WeightProblem(.negative, row: 1)) {
            try draw(0, of: Array(rows.prefix(2)), .weights([1, -1]))
        }
    }

    @Test func `weights of 1 are the same as none`() throws {
        let ones = Weighting.weights(rows.map { _ in 1 })
        #expect(try draw(50, of: rows, ones) == draw(50, of: rows))
    }

    @Test func `weights and their logarithms draw the same rows`() throws {
        let logarithms = Weighting.logarithms(weights.map { naturalLogarithm($0) })
        for replacement in [Race.Replacement.without, .with] {
            #expect(
                try draw(50, of: rows, logarithms, replacement: replacement)
                    == draw(50, of: rows, .weights(weights), replacement: replacement))
        }
    }

    @Test func `a race can be used again`() throws {
        var race = Race(stream: RandomStream(seed: 1), count: 5)
        try race.enter(rows, .weights(weights))
        #expect(throws: WeightProblem.self) {
            try race.enter(rows, .weights(weights.map { -$0 }))
        }
        race.reset(to: RandomStream(seed: 42))
        try race.enter(rows, .logarithms(weights))
        #expect(try race.finish() == draw(5, of: rows, .logarithms(weights)))
    }

    @Test func `weights and logarithms in one race stop the program`() async {
        await #expect(processExitsWith: .failure) {
            var race = Race(stream: RandomStream(seed: 1), count: 5)
            try race.enter(identities(2), .weights([1, 2]))
            try race.enter(identities(2), .logarithms([1, 2]))
        }
    }
}

extension Weighting {
    /// The weights of the rows at `order`.
    fileprivate func reordered(_ order: [Int]) -> Weighting {
        switch self {
        case .equal: .equal
        case .weights(let weights): .weights(order.map { weights[$0] })
        case .logarithms(let logarithms): .logarithms(order.map { logarithms[$0] })
        }
    }
}
