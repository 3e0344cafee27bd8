package import Diagnostics

/// `name([DISTINCT] argument, …)`, `count(*)`
package struct FunctionCall: Sendable {
    /// As written, the parts of a dotted name joined: `icd10.covers`.
    package let name: String
    package let nameSpan: SourceSpan
    package let isDistinct: Bool
    /// `*` as the only argument; `arguments` is empty then.
    package let isStar: Bool
    package let arguments: [Expression]
}
