internal import ClinicalNotes
package import Corpus
package import Diagnostics
package import JSONRecords

/// What is in a corpus: the work and the scores of each generator.
package struct CorpusReport: Sendable {
    package struct Part: Sendable {
        package let statistics: GeneratorStatistics
        package let scores: ScoreSummary
        /// How much its notes differ from each other.
        package let diversity: JSONValue
    }

    package let promptCount: Int
    package let parts: [Part]

    /// - Throws: where the corpus cannot be read.
    package init(_ corpus: Corpus) throws(InputError) {
        promptCount = try corpus.promptCount()
        var parts: [Part] = []
        for statistics in try corpus.generatorStatistics() {
            var scores = ScoreSummary()
            var diversity = CorpusDiversity()
            try corpus.forEachScore(of: statistics) { text, noteScores in
                scores.add(noteScores)
                diversity.add(text)
            }
            parts.append(Part(statistics: statistics, scores: scores, diversity: diversity.json))
        }
        self.parts = parts
    }

    /// One object: `prompts` and `generators`.
    package var json: JSONValue {
        .object([
            .init(key: "prompts", value: .integer(Int64(promptCount))),
            .init(key: "generators", value: .array(parts.map(\.json))),
        ])
    }
}

extension CorpusReport.Part {
    fileprivate var json: JSONValue {
        func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }
        return .object([
            .init(key: "generator", value: statistics.generator.json),
            .init(key: "notes", value: count(statistics.doneCount)),
            .init(key: "failed", value: count(statistics.failedCount)),
            .init(key: "waiting", value: count(statistics.waitingCount)),
            .init(
                key: "failures",
                value: .object(
                    statistics.failures.map { .init(key: $0.kind, value: count($0.count)) })),
            .init(key: "requests", value: count(statistics.requestCount)),
            .init(key: "prompt_tokens", value: count(statistics.promptTokenCount)),
            .init(key: "completion_tokens", value: count(statistics.completionTokenCount)),
            .init(key: "scores", value: .object(scores.lines.map(Self.score))),
            .init(key: "diversity", value: diversity),
        ])
    }

    private static func score(_ line: ScoreSummary.Line) -> JSONValue.Member {
        .init(
            key: line.name,
            value: .object([
                .init(key: "mean", value: .float(line.mean)),
                .init(key: "min", value: .float(line.least)),
                .init(key: "max", value: .float(line.most)),
                .init(key: "notes", value: .integer(Int64(line.noteCount))),
            ]))
    }
}
