package import Diagnostics

/// `[OPTIONAL] MATCH pattern, … [WHERE condition]`
package struct MatchClause: Sendable {
    package let isOptional: Bool
    package let pattern: [PathPattern]
    package let condition: Expression?
    package let span: SourceSpan
}
