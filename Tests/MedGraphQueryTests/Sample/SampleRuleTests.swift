import MedGraph
import Testing

/// What can be drawn, what is refused, and what stands around a sample.
@Suite struct SampleRuleTests {
    private let graph: QueryGraph

    init() throws { graph = try QueryGraph() }

    private func drawn(_ query: String, _ parameters: [String: QueryValue] = [:]) throws -> [Int] {
        try graph.run(query, parameters).values.compactMap { Int($0[0]) }
    }

    @Test func `rows of weight zero or null are never drawn`() throws {
        for weight in ["w", "w * 1.5"] {
            for end in ["", " WITH REPLACEMENT"] {
                for seed in 1...60 {
                    let drawn = try drawn(
                        "UNWIND [0, 1, null, 2, 0.0, -0.0] AS w WITH w, coalesce(w, -1) AS x "
                            + "RETURN x SAMPLE 5 WEIGHTED BY \(weight)\(end) SEED \(seed)")
                    #expect(drawn.allSatisfy { $0 > 0 })
                    #expect(drawn.count == (end.isEmpty ? 2 : 5))
                }
            }
        }
    }

    @Test func `rows whose score is null or minus infinity are never drawn`() throws {
        for seed in 1...60 {
            let drawn = try drawn(
                "UNWIND [[1, 1000000], [2, null], [3, -1000000], [4, log(0)]] AS pair "
                    + "RETURN pair[0] AS x SAMPLE 4 WEIGHTED BY exp(pair[1]) SEED \(seed)")
            #expect(drawn.sorted() == [1, 3])
        }
    }

