package import MedGraph

/// What the kinds and metaedges of Hetionet's formats become.
package struct HetionetRules: Sendable {
    /// The label of each kind, by the kind's name.
    package var labelsByKind: [String: String] = [:]
    package var metaedges: [Metaedge] = []
    /// The property that holds a node's name.
    package var nameProperty = "name"

    /// One kind of edge.
    package struct Metaedge: Sendable {
        /// As the SIF names it, such as `DpS`.
        package var abbreviation: String
        package var startLabel: String
        /// As the JSON names it, such as `presents`.
        package var verb: String
        package var endLabel: String
        package var type: String
        /// Whether the JSON marks it `forward` rather than `both`.
        package var isDirected: Bool
        package var source: Source

        /// Whether A–B and B–A are the same fact.
        package var isSymmetric: Bool { !isDirected && startLabel == endLabel }
    }
}
