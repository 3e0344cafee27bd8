internal import QuerySemantics
internal import QuerySyntax

/// The words of the query language, for programs that help to write queries.
public enum QueryLanguage {
    /// The keywords in capitals, in the order of the alphabet.
    public static let keywords: [String] = Keyword.allCases.map(\.spelling).sorted()

    /// The names of the functions as the reference spells them, in the order of the alphabet.
    public static let functions: [String] = Function.all.map(\.name).sorted()
}
