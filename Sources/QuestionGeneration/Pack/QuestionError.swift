package import MedGraph

/// Why no questions are made: what is wrong, where, and what to do about it.
///
/// Nothing is written when the work ends with one of these.
package struct QuestionError: Error, Equatable, Sendable {
    /// Where the mistake stands; nil when it is not in a file.
    package var place: PackPlace?
    /// One sentence in lower case without full stop.
    package var message: String
    /// What may help, likewise one sentence.
    package var hint: String?

    package init(_ message: String, at place: PackPlace? = nil, hint: String? = nil) {
        self.place = place
        self.message = message
        self.hint = hint
    }

    /// What the database says to something that is no query of a pack.
    package init(_ error: MedGraphError) { self.init(error.description) }
}

/// A position in a pack; lines and columns count from 1.
package struct PackPlace: Equatable, Sendable {
    /// The name as it was given.
    package var file: String
    package var line: Int
    /// In characters; nil for a whole line.
    package var column: Int?
}

extension PackPlace: CustomStringConvertible {
    package var description: String {
        column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
    }
}

extension QuestionError: CustomStringConvertible {
    /// The error as it is shown, without a line end after it.
    package var description: String {
        var text = "error: \(message)"
        if let place { text += "\n  ┌─ \(place)" }
        if let hint { text += "\n  = hint: \(hint)" }
        return text
    }
}
