import QueryOracle
import Testing

@Suite struct OracleTests {
    /// `(0)-[0]->(1)-[1]->(2)`, `(0)-[2]->(0)`, `(0)-[3]->(1)`.
    private static let graph = OracleGraph(
        nodeCount: 3, ends: [(0, 1), (1, 2), (0, 0), (0, 1)])

    @Test(
        "counts that are known from counting by hand",
        arguments: [
            ("()-->()", 4), ("()--()", 7), ("()-[*2]->()", 4), ("()-->()-->()", 4),
            ("()-[*]->()", 10), ("()-[*0]-()", 3), ("(a)--(a)", 1), ("()-[*0..1]->()", 7),
            ("({k: 0})-[*]->({k: 2})", 4), ("()-->(), ()-->()", 12),
        ])
    func counts(_ pattern: String, _ count: Int64) throws {
        let rows = try Oracle.rows(of: "MATCH \(pattern) RETURN count(*)", on: Self.graph)
        #expect(rows.map { $0.map(\.exactText) } == [["\(count)"]])
    }
}
