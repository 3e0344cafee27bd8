package import Diagnostics
internal import Foundation
internal import GRDB

/// Notes with the prompts that they answer, in one file of SQLite.
///
/// Each change is a transaction that is on disk when it is done: a process killed at any moment
/// leaves the last of them. Readers see it while a run adds to it.
package final class Corpus: Sendable {
    package enum Access: Sendable {
        case reading
        /// Makes the corpus if there is none.
        case writing
    }

    package let path: String
    /// Whether this opening made the file.
    package let isNew: Bool
    private let queue: DatabaseQueue

    private init(path: String, isNew: Bool, queue: DatabaseQueue) {
        self.path = path
        self.isNew = isNew
        self.queue = queue
    }

    /// - Throws: where the file is missing, not a corpus, of another version, or cannot be opened.
    package static func open(_ path: String, for access: Access) throws(InputError) -> Corpus {
        let isNew = !FileManager.default.fileExists(atPath: path)
        guard access == .writing || !isNew else {
            throw InputError(
                "there is no corpus `\(path)`", hint: "`medgraph generate` makes one")
        }
        var configuration = Configuration()
        // A reader that may write removes the log of changes that it opened; it changes nothing else.
        configuration.readonly =
            access == .reading && !FileManager.default.isWritableFile(atPath: path)
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let corpus = Corpus(path: path, isNew: isNew, queue: queue)
            try access == .writing ? corpus.prepare() : corpus.read { try corpus.check($0) }
            return corpus
        } catch { throw InputError(error, path) }
    }

    /// Ends the work with the file; the log of the last changes is merged into it.
    package func close() throws(InputError) {
        do { try queue.close() } catch { throw InputError(error, path) }
    }

    /// Closes and removes what this opening made, so that nothing is left of what failed at once.
    package func removeIfNew() {
        guard isNew, (try? queue.close()) != nil else { return }
        for ending in ["", "-wal", "-shm", "-lock"] {
            try? FileManager.default.removeItem(atPath: path + ending)
        }
    }

    // MARK: Tables

    private func prepare() throws {
        try queue.write { database in
            if case .empty = try CorpusSchema.state(database) { try CorpusSchema.make(database) }
            try check(database)
        }
        // Only now, since a file of another program is left as it is.
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
    }

    private func check(_ database: Database) throws {
        switch try CorpusSchema.state(database) {
        case .corpus(CorpusSchema.version): return
        case .corpus(let version):
            throw InputError(
                "the corpus `\(path)` has version \(version), and this program knows only version "
                    + "\(CorpusSchema.version)",
                hint: "take the version of medgraph that made it; nothing was changed")
        case .empty, .foreign: throw InputError.noCorpus(path)
        }
    }

    // MARK: Transactions

    /// Reads one state of the corpus.
    func read<Value>(_ body: (Database) throws -> Value) throws(InputError) -> Value {
        do { return try queue.read(body) } catch { throw InputError(error, path) }
    }

    /// Changes the corpus: all of `body`, or nothing if it throws.
    func write<Value>(_ body: (Database) throws -> Value) throws(InputError) -> Value {
        do { return try queue.write(body) } catch { throw InputError(error, path) }
    }
}
