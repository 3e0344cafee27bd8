package import Diagnostics
internal import GRDB

/// A note that has all words of a search.
package struct SearchHit: Sendable {
    package let note: Int64
    package let context: String
    package let icd10: String
    package let language: String
    /// The part of the note around the first of the words.
    package let excerpt: String
}

extension Corpus {
    /// The notes that have all words of `text`, those that say most about them first.
    ///
    /// Words are compared by their stems, whatever their case. Everything else in `text` parts
    /// words, and means nothing.
    ///
    /// - Throws: where `text` has no word.
    package func search(_ text: String, countMax: Int) throws(InputError) -> [SearchHit] {
        let words = SearchWords.words(of: text)
        guard !words.isEmpty else {
            throw InputError(
                "there is no word in `\(text)` to search for",
                hint: "words are made of letters and digits")
        }
        let query = words.map { "\"\($0)\"" }.joined(separator: " ")
        return try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT note.id, note.text, prompt.context, prompt.icd10, prompt.language
                    FROM note_words JOIN note ON note.id = note_words.rowid
                    JOIN prompt ON prompt.id = note.prompt
                    WHERE note_words MATCH ? ORDER BY bm25(note_words), note.id LIMIT ?
                    """, arguments: [query, countMax]
            ).map { row in
                SearchHit(
                    note: row["id"], context: row["context"], icd10: row["icd10"],
                    language: row["language"],
                    excerpt: SearchExcerpt.text(around: Set(words), in: row["text"]))
            }
        }
    }
}
