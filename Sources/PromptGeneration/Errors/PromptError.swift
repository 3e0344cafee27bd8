package import MedGraph

/// Why prompts cannot be made: what is wrong, where it stands and what to do.
package struct PromptError: Error, Sendable, CustomStringConvertible {
    /// One sentence in lower case, without full stop.
    package let message: String
    package let place: Place?
    package let hint: String?

    /// Where something stands in a file. Lines are counted from 1.
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

    /// A mistake of the database while it did `work`.
    package init(_ error: MedGraphError, doing work: String) {
        self.init("\(work): \(error.description)")
    }

    /// What is wrong with a query that stands in a file from `place` on.
    package init(query error: MedGraphError, _ what: String, at place: Place) {
        guard case .query(let problems) = error, let problem = problems.first else {
            self.init("\(what) fails: \(error.description)", at: place)
            return
        }
        self.init(
            "\(what) fails: \(problem.message)",
            at: Place(file: place.file, line: place.line + problem.line),
            hint: problem.hint)
    }

    package var description: String {
        var text = "error: \(message)"
        if let place { text += "\n  ┌─ \(place.file):\(place.line)" }
        if let hint { text += "\n  = hint: \(hint)" }
        return text
    }
}
