package import JSONRecords

/// How a note keeps to its record.
package struct NoteScores: Sendable {
    package init(
        of text: String, _ context: NoteContext, _ spans: [GoldSpan], _ lexicon: Lexicon
    ) {}

    /// The scores as a record has them.
    package var json: JSONValue { .object([]) }
}
