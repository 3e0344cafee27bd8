import Sampling
import Testing

/// Draws with replacement of far more rows than there are.
@Suite struct RaceRepetitionTests {
    private let stream = RandomStream(seed: 42)
    private let count = 20_000
    private var forms: [Weighting] {
        let weights = (0..<300).map { Double(1 + $0 % 7) }
        return [.equal, .weights(weights), .logarithms(weights.map { naturalLogarithm($0) / 2 })]
    }

    /// The rows whose clocks ring first, by the definition: every clock rings `count` times, and
    /// all rings are sorted.
    private func firstRings(_ rows: [RowIdentity], _ form: Weighting) -> [Int] {
        var rings: [(time: Double, row: Int)] = []
        for row in rows.indices {
            var elapsed = 0.0
            for draw in 0..<UInt32(count) {
                elapsed -= naturalLogarithm(stream.uniform(for: rows[row], draw: draw))
                switch form {
                case .equal: rings.append((elapsed, row))
                case .weights(let weights): rings.append((elapsed / weights[row], row))
                case .logarithms(let logarithms):
                    rings.append((naturalLogarithm(elapsed) - logarithms[row], row))
                }
            }
        }
        return rings.sorted { $0.time < $1.time }.prefix(count).map(\.row)
    }

    @Test(arguments: [1, 2, 5, 16])
    func `the rows of a draw are those whose clocks ring first`(rowCount: Int) throws {
        let rows = identities(rowCount)
        for form in forms.map({ $0.prefix(rowCount) }) {
            let drawn = try draw(count, of: rows, form, replacement: .with)
            #expect(drawn == firstRings(rows, form))
        }
    }

    @Test(arguments: [1, 5, 300])
    func `a draw stops after some thousands, and goes on to the same rows`(rowCount: Int) throws {
        let rows = identities(rowCount)
        for form in forms.map({ $0.prefix(rowCount) }).dropFirst() {
            var race = Race(stream: stream, count: count, replacement: .with)
            var stopCount = 0
            var lastCount = 0
            while try !race.enterSome(of: rows, form) {
                stopCount += 1
                #expect(race.drawnCount <= lastCount + rowCount + 5_000)
                lastCount = race.drawnCount
            }
            #expect(stopCount >= (count - rowCount) / 5_000)
            #expect(race.finish() == (try draw(count, of: rows, form, replacement: .with)))
        }
    }

    @Test func `a draw that is given up where it stopped leaves nothing to the next`() throws {
        let rows = identities(5)
        let form = forms[1].prefix(5)
        var race = Race(stream: stream, count: count, replacement: .with)
        #expect(try !race.enterSome(of: rows, form))
        race.reset()
        try race.enter(rows, form)
        #expect(race.finish() == (try draw(count, of: rows, form, replacement: .with)))
    }

    @Test func `room that is taken before changes nothing`() throws {
        let rows = identities(300)
        for replacement in [Race.Replacement.with, .without] {
            var race = Race(stream: stream, count: 250, replacement: replacement)
            race.reserve(rowCount: 300)
            try race.enter(rows, forms[1])
            #expect(race.finish() == (try draw(250, of: rows, forms[1], replacement: replacement)))
        }
    }
}

extension Weighting {
    /// The weights of the first rows.
    fileprivate func prefix(_ count: Int) -> Weighting {
        switch self {
        case .equal: .equal
        case .weights(let weights): .weights(Array(weights.prefix(count)))
        case .logarithms(let logarithms): .logarithms(Array(logarithms.prefix(count)))
        }
    }
}

extension Race {
    fileprivate mutating func enterSome(
        of rows: [RowIdentity], _ weighting: Weighting
    ) throws(WeightProblem) -> Bool {
        switch weighting {
        case .equal: preconditionFailure("rows without weights are not entered in parts")
        case .weights(let weights): try enterSome(of: rows.span, weights: weights.span)
        case .logarithms(let logarithms): try enterSome(of: rows.span, logWeights: logarithms.span)
        }
    }
}
