package import MedGraph

/// The names of the entities of a graph in the languages of notes.
package struct Lexicon: Sendable {
    /// Reads the names through queries.
    ///
    /// - Parameter contexts: the records whose notes are written and read: what they name is known,
    ///   even if the graph does not have it.
    /// - Throws: ``NoteError`` where a query fails.
    package init(_ database: Database, for contexts: [NoteContext]) throws(NoteError) {}
}
