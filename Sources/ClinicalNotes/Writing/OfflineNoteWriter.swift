/// Writes notes without a model and without a network.
package struct OfflineNoteWriter: Sendable {
    private let lexicon: Lexicon

    package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// The note of a record: the same for the same record, graph and seed.
    package func note(for context: NoteContext, seed: Int64) -> String {
        context.sampled.map(\.name).joined(separator: ", ")
    }
}
