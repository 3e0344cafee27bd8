import JSONRecords
import Testing

@testable import NoteGeneration

@Suite struct ProgressTests {
    @Test(arguments: [
        (0, 0, 0, 1.0, "0 of 20 notes, 0.0 a second"),
        (10, 0, 0, 4.0, "10 of 20 notes, 2.5 a second, 4 s left"),
        (9, 1, 420, 5.0, "9 of 20 notes, 1 failed, 420 tokens, 2.0 a second, 5 s left"),
        (1, 0, 0, 20.0, "1 of 20 notes, 0.1 a second, 6 min left"),
        (1, 0, 0, 1000.0, "1 of 20 notes, 0.0 a second, 5 h 16 min left"),
        (20, 0, 0, 0.01, "20 of 20 notes, 2000 a second, 0 s left"),
    ])
    func `progress tells the rate and the time left`(
        written: Int, failed: Int, tokens: Int, seconds: Double, text: String
    ) {
        var progress = GenerationProgress(totalCount: 20)
        progress.writtenCount = written
        progress.failedCount = failed
        progress.tokenCount = tokens
        #expect(progress.text(seconds: seconds) == text)
    }

    @Test func `scores are summed up by their keys, and a missing one does not count`() throws {
        var summary = ScoreSummary()
        summary.add(try JSONParser.parse(#"{"recall": 1, "named": true, "gaps": ["a", "b"]}"#))
        summary.add(try JSONParser.parse(#"{"recall": 0.5, "named": false, "gaps": []}"#))
        summary.add(try JSONParser.parse(#"{"recall": null, "inner": {"x": 3}}"#))
        #expect(summary.lines.map(\.name) == ["recall", "named", "gaps", "inner.x"])
        #expect(summary.lines.map(\.mean) == [0.75, 0.5, 1, 3])
        #expect(summary.lines.map(\.least) == [0.5, 0, 0, 3])
        #expect(summary.lines.map(\.most) == [1, 1, 2, 3])
        #expect(summary.lines.map(\.noteCount) == [2, 2, 2, 1])
    }
}
