extension QueryGraph {
    /// A graph in which each node is joined to each other, so that its paths have no end.
    static func dense(_ nodeCount: Int = 14) throws -> QueryGraph {
        try QueryGraph(
            "UNWIND range(1, \(nodeCount)) AS x CREATE (:Node {number: x})",
            "MATCH (a:Node) MATCH (b:Node) WHERE a.number < b.number "
                + "CREATE (a)-[:NEAR {weight: b.number - a.number}]->(b)")
    }
}
