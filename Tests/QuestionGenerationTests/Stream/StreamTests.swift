import MedGraph
import QuestionGeneration
import Testing

/// What the order of questions promises.
@Suite struct StreamTests {
    private func make(
        _ kinds: [String] = [], _ change: (inout QuestionOptions) -> Void
    ) throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) {
        try MediumGraph.questions(kinds, change)
    }

    @Test(arguments: [false, true])
    func `fewer questions are the first of more`(hasLimit: Bool) throws {
        let many = try make {
            $0.count = 300
            $0.shareMax = hasLimit ? 0.05 : 1
        }
        for count in [1, 2, 17, 100] {
            let few = try make {
                $0.count = count
                $0.shareMax = hasLimit ? 0.05 : 1
            }
            #expect(few.lines.map(\.text) == many.lines.prefix(count).map(\.text))
        }
    }

    @Test func `one thread and eight make the same bytes`() throws {
        let texts = try [1, 8].map { threads in
            try make {
                $0.count = 200
                $0.seed = 11
                $0.threadCount = threads
            }.lines.map(\.text)
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0].count == 200)
    }

    @Test func `another seed asks other questions`() throws {
        let ids = try [1, 2].map { seed in
            Set(
                try make {
                    $0.count = 100
                    $0.seed = Int64(seed)
                }.lines.map(\.record.id))
        }
        #expect(ids[0].intersection(ids[1]).count < 60)
    }

    @Test func `a kind asks the same questions in any company`() throws {
        let alone = try make(["pair"]) { $0.count = 20 }
        let among = try make { $0.count = 130 }
        let own = among.lines.filter { $0.record.kind == "pair" }
        #expect(own.count >= 20)
        #expect(own.prefix(20).map(\.text) == alone.lines.map(\.text))
    }

    @Test func `the kinds take turns`() throws {
        let (lines, _) = try make { $0.count = 60 }
        // Twins are two questions of one turn.
        for (name, count) in ["symptom": 10, "drugs": 10, "pair": 10, "treats": 10, "twins": 20] {
            #expect(lines.count { $0.record.kind == name } == count, "\(name)")
        }
    }

    @Test func `where too many are asked for, all that are possible are made and counted`() throws {
        let (lines, report) = try make(["pair"]) { $0.count = 100_000 }
        #expect(report.isShort)
        #expect(report.questionCount == lines.count)
        let kind = report.kinds[0]
        #expect(kind.isExhausted)
        #expect(kind.questionCount + kind.dropped.values.reduce(0, +) == kind.subjectCount)
    }

    @Test func `no entity is in more than its share, at any number of questions`() throws {
        let share = 0.05
        let (lines, report) = try make {
            $0.count = 400
            $0.shareMax = share
        }
        #expect(!report.isShort)
        var counts: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            for key in Self.entities(of: line.record) { counts[key, default: 0] += 1 }
            // Both of twins are allowed where one question is.
            let limit = max(2, Int(share * Double(index + 2)))
            #expect(counts.values.allSatisfy { $0 <= limit })
        }
        let free = try make { $0.count = 400 }
        var freeCounts: [String: Int] = [:]
        for line in free.lines {
            for key in Self.entities(of: line.record) { freeCounts[key, default: 0] += 1 }
        }
        // Without the limit there is a hub, or this test would show nothing.
        #expect((freeCounts.values.max() ?? 0) > Int(share * 400))
    }

    /// The keys of the diseases, symptoms and drugs that a question names or that answer it.
    private static func entities(of record: QuestionRecord) -> Set<String> {
        func texts(_ value: QueryValue) -> [String] {
            switch value {
            case .string(let text): [text]
            case .list(let elements): elements.flatMap(texts)
            default: []
            }
        }
        let named = record.parameters.flatMap { texts($0.value) }
        return Set(named + record.answers.flatMap(texts))
    }
}
