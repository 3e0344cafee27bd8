/// Why work on what a user gives cannot go on: what is wrong, where it stands, and what to do.
///
/// What was given, and what would have been written, is left as it was.
package struct InputError: Error, Hashable, Sendable {
    /// Where the mistake stands; nil when it is not in a file.
    package var place: FilePlace?
    /// One sentence in lower case without full stop.
    package var message: String
    /// What may help, likewise one sentence.
    package var hint: String?

    package init(_ message: String, at place: FilePlace? = nil, hint: String? = nil) {
        self.place = place
        self.message = message
        self.hint = hint
    }
}

extension InputError: CustomStringConvertible {
    /// The error as it is shown, without a line end after it.
    package var description: String {
        var text = "error: \(message)"
        if let place { text += "\n  ┌─ \(place)" }
        if let hint { text += "\n  = hint: \(hint)" }
        return text
    }
}
