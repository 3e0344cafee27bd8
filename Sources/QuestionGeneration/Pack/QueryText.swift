internal import MedGraph

/// A query of a pack, with the place it stands at.
package struct QueryText: Sendable {
    package let text: String
    /// Where the text begins: its first line, and the column of the YAML value.
    let place: PackPlace
    /// The parameters that the text names, each once, in their order.
    package let parameters: [String]

    init(_ text: String, at place: PackPlace) {
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

    /// What is wrong with the query, at its line in the pack.
    func error(_ error: MedGraphError, _ what: String) -> QuestionError {
        guard case .query(let problems) = error, let problem = problems.first else {
            return QuestionError("\(what): \(error.description)", at: place)
        }
        return QuestionError(
            "\(what): \(problem.message)",
            at: PackPlace(file: place.file, line: place.line + problem.line - 1), hint: problem.hint
        )
    }

    /// Runs the query.
    func run(
        on database: Database, _ parameters: [String: QueryValue], _ what: String
    ) throws(QuestionError) -> Rows {
        do throws(MedGraphError) {
            return try database.run(text, parameters: parameters)
        } catch { throw self.error(error, what) }
    }
}
