import MedGraph
import Synchronization
import TestSupport
import Testing

/// Several statements in one transaction.
@Suite struct ConnectionTests {
    private func reason(_ body: () throws -> Void) throws -> String? {
        do { try body() } catch MedGraphError.invalid(let reason) { return reason }
        return nil
    }

    @Test
    func `what a transaction changed is seen by its statements, and by others when committed`()
        throws
    {
        let graph = try QueryGraph("CREATE (:Disease {code: 'G43'})")
        let connection = graph.database.connect()
        try connection.begin()
        #expect(connection.state == .open(isReadOnly: false))
        #expect(
            try connection.run("CREATE (:Drug {name: 'x'})").summary.changes.nodesCreated == 1)
        _ = try connection.run(
            "MATCH (d:Disease), (m:Drug) CREATE (m)-[:TREATS {line: 1}]->(d)")
        let count = "MATCH (:Drug)-[r:TREATS]->(:Disease) RETURN count(r)"
        #expect(try connection.run(count).values.map(\.description) == ["[1]"])
        #expect(try graph.number(count) == 0)
        #expect(try graph.number("MATCH (n) RETURN count(n)") == 1)
        try connection.commit()
        #expect(connection.state == .none)
        #expect(try graph.number(count) == 1)
        #expect(try connection.run(count).values.map(\.description) == ["[1]"])
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }

    @Test func `a transaction that is rolled back or dropped leaves the graph as it was`() throws {
        let graph = try QueryGraph(
            "CREATE (:Disease {code: 'G43'})", "CREATE INDEX FOR (d:Disease) ON (d.code)")
        let hash = try graph.database.contentHash()
        let statements = [
            "MATCH (d:Disease) SET d.code = 'other', d:New", "CREATE (:Other)-[:NEW]->(:Other)",
            "CREATE INDEX FOR (o:Other) ON (o.x)", "MATCH (d:New) DETACH DELETE d",
        ]
        do {
            let connection = graph.database.connect()
            try connection.begin()
            for statement in statements { _ = try connection.run(statement) }
            #expect(try connection.run("MATCH (d:Disease) RETURN d").isEmpty)
            try connection.rollback()
            #expect(connection.state == .none)
            #expect(try graph.database.contentHash() == hash)
            try connection.begin()
            for statement in statements { _ = try connection.run(statement) }
        }
        // The second transaction went with its connection, and so did its lock.
        #expect(try graph.database.contentHash() == hash)
        #expect(try graph.database.information().indexes.count == 1)
        #expect(try graph.run("CREATE (:Next)").summary.changes.nodesCreated == 1)
        #expect(try graph.number("MATCH (d:Disease {code: 'G43'}) RETURN count(d)") == 1)
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }

    @Test(arguments: [
        "RETURN 1 / 0", "CREATE (:C) WITH 1 AS x RETURN x / 0", "RETURN", "RETURN $missing",
        "CREATE (:Disease {code: 'G43'})",
    ])
    func `a statement that fails takes the whole transaction with it`(query: String) throws {
        let graph = try QueryGraph(
            "CREATE CONSTRAINT FOR (d:Disease) REQUIRE d.code IS UNIQUE",
            "CREATE (:Disease {code: 'G43'})")
        let hash = try graph.database.contentHash()
        let connection = graph.database.connect()
        try connection.begin()
        _ = try connection.run("CREATE (:A)")
        #expect(throws: MedGraphError.self) { _ = try connection.run(query) }
        #expect(connection.state == .failed)
        // The lock is free again, and nothing runs by mistake outside of the transaction.
        #expect(try graph.database.contentHash() == hash)
        #expect(try graph.run("CREATE (:Between)").summary.changes.nodesCreated == 1)
        let refusal = try reason { _ = try connection.run("CREATE (:B)") }
        #expect(refusal?.contains("rolled back") == true)
        #expect(try reason { try connection.begin() } != nil)
        #expect(try reason { try connection.commit() }?.contains("rolled back") == true)
        #expect(connection.state == .none)
        _ = try connection.run("CREATE (:B)")
        #expect(try graph.number("MATCH (n:A) RETURN count(n)") == 0)
        #expect(try graph.number("MATCH (n:B) RETURN count(n)") == 1)
    }

    @Test func `a transaction that reads sees one moment and may not write`() throws {
        let graph = try QueryGraph("CREATE (:A {x: 1})")
        let connection = graph.database.connect()
        try connection.begin(readOnly: true)
        let query = "MATCH (n:A) RETURN n.x ORDER BY n.x"
        #expect(try connection.run(query).values.map(\.description) == ["[1]"])
        try graph.run("CREATE (:A {x: 2})-[:NEW]->(:Later {y: 1})")
        #expect(try connection.run(query).values.map(\.description) == ["[1]"])
        #expect(try connection.run("MATCH (n:Later) RETURN n.y").isEmpty)
        try connection.commit()
        #expect(try connection.run(query).count == 2)
        try connection.begin(readOnly: true)
        let refusal = try reason { _ = try connection.run("CREATE (:A)") }
        #expect(refusal?.contains("read only") == true)
        #expect(connection.state == .failed)
        try connection.rollback()
        #expect(try graph.number("MATCH (n:A) RETURN count(n)") == 2)
    }

    @Test func `what is in the graph is told with what the transaction changed`() throws {
        let graph = try QueryGraph("CREATE (:A {x: 1})-[:R]->(:A)")
        let connection = graph.database.connect()
        func counts(_ information: Information) -> [String] {
            information.labels.map { "\($0.name) \($0.count)" }
                + information.types.map { "\($0.name) \($0.count)" }
                + information.indexes.map { "\($0.label) \($0.distinctValueCount)" }
        }
        try connection.begin()
        _ = try connection.run("CREATE INDEX FOR (b:B) ON (b.y)")
        _ = try connection.run("CREATE (:B {y: 1}), (:B {y: 2}), (:B {y: 2})")
        _ = try connection.run("MATCH ()-[r:R]->() DELETE r")
        #expect(counts(try connection.information()) == ["B 3", "A 2", "B 2"])
        #expect(counts(try graph.database.information()) == ["A 2", "R 1"])
        try connection.rollback()
        #expect(counts(try connection.information()) == ["A 2", "R 1"])
        // One that reads tells of its own moment.
        try connection.begin(readOnly: true)
        try graph.run("CREATE (:A)")
        #expect(counts(try connection.information()) == ["A 2", "R 1"])
        try connection.commit()
        #expect(counts(try connection.information()) == ["A 3", "R 1"])
    }

    @Test func `ends without a beginning and beginnings without an end are refused`() throws {
        let connection = try QueryGraph().database.connect()
        #expect(try reason { try connection.commit() } != nil)
        #expect(try reason { try connection.rollback() } != nil)
        try connection.begin()
        #expect(try reason { try connection.begin() } != nil)
        #expect(connection.state == .open(isReadOnly: false))
        try connection.rollback()
    }

    /// Numbers of names that were rolled back are given again, to other names.
    @Test func `plans of names that were rolled back are not used again`() throws {
        let graph = try QueryGraph("CREATE (:A {x: 1})")
        let connection = graph.database.connect()
        let queries = ["MATCH (n:First) RETURN n.first", "MATCH (n:Second) RETURN n.second"]
        let statement = try graph.database.prepare(queries[0])
        try connection.begin()
        _ = try connection.run("CREATE (:First {first: 1})")
        let prepared = try connection.prepare(queries[0])
        for _ in 0..<2 {
            #expect(try connection.run(queries[0]).values.map(\.description) == ["[1]"])
            #expect(try connection.run(queries[1]).isEmpty)
            #expect(try connection.run(statement).values.map(\.description) == ["[1]"])
            #expect(try connection.run(prepared).values.map(\.description) == ["[1]"])
        }
        try connection.rollback()
        // The same ids and the same version of the catalog, for another name.
        try graph.run("CREATE (:Second {second: 2})")
        #expect(try graph.run(queries[0]).isEmpty)
        #expect(try statement.run().isEmpty)
        #expect(try prepared.run().isEmpty)
        #expect(try connection.run(prepared).isEmpty)
        #expect(try graph.run(queries[1]).values.map(\.description) == ["[2]"])
        #expect(try prepared.run().summary.warnings.isEmpty == false)
    }

    @Test func `a transaction that is cancelled is rolled back, and a wait for it ends`() throws {
        let graph = try QueryGraph("UNWIND range(1, 300) AS x CREATE (:N {x: x})")
        let connection = graph.database.connect()
        try connection.begin()
        _ = try connection.run("CREATE (:A)")
        let other = graph.database.connect()
        var options = RunOptions()
        options.timeoutMilliseconds = 20
        #expect(throws: MedGraphError.self) { try other.begin(options: options) }
        #expect(other.state == .none)
        let cancellation = Cancellation()
        cancellation.cancel()
        var cancelled = RunOptions()
        cancelled.cancellation = cancellation
        do {
            _ = try connection.run(
                "MATCH (a:N), (b:N), (c:N) RETURN count(*) AS n, sum(a.x * b.x * c.x)",
                options: cancelled)
            Issue.record("the query was not cancelled")
        } catch MedGraphError.query(let problems) { #expect(problems[0].type == "Cancelled") }
        #expect(connection.state == .failed)
        try other.begin(options: options)
        #expect(try other.run("MATCH (a:A) RETURN a").isEmpty)
        try other.rollback()
    }

    @Test func `draws without a seed take the one of the options`() throws {
        let graph = try QueryGraph("UNWIND range(1, 100) AS x CREATE (:N {x: x})")
        var options = RunOptions()
        options.seed = 42
        let plain = "MATCH (n:N) RETURN n.x AS x SAMPLE 5"
        let named = try graph.run(plain + " SEED 42")
        let drawn = try graph.run(plain, options: options)
        #expect(drawn.summary.seed == 42)
        #expect(
            drawn.values.map(\.description).sorted() == named.values.map(\.description).sorted())
        // A seed that the query names counts.
        let other = try graph.run(plain + " SEED 7")
        #expect(
            try graph.run(plain + " SEED 7", options: options).values.map(\.description).sorted()
                == other.values.map(\.description).sorted())
    }

    /// The same statements in transactions and alone leave the same graph.
    @Test func `statements in transactions do what they do alone`() throws {
        let statements = [
            "UNWIND range(1, 20) AS x CREATE (:N {x: x})",
            "MATCH (a:N), (b:N) WHERE b.x = a.x + 1 CREATE (a)-[:NEXT {d: 1}]->(b)",
            "CREATE INDEX FOR (n:N) ON (n.x)", "MATCH (n:N {x: 7}) SET n:Seven, n.y = 'seven'",
            "MATCH (n:N) WHERE n.x % 5 = 0 DETACH DELETE n",
            "MERGE (n:N {x: 5}) ON CREATE SET n.again = true",
            "MATCH (a:N {x: 4}), (b:N {x: 5}) MERGE (a)-[r:NEXT]->(b) SET r.d = 2",
            "MATCH (:N)-[r:NEXT]->(:N) SET r.d = r.d + 1",
        ]
        let question = "MATCH (a:N)-[r:NEXT]->(b) RETURN a.x, r.d, b.x, b.again ORDER BY a.x"
        let alone = try QueryGraph()
        for statement in statements { try alone.run(statement) }
        let together = try QueryGraph()
        let connection = together.database.connect()
        try connection.begin()
        for (index, statement) in statements.enumerated() {
            _ = try connection.run(statement)
            if index % 3 == 2 {
                try connection.commit()
                try connection.begin()
            }
        }
        #expect(
            try connection.run(question).values.map(\.description)
                == alone.run(question).values.map(\.description))
        try connection.commit()
        #expect(try together.database.contentHash() == alone.database.contentHash())
        let check = try together.check()
        #expect(check.isClean, "\(check.violations)")
    }
}
