/// Why notes cannot be written or read: one sentence in lower case, without full stop, and what to
/// do about it.
package struct NoteError: Error, Sendable, CustomStringConvertible {
    package let message: String
    package let hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    package var description: String {
        "error: \(message)" + (hint.map { "\n  = hint: \($0)" } ?? "")
    }
}
