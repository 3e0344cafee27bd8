internal import GRDB

/// The tables of a corpus.
///
/// `Datasets/corpus.md` describes them for readers of the file. A change of a table is a new
/// version.
enum CorpusSchema {
    /// `MGCO`, by which the file is known to be a corpus.
    static let applicationID = 0x4D47_434F
    static let version = 1

    /// What a file of SQLite is to us.
    enum State {
        /// Without any table, such as one that was killed when it was made.
        case empty
        case corpus(version: Int)
        case foreign
    }

    static func state(_ database: Database) throws -> State {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if application == applicationID {
            return .corpus(version: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0)
        }
        let tableCount = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        return application == 0 && tableCount == 0 ? .empty : .foreign
    }

    static func make(_ database: Database) throws {
        try database.execute(sql: tables)
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    private static let tables = """
        CREATE TABLE generator (
            id INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            model TEXT NOT NULL,
            settings TEXT NOT NULL
        ) STRICT;
        CREATE TABLE prompt (
            id INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE,
            context TEXT NOT NULL UNIQUE,
            icd10 TEXT NOT NULL,
            language TEXT NOT NULL,
            template TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE TABLE work (
            prompt INTEGER NOT NULL REFERENCES prompt (id),
            generator INTEGER NOT NULL REFERENCES generator (id),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
            request_count INTEGER NOT NULL,
            failure TEXT,
            message TEXT,
            CHECK ((state = 'failed') = (failure IS NOT NULL)),
            PRIMARY KEY (prompt, generator)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            prompt INTEGER NOT NULL,
            generator INTEGER NOT NULL,
            text TEXT NOT NULL,
            labels TEXT,
            finish_reason TEXT,
            prompt_tokens INTEGER,
            completion_tokens INTEGER,
            scores TEXT NOT NULL,
            UNIQUE (prompt, generator),
            FOREIGN KEY (prompt, generator) REFERENCES work (prompt, generator)
        ) STRICT;
        CREATE TABLE span (
            note INTEGER NOT NULL REFERENCES note (id),
            "start" INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            "key" TEXT NOT NULL,
            label TEXT NOT NULL,
            negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
            PRIMARY KEY (note, "start", "end", "key", label),
            CHECK (0 <= "start" AND "start" < "end")
        ) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE note_words USING fts5 (
            words, content = '', tokenize = 'unicode61 remove_diacritics 0'
        );
        """
}
