package import Diagnostics
package import MedGraph

/// A query that stands in a file, with its place.
package struct QueryText: Sendable {
    package let text: String
    /// Where the text begins.
    package let place: FilePlace
    /// The parameters that the text names, each once, in their order.
    package let parameters: [String]

    package init(_ text: String, at place: FilePlace) {
        self.text = text
        self.place = place
        parameters = Self.parameters(of: text)
    }

    /// The names behind `$` that stand neither in a string nor in a comment.
    private static func parameters(of text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        var quote: Character?
        while let character = rest.popFirst() {
            if let open = quote {
                if character == "\\" { _ = rest.popFirst() }
                if character == open { quote = nil }
            } else if "'\"`".contains(character) {
                quote = character
            } else if character == "/", rest.first == "/" {
                rest = rest.drop { !$0.isNewline }
            } else if character == "/", rest.first == "*" {
                rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
            } else if character == "$" {
                let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
                if !name.isEmpty, !names.contains(name) { names.append(name) }
            }
        }
        return names
    }

    /// What is wrong with the query, at its own line of the file.
    ///
    /// - Parameter what: what the message begins with, such as `the query for drugs fails`.
    package func error(_ error: MedGraphError, _ what: String) -> InputError {
        guard case .query(let problems) = error, let problem = problems.first else {
            return InputError("\(what): \(error.description)", at: place)
        }
        let line = place.line.map { $0 + problem.line - 1 }
        return InputError(
            "\(what): \(problem.message)", at: FilePlace(file: place.file, line: line),
            hint: problem.hint)
    }

    /// Runs the query.
    ///
    /// - Parameter what: what the message begins with if it fails.
    package func run(
        on database: Database, _ parameters: [String: QueryValue], _ what: String
    ) throws(InputError) -> Rows {
        do throws(MedGraphError) {
            return try database.run(text, parameters: parameters)
        } catch { throw self.error(error, what) }
    }
}
