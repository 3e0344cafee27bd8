import Sampling
import Testing

@Suite struct RandomStreamTests {
    let rows = identities(20_000)

    private var numbers: [Double] {
        [Double](capacity: rows.count) {
            RandomStream(seed: 42).uniforms(for: rows.span, into: &$0)
        }
    }

    /// Computed by a program of its own in another language.
    @Test func `numbers are those of the documented address`() {
        let node = RowIdentity(high: 0x35E5_C977_450D_654A, low: 0xA31D_B5FA_C585_6A21)
        #expect(RandomStream(seed: 42).uniform(for: node) == 0x1.766af52ac2f22p-2)
        #expect(RandomStream(seed: 42, stage: 1).uniform(for: node) == 0x1.0d6ee17be0404p-3)
        #expect(RandomStream(seed: 42).uniform(for: node, draw: 1) == 0x1.559c00a16c7b0p-5)
        #expect(RandomStream(seed: -1).uniform(for: node) == 0x1.bd5acd4d40151p-1)
    }

    @Test func `numbers are even over 100 bins`() {
        var counts = Array(repeating: 0, count: 100)
        for number in numbers { counts[Int(number * 100)] += 1 }
        #expect(ChiSquare(counts, Array(repeating: 0.01, count: 100)).agrees)
    }

    @Test(arguments: [1, 2, 3, 16]) func `numbers of rows do not correlate`(lag: Int) {
        let numbers = numbers
        var sum = 0.0
        for index in lag..<numbers.count {
            sum += (numbers[index] - 0.5) * (numbers[index - lag] - 0.5)
        }
        let correlation = sum * 12 / Double(numbers.count - lag)
        #expect(abs(correlation) < 3.3 / Double(numbers.count - lag).squareRoot())
    }

    @Test func `pairs of neighbouring rows, seeds, stages and draws are even over 10 × 10 bins`() {
        func counts(_ pair: (Int) -> (Double, Double)) -> [Int] {
            var counts = Array(repeating: 0, count: 100)
            for index in 0..<10_000 {
                let (first, second) = pair(index)
                counts[Int(first * 10) * 10 + Int(second * 10)] += 1
            }
            return counts
        }
        let stream = RandomStream(seed: 1)
        let even = Array(repeating: 0.01, count: 100)
        let byRow = counts { (stream.uniform(for: rows[$0]), stream.uniform(for: rows[$0 + 1])) }
        let bySeed = counts { index in
            let next = RandomStream(seed: Int64(index) + 1)
            return (
                RandomStream(seed: Int64(index)).uniform(for: rows[0]), next.uniform(for: rows[0])
            )
        }
        let byStage = counts { index in
            let next = RandomStream(seed: 1, stage: 1)
            return (stream.uniform(for: rows[index]), next.uniform(for: rows[index]))
        }
        let byDraw = counts { index in
            (
                stream.uniform(for: rows[0], draw: UInt32(index)),
                stream.uniform(for: rows[0], draw: UInt32(index) + 1)
            )
        }
        for counts in [byRow, bySeed, byStage, byDraw] {
            #expect(ChiSquare(counts, even).agrees)
        }
    }

    @Test func `numbers are odd multiples of 2⁻⁵³ inside the unit interval`() {
        for number in numbers {
            #expect(number > 0 && number < 1)
            #expect(UInt64(number * 0x1p53) & 1 == 1)
            #expect(1 - (1 - number) == number)
        }
    }

    @Test(arguments: [1, 2, 7, 10] as [UInt64]) func `integers are even`(bound: UInt64) {
        var counts = Array(repeating: 0, count: Int(bound))
        let stream = RandomStream(seed: 3)
        for row in rows { counts[Int(stream.integer(below: bound, for: row))] += 1 }
        guard bound > 1 else { return }
        let even = Array(repeating: 1 / Double(bound), count: Int(bound))
        #expect(ChiSquare(counts, even).agrees)
    }

    @Test func `integers below a huge bound reject and stay even`() {
        // Three quarters of 2⁶⁴: a product alone would give some of them twice the chance.
        let bound: UInt64 = 3 << 62
        var counts = [0, 0, 0]
        var residues = [0, 0, 0]
        let stream = RandomStream(seed: 4)
        for row in rows {
            let integer = stream.integer(below: bound, for: row)
            counts[Int(integer >> 62)] += 1
            residues[Int(integer % 3)] += 1
        }
        let even = [1.0 / 3, 1.0 / 3, 1.0 / 3]
        #expect(ChiSquare(counts, even).agrees)
        #expect(ChiSquare(residues, even).agrees)
    }

    @Test func `an integer below 0 stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = RandomStream(seed: 1).integer(below: 0, for: RowIdentity(high: 0, low: 0))
        }
    }
}
