package import Diagnostics

/// `[DETACH] DELETE expression, …`
package struct DeleteClause: Sendable {
    package let isDetach: Bool
    package let targets: [Expression]
    package let span: SourceSpan
}
