/// Writes notes without a model and without a network, out of the phrases of a pack.
///
/// A note has the patient, the symptoms, the denied findings, the drugs and their side effects, and
/// the comorbidities of its record, and the diagnosis unless it is hidden. It says nothing else about
/// the patient but how long the complaints last, vital signs within normal limits where nothing
/// speaks against them, and when the next visit is.
package struct OfflineNoteWriter: Sendable {
    private let lexicon: Lexicon

    package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// The note of a record, or the sentence that it asks for: the same for the same record, names
    /// and seed.
    ///
    /// - Complexity: O(length of the note).
    package func note(for context: NoteContext, seed: Int64) -> String {
        guard let pack = lexicon.pack.languages[context.language] else {
            preconditionFailure("a pack has every language")
        }
        var draws = NoteDraws(seed: seed, context: context)
        let slots = NoteSlots(context, lexicon, pack, &draws)
        var renderer = NoteRenderer(pack.phrases, slots, context.language, draws)
        return context.patient == nil ? renderer.sentence() : renderer.note()
    }
}
