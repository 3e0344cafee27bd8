package import Diagnostics

/// `[variable =] (node)-[relationship]-(node)…`, or the same inside `shortestPath(…)`.
package struct PathPattern: Sendable {
    /// Which of the paths that fit are taken.
    package enum Search: Hashable, Sendable {
        /// `shortestPath`: one of the shortest paths.
        case shortest
        /// `allShortestPaths`: all paths of the least length.
        case allShortest
    }

    /// A relationship and the node it leads to.
    package struct Step: Sendable {
        package let relationship: RelationshipPattern
        package let node: NodePattern
    }

    package let variable: Name?
    /// Nil for a plain pattern. A search has exactly one step.
    package let search: Search?
    package let start: NodePattern
    package let steps: [Step]
    package let span: SourceSpan
}
