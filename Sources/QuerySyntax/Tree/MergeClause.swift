package import Diagnostics

/// `MERGE path {ON CREATE SET … | ON MATCH SET …}`
///
/// Every relationship of the path has no length, and one type unless it has a variable.
package struct MergeClause: Sendable {
    /// What is set when the path is made, or when it is found.
    package struct Action: Sendable {
        /// Which of the two.
        package enum Event: Hashable, Sendable {
            case create
            case match
        }

        package let event: Event
        package let items: [SetItem]
        package let span: SourceSpan
    }

    package let path: PathPattern
    /// In the order of the text.
    package let actions: [Action]
    package let span: SourceSpan
}
