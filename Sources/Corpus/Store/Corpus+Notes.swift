internal import ClinicalNotes
package import Diagnostics
internal import GRDB
internal import JSONRecords

extension Corpus {
    /// The notes one after the other: a corpus can be larger than memory.
    ///
    /// **Order** That of the prompts, and of the generators of one prompt: the same whenever the
    /// answers came, also when a killed run went on.
    ///
    /// - Throws: also what `body` throws.
    package func forEachNote(_ body: (Note) throws -> Void) throws(InputError) {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: Self.noteQuery + " ORDER BY note.prompt, note.generator")
            while let row = try rows.next() { try body(try note(row, database)) }
        }
    }

    /// The note with a number, an id, or the id of its context; nil where there is none. A context
    /// with notes of several generators gives the first.
    package func note(_ name: String) throws(InputError) -> Note? {
        try read { database in
            if let number = Int64(name) {
                let row = try Row.fetchOne(
                    database, sql: Self.noteQuery + " WHERE note.id = ?", arguments: [number])
                if let row { return try note(row, database) }
            }
            // A note's id is that of its context and eight digits of its generator.
            let rows = try Row.fetchCursor(
                database,
                sql: Self.noteQuery
                    + " WHERE prompt.context IN (?, substr(?, 1, length(?) - 9)) ORDER BY note.id",
                arguments: [name, name, name])
            while let row = try rows.next() {
                let note = try note(row, database)
                if note.id == name || note.prompt.context == name { return note }
            }
            return nil
        }
    }

    private static let noteQuery = """
        SELECT note.id, note.text, note.scores, note.labels, note.finish_reason,
            note.prompt_tokens, note.completion_tokens, prompt.record,
            generator.name, generator.model, generator.settings
        FROM note JOIN prompt ON prompt.id = note.prompt
        JOIN generator ON generator.id = note.generator
        """

    private func note(_ row: Row, _ database: Database) throws -> Note {
        let number: Int64 = row["id"]
        do {
            let labels: String? = row["labels"]
            let record: String = row["record"]
            return Note(
                number: number,
                prompt: try Prompt(record: JSONParser.parse(record), text: record),
                generator: GeneratorDescription(
                    name: row["name"], model: row["model"],
                    settings: try JSONParser.parse(row["settings"] as String)),
                text: row["text"],
                spans: try Self.spans(of: number, database),
                scores: try JSONParser.parse(row["scores"] as String),
                labels: try labels.map { try JSONParser.parse($0) },
                finishReason: row["finish_reason"], promptTokenCount: row["prompt_tokens"],
                completionTokenCount: row["completion_tokens"])
        } catch is JSONError { throw InputError("the note \(number) of `\(path)` is damaged") }
    }

    private static func spans(of note: Int64, _ database: Database) throws -> [GoldSpan] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT "start", "end", "key", label, negated FROM span WHERE note = ?
                ORDER BY "start", "end", "key"
                """)
        return try Row.fetchAll(statement, arguments: [note]).map { row in
            GoldSpan(
                start: row["start"], end: row["end"], key: row["key"], label: row["label"],
                negated: row["negated"])
        }
    }
}
