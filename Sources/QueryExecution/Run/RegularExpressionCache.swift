import Diagnostics
import GraphModel

/// Regular expressions that the query has met, compiled once.
struct RegularExpressionCache {
    private var expressions: [ScalarName: RegularExpression] = [:]

    /// Above it the query makes its patterns row by row, and keeping them is of no use.
    private static let countMax = 256

    /// Whether an expression matches the whole text.
    ///
    /// **Complexity**: O(scalars of the text × states of the expression).
    ///
    /// **Throws** `ArgumentError` for what is no regular expression, `Timeout` and `Cancelled`.
    mutating func matches(
        _ text: String, _ pattern: String, _ span: SourceSpan, _ control: RunControl
    ) throws(ExecutionError) -> Bool {
        let expression = try expression(pattern, span)
        return try expression.matches(text) { () throws(ExecutionError) in try control.check() }
    }

    private mutating func expression(
        _ pattern: String, _ span: SourceSpan
    ) throws(ExecutionError) -> RegularExpression {
        // Strings that are the same for Swift can match different texts.
        let key = ScalarName(pattern)
        if let known = expressions[key] { return known }
        let expression: RegularExpression
        do { expression = try RegularExpression(pattern) } catch {
            throw .invalidPattern(span, error)
        }
        if expressions.count >= Self.countMax { expressions.removeAll(keepingCapacity: true) }
        expressions[key] = expression
        return expression
    }
}
