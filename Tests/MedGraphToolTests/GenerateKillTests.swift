import Foundation
import Glibc
import MockChatServer
import Synchronization
import Testing

/// `medgraph generate`, killed at any moment and started again.
@Suite struct GenerateKillTests {
    private static let killCount = 20

    /// Starts the program, kills it once `isTime`, and says whether it was still running.
    private static func killed(
        _ arguments: [String], in folder: URL, when isTime: () -> Bool
    ) throws -> Bool {
        let process = try startProgram(arguments, in: folder)
        while process.isRunning, !isTime() { Thread.sleep(forTimeInterval: 0.001) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    @Test func `offline notes: killed at twenty points, every prompt has one note in the end`()
        throws
    {
        let promptCount = 600
        try withPrompts(promptCount) { folder in
            let ask = generate + ["--generator", "offline", "--jobs", "2"]
            var killCount = 0
            for point in 0..<Self.killCount {
                // The first is killed while it enters the prompts, the others among their notes.
                let noteCount = point * promptCount / (Self.killCount + 1)
                let delay = Double.random(in: 0...0.03)
                let wasRunning = try Self.killed(ask, in: folder) {
                    guard point > 0 else {
                        Thread.sleep(forTimeInterval: 0.15)
                        return true
                    }
                    guard (try? CorpusFile(folder).count("note")) ?? 0 >= noteCount else {
                        return false
                    }
                    Thread.sleep(forTimeInterval: delay)
                    return true
                }
                killCount += wasRunning ? 1 : 0
                guard point > 0 else { continue }
                try CorpusFile(folder).expectWhole()
            }
            #expect(killCount >= Self.killCount * 3 / 4, "the runs were too short")
            let last = try run(ask, in: folder)
            #expect(last.status == 0, "\(last.messages)")
            let corpus = try CorpusFile(folder)
            try corpus.expectWhole()
            #expect(try corpus.count("note") == corpus.count("prompt"))
            let other = [
                "generate", "s.mdb", "--corpus", "d.sqlite", "--prompts", "p.jsonl", "--generator",
                "offline",
            ]
            #expect(try run(other, in: folder).status == 0)
            #expect(try CorpusFile(folder, "d.sqlite").notes() == corpus.notes())
        }
    }

    @Test func `a server: killed at twenty points, only what was under way is asked again`() throws
    {
        let promptCount = 120
        let jobCount = 4
        try withPrompts(promptCount) { folder in
            let answers = Mutex<[String: Int]>([:])
            try MockChatServer.with { request in
                answers.withLock { $0[request.body, default: 0] += 1 }
                Thread.sleep(forTimeInterval: Double.random(in: 0...0.02))
                return .note("Note number \(request.number).")
            } _: { server in
                let ask =
                    generate + [
                        "--generator", server.address, "--model", "tiny", "--jobs",
                        String(jobCount), "--record", "r.jsonl",
                    ]
                var killCount = 0
                for _ in 0..<Self.killCount {
                    let requestCount = server.requests.count
                    let more = promptCount / (Self.killCount + 5)
                    let delay = Double.random(in: 0...0.02)
                    let wasRunning = try Self.killed(ask, in: folder) {
                        guard server.requests.count >= requestCount + more else { return false }
                        Thread.sleep(forTimeInterval: delay)
                        return true
                    }
                    killCount += wasRunning ? 1 : 0
                    try CorpusFile(folder).expectWhole()
                }
                #expect(killCount >= Self.killCount * 3 / 4, "the runs were too short")
                #expect(try run(ask, in: folder).status == 0)
                let corpus = try CorpusFile(folder)
                try corpus.expectWhole()
                #expect(try corpus.count("note") == promptCount)
                let asked = answers.withLock { $0 }
                #expect(asked.count == promptCount)
                let repeated = asked.values.reduce(0) { $0 + $1 - 1 }
                #expect(repeated <= killCount * jobCount)
                // Each note is an answer that the server gave, and none was stored for two prompts.
                let texts = try corpus.texts("SELECT text FROM note")
                #expect(Set(texts).count == promptCount)
                // The recording has the answers that are in the corpus.
                let replay = [
                    "generate", "s.mdb", "--corpus", "d.sqlite", "--prompts", "p.jsonl",
                    "--generator", server.address, "--model", "tiny", "--replay", "r.jsonl",
                ]
                #expect(try run(replay, in: folder).status == 0)
                #expect(try CorpusFile(folder, "d.sqlite").notes() == corpus.notes())
            }
        }
    }
}
