import Foundation
import GRDB
import Synchronization
import Testing

/// A database of the starter graph, made once for all tests.
private let starterDatabase: Result<Data, any Error> = Result {
    var data = Data()
    try withFolder([:]) { folder in
        let starter = repository.appending(path: "Datasets/starter").path
        let loaded = try run(
            ["import", "s.mdb", starter, "--mapping", starter + "/mapping.yaml"], in: folder)
        guard loaded.status == 0 else { throw ExampleDoesNotLoad(messages: loaded.messages) }
        data = try Data(contentsOf: folder.appending(path: "s.mdb"))
    }
    return data
}

/// The prompts that tests asked for, by the arguments that made them.
private let madePrompts = Mutex<[[String]: Data]>([:])

/// Lends a folder with the starter graph `s.mdb` and `count` prompts `p.jsonl` to `body`.
func withPrompts(
    _ count: Int, _ arguments: [String] = [], _ body: (URL) throws -> Void
) throws {
    try withFolder([:]) { folder in
        try starterDatabase.get().write(to: folder.appending(path: "s.mdb"))
        let file = folder.appending(path: "p.jsonl")
        let ask = ["--count", String(count), "--seed", "3"] + arguments
        if let made = madePrompts.withLock({ $0[ask] }) {
            try made.write(to: file)
        } else {
            let made = try run(["prompts", "s.mdb", "--output", "p.jsonl"] + ask, in: folder)
            guard made.status == 0 else { throw ExampleDoesNotLoad(messages: made.messages) }
            let data = try Data(contentsOf: file)
            madePrompts.withLock { $0[ask] = data }
        }
        try body(folder)
    }
}

/// The arguments that every `medgraph generate` of the tests has.
let generate = ["generate", "s.mdb", "--corpus", "c.sqlite", "--prompts", "p.jsonl"]

/// What a corpus in a folder has.
struct CorpusFile {
    let queue: DatabaseQueue

    init(_ folder: URL, _ name: String = "c.sqlite") throws {
        queue = try DatabaseQueue(path: folder.appending(path: name).path)
    }

    func count(_ sql: String) throws -> Int {
        try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM " + sql) ?? 0 }
    }

    func texts(_ sql: String) throws -> [String] {
        try queue.read { try String.fetchAll($0, sql: sql) }
    }

    /// Every note with the id of its context and its spans, by context.
    func notes() throws -> [String] {
        try texts(
            """
            SELECT prompt.context || ' ' || generator.model || ' ' || note.text || ' ' || note.scores
                || coalesce((SELECT group_concat("start" || '-' || "end" || "key" || negated)
                    FROM (SELECT * FROM span WHERE note = note.id ORDER BY "start", "end", "key")
                    AS span WHERE span.note = note.id), '')
            FROM note JOIN prompt ON prompt.id = note.prompt
            JOIN generator ON generator.id = note.generator ORDER BY 1
            """)
    }

    /// What is wrong with the file, and with the promises of its tables.
    func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let problems = try texts("PRAGMA integrity_check")
        #expect(problems == ["ok"], sourceLocation: sourceLocation)
        let strays = try queue.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").count }
        #expect(strays == 0, sourceLocation: sourceLocation)
        // A note, its row of the ledger and its words come and go together.
        #expect(
            try count("note") == count("work WHERE state = 'done'"), sourceLocation: sourceLocation)
        #expect(
            try texts("SELECT rowid FROM note_words_docsize ORDER BY rowid")
                == texts("SELECT id FROM note ORDER BY id"), sourceLocation: sourceLocation)
    }
}
