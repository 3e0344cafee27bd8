package import TestSupport

extension OracleGraph {
    /// The labels, types and keys of random graphs. Values of `m` are of any kind.
    static let labels = ["A", "B", "C"]
    static let types = ["R", "S", "T"]

    /// Texts that code units of 16 bits would order otherwise are among them.
    private static let texts = ["", "a", "b", "ab", "ba", "a", "b", "é", "中", "\u{FFFD}", "😀"]

    /// A small graph with loops, parallel relationships, and missing labels and properties.
    package static func random(_ random: inout SplitMix64) -> OracleGraph {
        var graph = OracleGraph()
        let labels = OracleGraph.labels.prefix(1 + random.below(3))
        let types = OracleGraph.types.prefix(1 + random.below(3))
        for _ in 0..<(2 + min(random.below(7), random.below(7))) {
            let own = labels.filter { _ in !random.isOne(in: 3) }
            graph.nodes.append(Node(labels: Array(own), properties: properties(&random)))
        }
        let isDense = random.isOne(in: 4)
        let count = isDense ? random.below(15) : random.isOne(in: 10) ? 0 : 2 + random.below(7)
        for _ in 0..<count {
            // Few distinct ends give loops and parallel relationships.
            let bound = random.isOne(in: 3) ? 2 : graph.nodes.count
            graph.relationships.append(
                Relationship(
                    type: random.pick(types), start: random.below(bound), end: random.below(bound),
                    properties: properties(&random)))
        }
        return graph
    }

    /// Statements that make a few indexes on labels and keys that graphs have.
    package static func randomIndexes(_ random: inout SplitMix64) -> [String] {
        (0..<random.pick([0, 0, 1, 2, 4])).map { _ in
            let (label, key) = (random.pick(labels), random.pick(["n", "x", "s", "b", "m"]))
            return "CREATE INDEX IF NOT EXISTS FOR (n:\(label)) ON (n.\(key))"
        }
    }

    private static func properties(_ random: inout SplitMix64) -> [String: OracleValue] {
        var result: [String: OracleValue] = [:]
        if !random.isOne(in: 3) { result["n"] = .integer(Int64(random.below(4))) }
        if !random.isOne(in: 3) { result["x"] = .float(Double(random.below(6)) / 2) }
        if !random.isOne(in: 3) { result["s"] = .string(random.pick(texts)) }
        if !random.isOne(in: 3) { result["b"] = .boolean(random.isOne(in: 2)) }
        if !random.isOne(in: 3) {
            // No float here equals an integer: which of the two stands for both is not determined.
            result["m"] = random.pick([
                .integer(0), .integer(1), .float(0.5), .float(1.5), .string("a"), .string("b"),
                .boolean(true), .boolean(false),
            ])
        }
        return result
    }
}
