import ArgumentParser
import Sampling

/// Draws from rows whose identities and weights are in memory: what `SAMPLE` costs beside reading.
struct DrawsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draws",
        abstract: "Draw 5 of 20 rows, and other sizes, in every form.",
        discussion: """
            The floor in C draws 5 of 20 by weight 2.9 million times a second, with a sequential
            generator and the logarithm of its library.
            """)

    @Option(help: "Rows that take part in one measurement.")
    var rows = 2_000_000

    @Option(help: "Measurements of each form.")
    var passes = 9

    func run() throws {
        var table = Table(["draw", "form", "time", "M draws/s", "ns/row"])
        for (count, rowCount) in [(5, 20), (5, 1_024), (5, 100_000), (1_000, 100_000)] {
            let candidates = Candidates(rowCount)
            for form in Candidates.Form.allCases {
                let drawCount = max(1, rows / rowCount)
                var timing = Timing()
                for pass in 0..<passes {
                    let seed = Int64(pass * drawCount)
                    try timing.measure {
                        try candidates.draw(count, form, times: drawCount, from: seed)
                    }
                }
                let time = timing.median / Double(drawCount)
                table.add([
                    "\(count) of \(rowCount)", form.rawValue, time.shown,
                    "\((1e3 / time).rounded(to: 3))",
                    "\((time / Double(rowCount)).rounded(to: 1))",
                ])
            }
        }
        table.show()
    }
}

/// Rows of one group, with weights between 0.5 and 97.
private struct Candidates {
    enum Form: String, CaseIterable { case equal, weights, logarithms, replacement }

    let identities: [RowIdentity]
    let weights: [Double]
    let logWeights: [Double]

    init(_ count: Int) {
        identities = (0..<UInt64(count)).map { ordinal in
            var hasher = IdentityHasher()
            hasher.combine(node: RowIdentity(high: 1, low: 0))
            hasher.combine(node: RowIdentity(high: 100 + ordinal, low: 0))
            return hasher.identity()
        }
        weights = (0..<count).map { 0.5 + Double($0 * 7_919 % 97) }
        logWeights = weights.map { $0 / 10 }
    }

    func draw(_ count: Int, _ form: Form, times: Int, from seed: Int64) throws(WeightProblem) {
        var race = Race(
            stream: RandomStream(seed: seed), count: count,
            replacement: form == .replacement ? .with : .without)
        var (drawn, drawnCount) = ([Int](), 0)
        for offset in 0..<Int64(times) {
            race.reset(to: RandomStream(seed: seed + offset))
            switch form {
            case .equal: race.enter(identities.span)
            case .weights, .replacement: try race.enter(identities.span, weights: weights.span)
            case .logarithms: try race.enter(identities.span, logWeights: logWeights.span)
            }
            race.finish(replacing: &drawn) {}
            drawnCount += drawn.count
        }
        precondition(drawnCount == count * times, "every draw is complete")
    }
}
