internal import ClinicalNotes
package import Corpus
internal import JSONRecords

/// Notes from the writer that needs no model and no network: the same for the same record and seed.
package struct OfflineGenerator: NoteGenerator {
    /// What marks its notes in a corpus.
    package static let name = "offline"

    private let seed: Int64

    package init(seed: Int64) { self.seed = seed }

    package var description: GeneratorDescription {
        GeneratorDescription(
            name: Self.name, model: "medgraph-note-writer-1",
            settings: .object([.init(key: "seed", value: .integer(seed))]))
    }

    package var batchCount: Int { 64 }

    package func tokenCountMax(_ request: NoteRequest) -> Int { 0 }

    package func answer(_ request: NoteRequest) throws(AttemptFailure) -> NoteAnswer {
        let writer = OfflineNoteWriter(request.lexicon)
        return NoteAnswer(text: writer.note(for: request.context, seed: seed))
    }
}
