import MedGraph
import Synchronization
import TestSupport
import Testing

/// What a run leaves for the next one must change nothing.
@Suite struct KeptPlanTests {
    @Test func `labels that a new relationship does not lead to are tested again`() throws {
        let graph = try QueryGraph(
            "CREATE (:A {x: 1})-[:T]->(:B {y: 1})", "CREATE (:A {x: 2})-[:T]->(:B {y: 2})")
        let statements = try [
            "MATCH (a:A)-[:T]->(b:B) RETURN b.y", "MATCH (b:B)<-[:T]-(a:A) RETURN b.y",
            "MATCH (a:A)-[:T]-(b:B) RETURN b.y", "MATCH (a:A)-->(b:B) RETURN b.y",
        ].map { try graph.database.prepare($0) }
        func expectAll(_ bag: [String]) throws {
            for statement in statements {
                let rows = try statement.run().values.map(\.description).sorted()
                #expect(rows == bag, "\(statement.text)")
            }
        }
        try expectAll(["[1]", "[2]"])
        try graph.run("MATCH (a:A {x: 1}) CREATE (a)-[:T]->(:C {y: 3})")
        try expectAll(["[1]", "[2]"])
        try graph.run("MATCH (b:B {y: 1}) CREATE (:D)-[:T]->(b)")
        #expect(
            try graph.bag("MATCH (b:B)<-[:T]-(a:A) RETURN b.y") == ["[1]", "[2]"])
        try graph.run("MATCH (b:B {y: 2}) REMOVE b:B")
        try expectAll(["[1]"])
        try graph.run("MATCH (c:C) SET c:B")
        try expectAll(["[1]", "[3]"])
    }

    @Test func `a transaction that adds an end without the label tests it`() throws {
        let graph = try QueryGraph("CREATE (:A)-[:T]->(:B {y: 1})")
        let query = """
            MATCH (a:A) CREATE (a)-[:T]->(:C {y: 2}) WITH a \
            MATCH (a)-[:T]->(b:B) RETURN b.y
            """
        #expect(try graph.bag(query) == ["[1]"])
        #expect(try graph.bag(query) == ["[1]"])
    }

    @Test func `declared weights are those of the newest commit`() throws {
        let graph = try QueryGraph()
        let load = try graph.database.beginLoad()
        try load.declareWeight(type: "T", property: "w")
        _ = try load.commit()
        try graph.run(
            "UNWIND [0.5, 7, 'text', 0.0 / 0.0, null, -0.0] AS w "
                + "CREATE (:A)-[:T {w: w, v: 1.5}]->(:B)")
        let weights = try graph.database.prepare("MATCH (:A)-[r:T]->(:B) RETURN r.w, r.v")
        let bag = ["[-0.0, 1.5]", "['text', 1.5]", "[0.5, 1.5]", "[7, 1.5]", "[NaN, 1.5]"]
        #expect(
            try weights.run().values.map(\.description).sorted() == (bag + ["[null, 1.5]"]).sorted()
        )
        try graph.run("MATCH ()-[r:T]->() SET r.w = 2.5")
        #expect(
            try weights.run().values.map(\.description) == Array(repeating: "[2.5, 1.5]", count: 6))
        // Within the transaction the new value is read, too.
        let change = "MATCH (:A)-[r:T]->() SET r.w = r.w + 1 RETURN DISTINCT r.w"
        #expect(try graph.bag(change) == ["[3.5]"])
        #expect(
            try weights.run().values.map(\.description) == Array(repeating: "[3.5, 1.5]", count: 6))
    }

    @Test func `a weight is asked of the relationship that it belongs to`() throws {
        let graph = try QueryGraph()
        let load = try graph.database.beginLoad()
        try load.declareWeight(type: "T", property: "w")
        _ = try load.commit()
        try graph.run(
            "CREATE (a:A)-[:T {w: 1.0}]->(:B)-[:T {w: 2.0}]->(:C), (a)-[:T {w: 4.0}]->(:B)")
        let sums = """
            MATCH (a:A)-[r:T]->(b) OPTIONAL MATCH (b)-[s:T]->(c) \
            WITH collect(r) AS rs, collect(s) AS ss, sum(r.w) AS one, sum(s.w) AS two \
            RETURN one, two, reduce(x = 0.0, r IN rs | x + r.w), [s IN ss | s.w]
            """
        #expect(try graph.bag(sums) == ["[5.0, 2.0, 5.0, [2.0]]"])
    }

    @Test func `a run that failed leaves nothing to the next`() throws {
        let graph = try QueryGraph("UNWIND range(1, 100) AS i CREATE (:N {x: i})")
        let statement = try graph.database.prepare(
            "MATCH (n:N) WITH n.x AS x, count(*) AS c RETURN x, c, 10 / (x - $bad) AS q "
                + "ORDER BY q, x SKIP 1 LIMIT 5")
        let expected = try statement.run(["bad": 1_000]).values.map(\.description)
        for _ in 0..<3 {
            #expect(throws: MedGraphError.self) { try statement.run(["bad": 50]) }
            var options = RunOptions()
            options.rowCountMax = 2
            #expect(throws: MedGraphError.self) {
                try statement.run(["bad": 1_000], options: options)
            }
            #expect(try statement.run(["bad": 1_000]).values.map(\.description) == expected)
        }
    }

    @Test func `a prepared statement follows the names of the graph`() throws {
        let graph = try QueryGraph("CREATE (:A {x: 1})")
        let statement = try graph.database.prepare(
            "MATCH (n:Later) RETURN n.later, n.x ORDER BY n.later")
        #expect(try statement.run().isEmpty)
        try graph.run("CREATE (:Later {later: 1, x: 2})")
        #expect(try statement.run().values.map(\.description) == ["[1, 2]"])
        try graph.run("CREATE INDEX FOR (n:Later) ON (n.later)")
        try graph.run("CREATE (:Later {later: 0})")
        #expect(try statement.run().values.map(\.description) == ["[0, null]", "[1, 2]"])
    }

    @Test func `texts that differ only in how a letter is written are two queries`() throws {
        let graph = try QueryGraph()
        #expect(try graph.bag("RETURN size('\u{E9}')") == ["[1]"])
        #expect(try graph.bag("RETURN size('e\u{301}')") == ["[2]"])
        #expect(try graph.bag("RETURN size('\u{E9}')") == ["[1]"])
    }

    @Test func `one statement runs on several threads at once`() throws {
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.id IS UNIQUE",
            "UNWIND range(0, 49) AS i CREATE (:N {id: i})",
            "MATCH (a:N), (b:N) WHERE b.id < a.id CREATE (a)-[:T]->(b)")
        let statement = try graph.database.prepare(
            "MATCH (a:N {id: $id})-[:T]->(b) WITH DISTINCT b ORDER BY b.id "
                + "RETURN count(*), sum(b.id)")
        let mistakes = Mutex(0)
        let reader: @Sendable () throws -> Void = {
            for round in 0..<300 {
                let id = Int64(round % 50)
                let rows = try statement.run(["id": .integer(id)])
                let expected = "[\(id), \(id * (id - 1) / 2)]"
                if rows.values.map(\.description) != [expected] { mistakes.withLock { $0 += 1 } }
            }
        }
        try runThreads(Array(repeating: reader, count: 6))
        #expect(mistakes.withLock { $0 } == 0)
    }

    @Test func `rows are read by column, index and name`() throws {
        let rows = try QueryGraph().run("UNWIND [1, 2, 3] AS x RETURN x, x * x AS y")
        #expect(rows.count == 3)
        #expect(rows[2][1].description == "9")
        #expect(rows[1]["y", as: Int.self] == 4)
        #expect(rows[1]["z"] == nil)
        #expect(rows.values.map(\.description) == ["[1, 1]", "[2, 4]", "[3, 9]"])
        #expect(try QueryGraph().run("CREATE (:A)").values.isEmpty)
    }
}
