import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Corpus

/// What is opened as a corpus, and what is refused.
@Suite struct CorpusFileTests {
    private func message(_ path: String, for access: Corpus.Access) -> String {
        do throws(InputError) {
            _ = try Corpus.open(path, for: access)
            return "opened"
        } catch { return error.message }
    }

    @Test(arguments: [Corpus.Access.reading, .writing])
    func `a file that is no corpus is refused and left as it is`(access: Corpus.Access) throws {
        try withFolder { folder in
            let text = folder.appending(path: "notes.txt")
            try String(repeating: "these are notes\n", count: 100)
                .write(to: text, atomically: true, encoding: .utf8)
            let other = folder.appending(path: "other.sqlite")
            try DatabaseQueue(path: other.path).write { try $0.execute(sql: "CREATE TABLE t (a)") }
            for file in [text, other] {
                let before = try Data(contentsOf: file)
                #expect(message(file.path, for: access).contains("is not a corpus of MedGraph"))
                #expect(try Data(contentsOf: file) == before)
            }
        }
    }

    @Test(arguments: [Corpus.Access.reading, .writing])
    func `a corpus of another version is refused by its number and left as it is`(
        access: Corpus.Access
    ) throws {
        try withFolder { folder in
            try Corpus.filled(["one"], in: folder).close()
            let queue = try DatabaseQueue(path: folder.corpusPath)
            try queue.write { try $0.execute(sql: "PRAGMA user_version = 7") }
            try queue.close()
            let before = try Data(contentsOf: URL(filePath: folder.corpusPath))
            #expect(message(folder.corpusPath, for: access).contains("has version 7"))
            #expect(try Data(contentsOf: URL(filePath: folder.corpusPath)) == before)
        }
    }

    @Test func `a corpus that is not there is made by writers only`() throws {
        try withFolder { folder in
            let path = folder.corpusPath
            #expect(message(path, for: .reading).contains("there is no corpus"))
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(message(path, for: .writing) == "opened")
            #expect(message(path, for: .reading) == "opened")
            #expect(
                message(folder.appending(path: "no/c.sqlite").path, for: .writing)
                    .contains("cannot open"))
        }
    }

    @Test func `an empty file, as a killed process leaves it, becomes a corpus`() throws {
        try withFolder { folder in
            _ = FileManager.default.createFile(atPath: folder.corpusPath, contents: nil)
            let corpus = try Corpus.filled(["one"], in: folder)
            #expect(try corpus.note("1")?.text == "one")
        }
    }

    @Test func `the file is in WAL mode, and a reader sees what a writer stored before it`() throws
    {
        try withFolder { folder in
            let writer = try Corpus.filled(["one"], in: folder)
            let reader = try Corpus.open(folder.corpusPath, for: .reading)
            let mode = try reader.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
            #expect(mode == "wal")
            #expect(try reader.note("1")?.text == "one")
            try writer.close()
        }
    }

    @Test func `two processes cannot work for one corpus`() throws {
        try withFolder { folder in
            var first: WorkLock? = try WorkLock(corpus: folder.corpusPath)
            #expect(throws: InputError.self) { try WorkLock(corpus: folder.corpusPath) }
            withExtendedLifetime(first) {}
            first = nil
            #expect(throws: Never.self) { try WorkLock(corpus: folder.corpusPath) }
        }
    }
}
