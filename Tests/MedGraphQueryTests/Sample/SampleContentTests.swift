import MedGraph
import TestSupport
import Testing

/// A seed gives the same rows in every database with the same content, however it was loaded.
@Suite struct SampleContentTests {
    /// A graph whose nodes, relationships, names and properties come in an order of their own.
    ///
    /// - Parameter isKeyed: whether diseases and symptoms have a property that is unique.
    private func graph(_ seed: UInt64, isKeyed: Bool) throws -> QueryGraph {
        var random = SplitMix64(seed: seed)
        func shuffled<Element>(_ elements: [Element]) -> [Element] {
            var rest = elements
            var result: [Element] = []
            while !rest.isEmpty { result.append(rest.remove(at: random.below(rest.count))) }
            return result
        }
        let graph = try QueryGraph()
        if isKeyed {
            for label in shuffled(["Disease", "Symptom"]) {
                try graph.run("CREATE CONSTRAINT FOR (n:\(label)) REQUIRE n.code IS UNIQUE")
            }
        }
        let disease = random.pick(["Disease:Condition", "Condition:Disease"])
        var nodes = (0..<6).map { "\(disease) \($0)" }
        nodes += (0..<12).map { "Symptom \($0)" }
        for node in shuffled(nodes) {
            let (labels, number) = (node.split(separator: " ")[0], node.split(separator: " ")[1])
            let properties = shuffled([
                "code: '\(labels.contains("Dis") ? "d" : "s")\(number)'", "rank: \(number)",
                "names: ['n\(number)', 'm']", "share: 0.\(number)",
            ])
            // Ids that are not used any more lie between.
            if random.isOne(in: 3) { try graph.run("CREATE (x:Other) DELETE x") }
            try graph.run("CREATE (:\(labels) {\(properties.joined(separator: ", "))})")
        }
        for place in shuffled(Array(0..<72)) where place % 5 != 0 {
            let (d, s) = (place / 12, place % 12)
            try graph.run(
                "MATCH (d:Disease {code: 'd\(d)'}) MATCH (s:Symptom {code: 's\(s)'}) "
                    + "CREATE (d)-[:HAS {weight: \(1 + place % 7), source: 'x'}]->(s)")
        }
        return graph
    }

    @Test(arguments: [true, false])
    func `a seed draws the same rows whatever the order of loading was`(isKeyed: Bool) throws {
        let graphs = try (0..<4).map { try graph(UInt64($0), isKeyed: isKeyed) }
        let hash = try graphs[0].database.contentHash()
        for graph in graphs { #expect(try graph.database.contentHash() == hash) }
        let triple = "d.code AS d, r.weight AS w, s.code AS s"
        for (columns, start, result) in [
            ("d, r, s", "d", triple),
            ("{d: d, s: s} AS m, r", "m.d", "m.d.code, r.weight, m.s.code"),
            ("[d, s] AS pair, r", "pair[0]", "pair[0].code, r.weight, pair[1].code"),
            ("p, r", "nodes(p)[0]", "[n IN nodes(p) | n.code], r.weight"),
            ("r", "startNode(r)", "startNode(r).code, r.weight, endNode(r).code"),
        ] {
            for sample in [
                "SAMPLE 9 SEED 3", "SAMPLE 4 WEIGHTED BY r.weight SEED 3",
                "SAMPLE 2 PER \(start) SEED 3", "SAMPLE BERNOULLI 0.3 SEED 3",
                "SAMPLE 5 WEIGHTED BY exp(r.weight) WITH REPLACEMENT SEED 3",
            ] {
                let query =
                    "MATCH p = (d:Disease)-[r:HAS]->(s:Symptom) WITH \(columns) \(sample) "
                    + "RETURN \(result)"
                let expected = try graphs[0].bag(query)
                #expect(!expected.isEmpty)
                for graph in graphs.dropFirst() {
                    #expect(try graph.bag(query) == expected, "\(query)")
                }
            }
        }
    }

    @Test func `what a node with a unique property holds besides does not change its draw`() throws
    {
        let graph = try graph(1, isKeyed: true)
        let query = "MATCH (s:Symptom) RETURN s.code AS s, s AS node SAMPLE 4 SEED 8"
        func codes() throws -> [String] {
            try graph.run(query).values.map { "\($0[0])" }.sorted()
        }
        let expected = try codes()
        try graph.run("MATCH (s:Symptom) SET s.note = 'seen ' + s.code")
        #expect(try codes() == expected)
    }

    @Test func `nodes that hold the same are drawn each for itself`() throws {
        let graph = try QueryGraph("UNWIND range(1, 40) AS x CREATE (:Twin {a: 1})")
        #expect(
            try graph.number("MATCH (n:Twin) WITH n SAMPLE 7 SEED 1 RETURN count(DISTINCT n)") == 7)
        var counts: Set<Int?> = []
        for seed in 0..<20 {
            counts.insert(
                try graph.number(
                    "MATCH (n:Twin) WITH n SAMPLE BERNOULLI 0.5 SEED \(seed) RETURN count(n)"))
        }
        #expect(counts.count > 3)
    }
}
