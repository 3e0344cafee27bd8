import NoteGeneration
import Testing

@Suite struct GenerationReportTests {
    @Test(arguments: [
        (1, 1, "1 note written\n", "1 prompt failed", "1 prompt waits for the same command\n"),
        (
            1_000, 2, "1,000 notes written\n", "2 prompts failed",
            "2 prompts wait for the same command\n"
        ),
    ])
    func `counts and their nouns agree`(
        writtenCount: Int, otherCount: Int, written: String, failed: String, waiting: String
    ) throws {
        var report = GenerationReport()
        report.writtenCount = writtenCount
        report.failures = [.timeout: otherCount]
        report.waitingCount = otherCount
        report.stop = .budget
        #expect(report.text.hasPrefix(written))
        #expect(report.text.contains("\n" + failed + " ("))
        #expect(report.text.hasSuffix(waiting))
        #expect(!report.isComplete)
    }
}