    @Test func `nothing is drawn where nothing has a weight`() throws {
        #expect(try drawn("UNWIND [0, null] AS w RETURN 1 AS x SAMPLE 3 WEIGHTED BY w").isEmpty)
        #expect(
            try drawn("UNWIND [0, null] AS w RETURN 1 AS x SAMPLE 3 WEIGHTED BY w WITH REPLACEMENT")
                .isEmpty)
        #expect(try drawn("UNWIND [] AS w RETURN 1 AS x SAMPLE 3").isEmpty)
        #expect(try drawn("UNWIND [] AS w RETURN 1 AS x SAMPLE 3 WITH REPLACEMENT").isEmpty)
    }

    @Test(arguments: [
        "WEIGHTED BY x - 2", "WEIGHTED BY 0.0 / (x - 1)", "WEIGHTED BY 1 / toFloat(x - 1)",
        "WEIGHTED BY -1.0 / toFloat(x - 1)", "WEIGHTED BY exp(1.0 / toFloat(x - 1))",
        "WEIGHTED BY exp(0.0 / toFloat(x - 1))", "WEIGHTED BY x - 2 WITH REPLACEMENT",
        "WEIGHTED BY 'heavy'", "WEIGHTED BY [x]",
    ])
    func `a weight that is negative, infinite, NaN or no number is an error`(
        weight: String
    ) throws {
        let query = "UNWIND [3, 2, 1] AS x RETURN x SAMPLE 2 \(weight) SEED 1"
        let problem = try #require(try graph.problem(query))
        #expect(problem.type == "ArgumentError" || problem.type == "TypeError")
    }

    @Test(arguments: [
        "x - 2", "x - 1.5", "x * 0.6", "0.0 / toFloat(x - 1)", "1.0 / (x - 1)", "'a'",
    ])
    func `a probability outside 0 to 1 is an error`(probability: String) throws {
        let query = "UNWIND [1, 2] AS x RETURN x SAMPLE BERNOULLI \(probability) SEED 1"
        let problem = try #require(try graph.problem(query))
        #expect(problem.phase == "runtime" || problem.type == "SyntaxError")
    }

    @Test func `the message about a weight holds no value`() throws {
        let query = "UNWIND $weights AS weight RETURN weight SAMPLE 2 WEIGHTED BY weight"
        let problem = try #require(try graph.problem(query, ["weights": [-123456.5]]))
        #expect(!problem.rendering.contains("123456"))
    }

    @Test func `a probability of 0 keeps no row and one of 1 keeps all`() throws {
        for seed in 1...60 {
            #expect(
                try drawn(
                    "UNWIND range(1, 6) AS x RETURN x SAMPLE BERNOULLI x % 2 SEED \(seed)"
                ).sorted() == [1, 3, 5])
        }
    }

    @Test func `with fewer candidates than asked for all are drawn`() throws {
        #expect(try drawn("UNWIND [3, 1, 2] AS x RETURN x SAMPLE 10").sorted() == [1, 2, 3])
        #expect(
            try drawn("UNWIND [3, 1, 2] AS x RETURN x SAMPLE 10 WEIGHTED BY x").sorted()
                == [1, 2, 3])
        #expect(
            try drawn("UNWIND range(0, 9) AS x RETURN x % 4 AS k, x SAMPLE 3 PER x % 4").sorted()
                == [0, 0, 0, 1, 1, 1, 2, 2, 3, 3])
        #expect(try drawn("UNWIND [3, 1, 2] AS x RETURN x SAMPLE 0").isEmpty)
    }

    @Test func `equal rows are drawn as often as there are of them`() throws {
        #expect(try drawn("UNWIND [1, 1, 1, 1] AS x RETURN x SAMPLE 3").count == 3)
        #expect(try drawn("UNWIND [1, 1, 1, 1] AS x RETURN x SAMPLE 9").count == 4)
        #expect(try drawn("UNWIND [1, 1] AS x RETURN x SAMPLE 9 WITH REPLACEMENT").count == 9)
        #expect(try drawn("UNWIND [1, 1, 1] AS x RETURN DISTINCT x SAMPLE 3").count == 1)
    }

    @Test func `a sample is ordered, skipped and limited after it is drawn`() throws {
        let sample = "UNWIND range(1, 40) AS x RETURN x SAMPLE 12 SEED 5"
        let all = try drawn(sample).sorted()
        #expect(all.count == 12)
        #expect(try drawn(sample + " ORDER BY x") == all)
        #expect(try drawn(sample + " ORDER BY x DESC") == all.reversed())
        #expect(try drawn(sample + " ORDER BY x SKIP 3 LIMIT 4") == Array(all[3..<7]))
        #expect(try drawn(sample + " LIMIT 5").count == 5)
        #expect(try drawn(sample + " SKIP 5").count == 7)
        let with = sample.replacing("RETURN", with: "WITH")
        #expect(try drawn(with + " ORDER BY x SKIP 3 LIMIT 4 RETURN x") == Array(all[3..<7]))
        // What the draw has kept is filtered, and not what it draws from.
        #expect(
            try drawn(with + " WHERE x % 2 = 0 RETURN x").sorted()
                == all.filter { $0.isMultiple(of: 2) })
    }

    @Test func `a sample draws from the groups of an aggregation`() throws {
        let rows = try graph.run(
            "UNWIND range(1, 30) AS x RETURN x % 5 AS k, count(*) AS n "
                + "SAMPLE 3 WEIGHTED BY n SEED 2 ORDER BY k")
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0["n", as: Int.self] == 6 })
    }

    @Test func `the number of rows and the seed may be parameters`() throws {
        let query = "UNWIND range(1, 9) AS x RETURN x SAMPLE $count SEED $seed"
        let drawn = try drawn(query, ["count": 4, "seed": 3])
        #expect(drawn.count == 4)
        #expect(
            try self.drawn("UNWIND range(1, 9) AS x RETURN x SAMPLE 4 SEED 3").sorted()
                == drawn.sorted())
        #expect(try graph.problem(query, ["count": -1, "seed": 3]) != nil)
        #expect(try graph.problem(query, ["count": 1.5, "seed": 3]) != nil)
        #expect(try graph.problem(query, ["count": 1, "seed": "x"]) != nil)
    }

    @Test func `the words of a sample stay names`() throws {
        try graph.run(
            "CREATE (sample:SAMPLE:Per {per: 1, weighted: 2.0, replacement: 3, bernoulli: 0.5, "
                + "seed: 4, sample: 5})-[seed:SEED {bernoulli: 1}]->(weighted:Weighted)")
        #expect(
            try graph.bag(
                "MATCH (sample:SAMPLE)-[seed:SEED]->(weighted:Weighted) "
                    + "RETURN sample.per AS per, sample.weighted AS weighted, "
                    + "sample.seed AS seed, seed.bernoulli AS bernoulli "
                    + "SAMPLE 1 PER per WEIGHTED BY weighted SEED 3 ORDER BY seed")
                == ["[1, 2.0, 4, 1]"])
        #expect(
            try graph.bag(
                "MATCH (per:Per) WITH per.sample AS sample, per.replacement AS replacement "
                    + "RETURN sample, replacement SAMPLE 1 WEIGHTED BY replacement WITH REPLACEMENT"
            )
                == ["[5, 3]"])
        #expect(
            try graph.bag(
                "UNWIND [1] AS bernoulli WITH bernoulli AS sample, bernoulli AS seed "
                    + "RETURN sample SAMPLE BERNOULLI sample SEED 1") == ["[1]"])
        #expect(try graph.bag("WITH 1 AS sample RETURN sample AS sample") == ["[1]"])
        #expect(try graph.bag("WITH 1 AS sample RETURN sample") == ["[1]"])
    }
}
