import Foundation
import GraphModel
import LMDB
import TestSupport
import Testing

@testable import GraphStore

/// Writers that die, and disks that are full.
@Suite struct CrashTests {
    /// The executable stands beside the bundle of the tests.
    private static let worker = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("CrashWorker")

    /// Kills a worker a while after it has acknowledged some commits, and returns the last that it
    /// acknowledged.
    ///
    /// Commits are waited for, not time: on a busy machine a worker needs long to begin.
    private func runAndKill(
        _ path: String, from first: Int, isDurable: Bool, afterCommits count: Int,
        andMicroseconds delay: UInt32
    ) throws -> Int {
        let process = Process()
        process.executableURL = Self.worker
        process.arguments = [path, String(first), isDurable ? "durable" : "none"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var bytes: [UInt8] = []
        while bytes.count < 4 * count {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            bytes += more
        }
        usleep(delay)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        bytes += try pipe.fileHandleForReading.readToEnd() ?? Data()
        // It ends before only when a commit fails.
        try #require(bytes.count >= 4 * count, "the worker ended by itself")
        guard bytes.count >= 4 else { return first - 1 }
        return Int(bytes.rawSpan.value(UInt32.self, at: bytes.count / 4 * 4 - 4))
    }

    /// What a database holds after a crash: whole commits, and those that were acknowledged.
    private func expectWhole(_ database: TemporaryDatabase, acknowledged: Int) throws -> Int {
        let check = try FileCheck(path: database.path)
        #expect(check.violations == [])
        let store = try database.open()
        let last = try CrashSteps.lastCommit(in: try store.snapshot()).get()
        #expect(last == acknowledged || last == acknowledged + 1)
        return last
    }

    @Test(arguments: RandomCases.seeds(5))
    func `a killed writer leaves whole commits, and all that it acknowledged`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let database = TemporaryDatabase()
        _ = try database.open()
        var last = 0
        for _ in 0..<20 {
            // One in four dies while it begins, or in its first commit.
            let commitCount = generator.isOne(in: 4) ? 0 : 1 + generator.below(12)
            let acknowledged = try runAndKill(
                database.path, from: last + 1, isDurable: generator.isOne(in: 2),
                afterCommits: commitCount,
                andMicroseconds: UInt32(generator.below(commitCount == 0 ? 60_000 : 10_000)))
            last = try expectWhole(database, acknowledged: acknowledged)
        }
        #expect(last >= 20, "most of the workers made commits")
    }

    @Test func `a killed writer of a new file leaves one that opens`() throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<15 {
            let database = TemporaryDatabase()
            let acknowledged = try runAndKill(
                database.path, from: 1, isDurable: true,
                afterCommits: generator.isOne(in: 2) ? 0 : 1,
                andMicroseconds: UInt32(generator.below(20_000)))
            let store = try database.open()
            let last = try CrashSteps.lastCommit(in: try store.snapshot()).get()
            #expect(last >= acknowledged)
            #expect(try IntegrityCheck(of: try store.snapshot()).violations == [])
        }
    }

    /// Commits until the disk is full, and returns the last that was.
    ///
    /// A short write is an error of input and output to LMDB.
    static func commitUntilFull(_ path: String, from first: Int) throws -> Int {
        let store = try Store.open(path: path)
        var last = first - 1
        do throws(StoreError) {
            while true {
                try CrashSteps.commit(last + 1, in: store)
                last += 1
            }
        } catch .storage(let error) {
            let codes: [ReturnCode] = [.noSpace, .fileTooLarge, .inputOutput]
            guard codes.contains(error.code) else { throw StoreError.storage(error) }
        }
        // Reading goes on as if nothing had been.
        let found = try CrashSteps.lastCommit(in: try store.snapshot()).get()
        guard found == last else { throw Disagreement("\(found) commits, not \(last)") }
        return last
    }

    /// Lets this process write no file beyond a length, and go on when it tries.
    static func limitFiles(toByteCount byteCount: Int) -> Bool {
        // Nobody handled the signal before.
        _ = signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: rlim_t(byteCount), rlim_max: rlim_t(byteCount))
        // The limit is copied before the call returns.
        return unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
    }

    @Test(arguments: [120_000, 300_000, 301_000, 700_000])
    func `a file that may not grow is told, and keeps its commits`(byteCount: Int) async throws {
        let database = TemporaryDatabase()
        _ = try database.open()
        await #expect(processExitsWith: .success) {
            [path = database.path as String, byteCount = byteCount as Int] in
            guard CrashTests.limitFiles(toByteCount: byteCount) else { exit(3) }
            _ = try CrashTests.commitUntilFull(path, from: 1)
        }
        let check = try FileCheck(path: database.path)
        #expect(check.violations == [])
        let last = try CrashSteps.lastCommit(in: try database.open().snapshot()).get()
        #expect(last > 0)
        // With room again, it goes on.
        let store = try database.open()
        try CrashSteps.commit(last + 1, in: store)
        #expect(try IntegrityCheck(of: try store.snapshot()).violations == [])
    }

    private static func mountMemory(
        _ directory: String, _ options: String, isAgain: Bool = false
    ) -> Bool {
        // The text is copied before the call returns.
        unsafe mount("tmpfs", directory, "tmpfs", isAgain ? UInt(MS_REMOUNT) : 0, options) == 0
    }

    /// Mounting a small file system is for the superuser of a machine that allows it.
    @Test func `a full disk is told, and the commits stay`() throws {
        let directory = TemporaryDatabase().path + ".mount"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        guard Self.mountMemory(directory, "size=600k") else { return }
        defer { _ = unsafe umount2(directory, Int32(MNT_DETACH)) }
        let path = directory + "/graph.medgraph"
        let last = try Self.commitUntilFull(path, from: 1)
        #expect(last > 0)
        let check = try FileCheck(path: path)
        #expect(check.violations == [])
        // Deleting makes room only when there is some: a larger disk does.
        guard Self.mountMemory(directory, "size=4m", isAgain: true) else { return }
        let store = try Store.open(path: path)
        try CrashSteps.commit(last + 1, in: store)
        #expect(try CrashSteps.lastCommit(in: try store.snapshot()).get() == last + 1)
        #expect(try IntegrityCheck(of: try store.snapshot()).violations == [])
    }
}
