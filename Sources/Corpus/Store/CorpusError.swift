/// Why a corpus cannot be read or written: what is wrong, where, and what to do about it.
///
/// Nothing is written when the work ends with one of these.
package struct CorpusError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence in lower case, without full stop.
    package let message: String
    package let place: Place?
    package let hint: String?

    /// Where something stands in a file of prompts. Lines are counted from 1.
    package struct Place: Sendable, Equatable {
        package let file: String
        package let line: Int

        package init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    package init(_ message: String, at place: Place? = nil, hint: String? = nil) {
        self.message = message
        self.place = place
        self.hint = hint
    }

    package var description: String {
        var text = "error: \(message)"
        if let place { text += "\n  ┌─ \(place.file):\(place.line)" }
        if let hint { text += "\n  = hint: \(hint)" }
        return text
    }
}
