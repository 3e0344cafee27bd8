/// Finds the entities of a record in its note.
package struct GoldSpanFinder: Sendable {
    private let lexicon: Lexicon

    package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// The spans in the order of the text.
    package func spans(in text: String, of context: NoteContext) -> [GoldSpan] { [] }
}
