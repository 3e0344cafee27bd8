internal import Diagnostics
internal import QuerySemantics
internal import QuerySyntax

/// The words of the query language, for programs that help to write queries.
public enum QueryLanguage {
    /// The keywords in capitals, in the order of the alphabet.
    public static let keywords: [String] = Keyword.allCases.map(\.spelling).sorted()

    /// The names of the functions as the reference spells them, in the order of the alphabet.
    public static let functions: [String] = Function.all.map(\.name).sorted()

    /// The names of the variables in a query or the beginning of one, each once, in their order.
    ///
    /// - Complexity: O(length of the text).
    public static func variables(in text: String) -> [String] {
        QueryWords.variables(in: SourceText(text))
    }

    /// A query without the `EXPLAIN` or `PROFILE` that it may begin with.
    public static func withoutPlanWord(_ text: String) -> String {
        QueryWords.withoutPlanWord(SourceText(text))
    }

    /// Whether a query would change the graph or its indexes. `EXPLAIN` changes nothing, nor does
    /// what is no query.
    public static func isWriting(_ text: String) -> Bool {
        guard let statement = try? QueryParser.parse(SourceText(text)) else { return false }
        return statement.mode != .explain && statement.isUpdating
    }

    /// A name as queries write it: in backticks where it needs them.
    public static func written(_ name: String) -> String {
        QueryWords.isPlain(SourceText(name)) ? name : quoted(name)
    }

    /// A name in backticks.
    public static func quoted(_ name: String) -> String {
        // Bytes are looked at: a backtick with an accent over it is another character.
        let backtick = UInt8(ascii: "`")
        let inner = name.utf8.flatMap { $0 == backtick ? [backtick, backtick] : [$0] }
        return "`" + String(decoding: inner, as: UTF8.self) + "`"
    }
}
