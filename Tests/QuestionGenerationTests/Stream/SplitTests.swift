import MedGraph
import QuestionGeneration
import Testing

/// Parts that must not overlap.
@Suite struct SplitTests {
    private func make(
        by separation: QuestionSplit.Separation, count: Int = 300
    ) throws -> [QuestionGenerator.Line] {
        let split = try #require(
            QuestionSplit("train=0.6,dev=0.2,test=0.2", by: separation))
        // By kind three parts take three kinds at least; by entity a kind of pairs has few.
        return try MediumGraph.questions {
            $0.count = count
            $0.split = split
            $0.threadCount = 2
        }.lines
    }

    private func overlap<Value: Hashable>(
        _ lines: [QuestionGenerator.Line], _ values: (QuestionRecord) -> [Value]
    ) -> Set<Value> {
        let sets = (0..<3).map { part in
            Set(lines.filter { $0.part == part }.flatMap { values($0.record) })
        }
        return sets[0].intersection(sets[1]).union(sets[0].intersection(sets[2]))
            .union(sets[1].intersection(sets[2]))
    }

    @Test(arguments: QuestionSplit.Separation.allCases)
    func `the parts have the sizes that were asked for, and no question in common`(
        separation: QuestionSplit.Separation
    ) throws {
        let lines = try make(by: separation)
        #expect(lines.count == 300)
        let counts = (0..<3).map { part in lines.count { $0.part == part } }
        // Twins go to one part together, so that a part may have one more.
        #expect(abs(counts[0] - 180) <= 2, "\(counts)")
        #expect(abs(counts[1] - 60) <= 2, "\(counts)")
        #expect(overlap(lines) { [$0.id] }.isEmpty)
        #expect(overlap(lines) { [$0.question] }.isEmpty)
        #expect(overlap(lines) { record in record.twin.map { [$0] } ?? [] }.isEmpty)
    }

    @Test func `by entity, no topic is in two parts`() throws {
        let lines = try make(by: .entity)
        #expect(overlap(lines) { $0.topics }.isEmpty)
        #expect(lines.allSatisfy { !$0.record.topics.isEmpty })
    }

    @Test func `by kind, no kind is in two parts`() throws {
        #expect(overlap(try make(by: .kind)) { [$0.kind] }.isEmpty)
    }

    @Test(arguments: QuestionSplit.Separation.allCases)
    func `a part begins the same however many questions there are`(
        separation: QuestionSplit.Separation
    ) throws {
        let few = try make(by: separation, count: 90)
        let many = try make(by: separation)
        #expect(few.map(\.text) == many.prefix(90).map(\.text))
        #expect(few.map(\.part) == many.prefix(90).map(\.part))
    }

    @Test func `at random, the questions are those without parts`() throws {
        let split = try make(by: .random, count: 200)
        let whole = try MediumGraph.questions { $0.count = 200 }.lines
        #expect(split.map(\.text) == whole.map(\.text))
    }

    @Test(arguments: [
        "", "train", "train=0.5", "train=0.5,dev=0.6", "a=0.5,a=0.5", "a=1,b=0", "a=-1,b=2",
        "a b=1",
        "a=0.5,,b=0.5", "a=nan",
    ])
    func `shares that do not make a whole are refused`(text: String) {
        #expect(QuestionSplit(text, by: .random) == nil)
    }
}
