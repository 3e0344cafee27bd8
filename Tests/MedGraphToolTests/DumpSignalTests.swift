import Foundation
import Testing

/// A dump that a signal ends leaves nothing behind.
@Suite struct DumpSignalTests {
    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal leaves neither the folder nor a part of it`(signal: Int32) throws {
        try withFolder([:]) { folder in
            let made = try run(
                [
                    "query", "d.mdb",
                    "UNWIND range(1, 100000) AS i CREATE (:A {i: i, text: 'some text of a node'})",
                ], in: folder)
            try #require(made.status == 0, "\(made.messages)")
            let process = Process()
            process.executableURL = program
            process.arguments = ["dump", "d.mdb", "--format", "neo4j-csv", "csv"]
            process.currentDirectoryURL = folder
            process.standardError = FileHandle.nullDevice
            try process.run()
            let names = { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
            let isBegun = {
                guard let part = try names().first(where: { $0.hasPrefix("csv.partial") }) else {
                    return false
                }
                let files = try? FileManager.default.contentsOfDirectory(
                    atPath: folder.appending(path: part).path)
                return files?.isEmpty == false
            }
            let deadline = ContinuousClock.now + .seconds(60)
            while try !isBegun() {
                try #require(process.isRunning && ContinuousClock.now < deadline)
                usleep(500)
            }
            kill(process.processIdentifier, signal)
            while process.isRunning, ContinuousClock.now < deadline { usleep(1_000) }
            #expect(!process.isRunning)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal)
            #expect(process.terminationStatus == signal)
            let left = try names()
            #expect(left.allSatisfy { !$0.hasPrefix("csv") }, "\(left)")
        }
    }
}
