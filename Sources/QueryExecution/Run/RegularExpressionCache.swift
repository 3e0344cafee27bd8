import Diagnostics

/// Regular expressions that the query has met, compiled once.
struct RegularExpressionCache {
    private var expressions: [String: Regex<AnyRegexOutput>] = [:]

    /// Whether an expression matches the whole text.
    ///
    /// **Throws** `ArgumentError` for what is no regular expression.
    mutating func matches(
        _ text: String, _ pattern: String, _ span: SourceSpan
    ) throws(ExecutionError) -> Bool {
        let expression: Regex<AnyRegexOutput>
        if let known = expressions[pattern] {
            expression = known
        } else {
            do { expression = try Regex(pattern).matchingSemantics(.unicodeScalar) } catch {
                throw .invalidPattern(span)
            }
            expressions[pattern] = expression
        }
        do { return try expression.wholeMatch(in: text) != nil } catch {
            throw .invalidPattern(span)
        }
    }
}
