package import ClinicalNotes
package import Corpus

/// Why notes cannot be generated: what is wrong, where, and what to do about it.
package struct GenerationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence in lower case, without full stop.
    package let message: String
    package let place: CorpusError.Place?
    package let hint: String?

    package init(_ message: String, at place: CorpusError.Place? = nil, hint: String? = nil) {
        self.message = message
        self.place = place
        self.hint = hint
    }

    package init(_ error: CorpusError) {
        self.init(error.message, at: error.place, hint: error.hint)
    }

    package init(_ error: NoteError) { self.init(error.message, hint: error.hint) }

    package var description: String {
        var text = "error: \(message)"
        if let place { text += "\n  ┌─ \(place.file):\(place.line)" }
        if let hint { text += "\n  = hint: \(hint)" }
        return text
    }
}
