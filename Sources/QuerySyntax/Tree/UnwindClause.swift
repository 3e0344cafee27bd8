package import Diagnostics

/// `UNWIND list AS variable`
package struct UnwindClause: Sendable {
    package let list: Expression
    package let variable: Name
    package let span: SourceSpan
}
