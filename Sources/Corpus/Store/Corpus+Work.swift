internal import ClinicalNotes
package import Diagnostics
internal import GRDB
internal import JSONRecords

/// What a generator has to do for a file of prompts.
package struct WorkList: Sendable {
    package let generator: GeneratorID
    /// The prompts that have no note yet, in the order of the file.
    package let open: [PromptID]
    /// How many of the file's prompts have one.
    package let doneCount: Int
    /// How many records have the messages of one before them. They are answered once.
    package let repeatedCount: Int
}

// MARK: The ledger

extension Corpus {
    /// Enters the prompts of a file, and what `generator` has to do for them.
    ///
    /// - Throws: where a line is no prompt, or has the id of another prompt. The corpus is then as it
    ///   was.
    package func enlist(
        _ file: PromptFile, for generator: GeneratorDescription
    ) throws(InputError) -> WorkList {
        try write { database in
            let generatorID = try Self.enter(generator, in: database)
            var file = file
            var seen: Set<PromptID> = []
            var open: [PromptID] = []
            var repeatedCount = 0
            while let (prompt, place) = try file.next() {
                let id = try Self.enter(prompt, place, in: database)
                guard seen.insert(id).inserted else {
                    repeatedCount += 1
                    continue
                }
                if try !Self.isDone(id, generatorID, in: database) { open.append(id) }
            }
            guard !seen.isEmpty else { throw InputError("there is no prompt in `\(file.path)`") }
            return WorkList(
                generator: generatorID, open: open, doneCount: seen.count - open.count,
                repeatedCount: repeatedCount)
        }
    }

    private static func enter(
        _ generator: GeneratorDescription, in database: Database
    ) throws -> GeneratorID {
        let identity = generator.identity
        try database.cachedStatement(
            sql: """
                INSERT INTO generator (identity, name, model, settings) VALUES (?, ?, ?, ?)
                ON CONFLICT (identity) DO NOTHING
                """
        ).execute(
            arguments: [identity, generator.name, generator.model, generator.settings.text])
        return GeneratorID(
            rawValue: try Self.row(
                "SELECT id FROM generator WHERE identity = ?", identity, in: database))
    }

    private static func enter(
        _ prompt: Prompt, _ place: FilePlace, in database: Database
    ) throws -> PromptID {
        let identity = prompt.identity
        do {
            try database.cachedStatement(
                sql: """
                    INSERT INTO prompt (identity, context, icd10, language, template, record)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (identity) DO NOTHING
                    """
            ).execute(
                arguments: [
                    identity, prompt.context, prompt.icd10, prompt.language, prompt.template,
                    prompt.record,
                ])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw InputError(
                "another prompt of the corpus has the id `\(prompt.context)`", at: place,
                hint: "records with other messages need another `id`")
        }
        return PromptID(
            rawValue: try row("SELECT id FROM prompt WHERE identity = ?", identity, in: database))
    }

    /// Enters the prompt as waiting if it was never asked.
    private static func isDone(
        _ prompt: PromptID, _ generator: GeneratorID, in database: Database
    ) throws -> Bool {
        let arguments: StatementArguments = [prompt.rawValue, generator.rawValue]
        try database.cachedStatement(
            sql: """
                INSERT INTO work (prompt, generator, state, request_count)
                VALUES (?, ?, 'waiting', 0) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: arguments)
        let state = try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT state FROM work WHERE prompt = ? AND generator = ?"),
            arguments: arguments)
        return state == "done"
    }

    private static func row(
        _ sql: String, _ identity: String, in database: Database
    ) throws -> Int64 {
        guard
            let id = try Int64.fetchOne(
                database.cachedStatement(sql: sql), arguments: [identity])
        else { throw InputError("the row of `\(identity)` is gone") }
        return id
    }

    /// The prompts with these rows, in the given order.
    package func prompts(_ ids: some Sequence<PromptID>) throws(InputError) -> [Prompt] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT record FROM prompt WHERE id = ?")
            return try ids.map { id in
                guard let text = try String.fetchOne(statement, arguments: [id.rawValue]),
                    let record = try? JSONParser.parse(text)
                else { throw InputError("the prompt \(id.rawValue) of `\(path)` is damaged") }
                return try Prompt(record: record, text: text)
            }
        }
    }
}

// MARK: Outcomes

extension Corpus {
    /// Enters what became of prompts: all of them, or none if it throws.
    ///
    /// A prompt that has a note of this generator cannot get another.
    package func store(
        _ outcomes: [WorkOutcome], of generator: GeneratorID
    ) throws(InputError) {
        try write { database in
            for outcome in outcomes {
                try Self.enter(outcome, generator, in: database)
                if case .note(let note) = outcome.result {
                    try Self.enter(note, outcome.prompt, generator, in: database)
                }
            }
        }
    }

    private static func enter(
        _ outcome: WorkOutcome, _ generator: GeneratorID, in database: Database
    ) throws {
        var failure: WorkOutcome.Failure?
        if case .failure(let reason) = outcome.result { failure = reason }
        try database.cachedStatement(
            sql: """
                UPDATE work SET state = ?, request_count = request_count + ?, failure = ?,
                    message = ?
                WHERE prompt = ? AND generator = ? AND state <> 'done'
                """
        ).execute(
            arguments: [
                failure == nil ? "done" : "failed", outcome.requestCount, failure?.kind,
                failure?.message, outcome.prompt.rawValue, generator.rawValue,
            ])
        guard database.changesCount == 1 else {
            throw InputError("the prompt \(outcome.prompt.rawValue) is answered already")
        }
    }

    private static func enter(
        _ note: NewNote, _ prompt: PromptID, _ generator: GeneratorID, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO note (prompt, generator, text, labels, finish_reason, prompt_tokens,
                    completion_tokens, scores)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                prompt.rawValue, generator.rawValue, note.text, note.labels?.text,
                note.finishReason, note.promptTokenCount, note.completionTokenCount,
                note.scores.text,
            ])
        let id = database.lastInsertedRowID
        try database.cachedStatement(
            sql: "INSERT INTO note_words (rowid, words) VALUES (?, ?)"
        ).execute(arguments: [id, SearchWords.text(note.text)])
        let spans = try database.cachedStatement(
            sql: """
                INSERT INTO span (note, "start", "end", "key", label, negated)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for span in note.spans {
            try spans.execute(
                arguments: [id, span.start, span.end, span.key, span.label, span.negated])
        }
    }
}
