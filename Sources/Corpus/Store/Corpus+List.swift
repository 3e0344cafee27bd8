package import Diagnostics
internal import GRDB

/// A prompt of a corpus and what became of it, for one generator.
package struct WorkLine: Sendable {
    /// Nil where there is no note.
    package let note: Int64?
    package let context: String
    package let icd10: String
    package let language: String
    package let generator: String
    package let model: String
    /// `waiting`, `done` or `failed`.
    package let state: String
    /// The kind of the failure and its message.
    package let failure: String?
    /// The beginning of the note.
    package let beginning: String?
}

extension Corpus {
    /// The work of all generators: notes by their number, then prompts without note.
    ///
    /// - Parameters:
    ///   - state: only work in this state; nil for all.
    ///   - countMax: how many lines at most.
    package func workLines(
        state: String? = nil, countMax: Int
    ) throws(InputError) -> [WorkLine] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT note.id AS note, prompt.context, prompt.icd10, prompt.language,
                        generator.name, generator.model, work.state,
                        work.failure || ': ' || work.message AS failure,
                        substr(note.text, 1, 200) AS beginning
                    FROM work JOIN prompt ON prompt.id = work.prompt
                    JOIN generator ON generator.id = work.generator
                    LEFT JOIN note ON note.prompt = work.prompt AND note.generator = work.generator
                    WHERE ?1 IS NULL OR work.state = ?1
                    ORDER BY note.id IS NULL, note.id, work.prompt, work.generator LIMIT ?2
                    """, arguments: [state, countMax]
            ).map { row in
                WorkLine(
                    note: row["note"], context: row["context"], icd10: row["icd10"],
                    language: row["language"], generator: row["name"], model: row["model"],
                    state: row["state"], failure: row["failure"], beginning: row["beginning"])
            }
        }
    }
}
