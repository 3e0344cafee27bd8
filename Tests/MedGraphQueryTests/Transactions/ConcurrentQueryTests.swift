import MedGraph
import Synchronization
import TestSupport
import Testing

/// Readers and writers at once.
@Suite struct ConcurrentQueryTests {
    private static let accountCount = 5
    private static let total = 5_000
    private static let moveCount = 120

    @Test func `ten readers beside a writer see whole transactions only`() throws {
        let graph = try QueryGraph(
            "CREATE CONSTRAINT move_number FOR (m:Move) REQUIRE m.number IS UNIQUE",
            "CREATE INDEX account_balance FOR (a:Account) ON (a.balance)",
            "UNWIND range(0, 4) AS x CREATE (:Account {number: x, balance: 1000})")
        let isDone = Atomic(false)
        let readCount = Mutex(0)
        let mistakes = Mutex<[String]>([])
        let writer: @Sendable () throws -> Void = {
            defer { isDone.store(true, ordering: .sequentiallyConsistent) }
            var numbers = SplitMix64(seed: 1)
            let move = try graph.database.prepare(
                "MATCH (a:Account {number: $from}) MATCH (b:Account {number: $to}) "
                    + "SET a.balance = a.balance - $amount SET b.balance = b.balance + $amount "
                    + "CREATE (a)-[:GAVE]->(:Move {number: $number, amount: $amount})-[:TO]->(b)")
            for number in 1...Self.moveCount {
                let from = numbers.below(Self.accountCount)
                let to = (from + 1 + numbers.below(Self.accountCount - 1)) % Self.accountCount
                _ = try move.run([
                    "from": .integer(Int64(from)), "to": .integer(Int64(to)),
                    "amount": .integer(Int64(1 + numbers.below(50))),
                    "number": .integer(Int64(number)),
                ])
            }
        }
        let reader: @Sendable () throws -> Void = {
            // Sums, counts by label, by index and by relationship, all of one moment.
            let state = try graph.database.prepare(
                "MATCH (a:Account) WITH sum(a.balance) AS total, count(a) AS accounts "
                    + "OPTIONAL MATCH (m:Move) "
                    + "WITH total, accounts, count(m) AS moves, coalesce(max(m.number), 0) AS last "
                    + "OPTIONAL MATCH (:Account)-[g:GAVE]->(:Move)-[t:TO]->(:Account) "
                    + "WITH total, accounts, moves, last, count(g) AS given "
                    + "OPTIONAL MATCH (x:Account) WHERE x.balance > -100000 "
                    + "RETURN total, accounts, moves, last, given, count(x) AS indexed")
            var lastSeen = 0
            repeat {
                let rows = try state.run()
                let values = rows.values.first.map { $0.map { Int($0) ?? -1 } } ?? []
                let isWhole =
                    rows.count == 1 && values[0] == Self.total && values[1] == Self.accountCount
                    && values[2] == values[3] && values[4] == values[2]
                    && values[5] == Self.accountCount
                if !isWhole || values[2] < lastSeen {
                    mistakes.withLock { $0.append("\(values) after \(lastSeen)") }
                } else {
                    lastSeen = values[2]
                }
                readCount.withLock { $0 += 1 }
            } while !isDone.load(ordering: .sequentiallyConsistent)
            // What was committed before a query begins, it sees.
            let moves = try graph.number("MATCH (m:Move) RETURN count(m)")
            if moves != Self.moveCount { mistakes.withLock { $0.append("\(moves ?? -1) moves") } }
        }
        try runThreads([writer] + Array(repeating: reader, count: 10))
        #expect(mistakes.withLock { $0 } == [])
        #expect(readCount.withLock { $0 } > 10)
        #expect(try graph.number("MATCH (m:Move) RETURN count(m)") == Self.moveCount)
        #expect(try graph.number("MATCH ()-[r]->() RETURN count(r)") == 2 * Self.moveCount)
        #expect(try graph.number("MATCH (a:Account) RETURN sum(a.balance)") == Self.total)
        // The balances are what the moves make them.
        #expect(
            try graph.number(
                "MATCH (a:Account) OPTIONAL MATCH (a)-[:GAVE]->(m) WITH a, sum(m.amount) AS given "
                    + "OPTIONAL MATCH (a)<-[:TO]-(m) WITH a, given, sum(m.amount) AS taken "
                    + "WHERE a.balance <> 1000 - given + taken RETURN count(a)") == 0)
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }

    @Test func `no write of several writers is lost`() throws {
        let graph = try QueryGraph(
            "CREATE (:Counter {value: 0})",
            "CREATE CONSTRAINT tag_name FOR (t:Tag) REQUIRE t.name IS UNIQUE")
        let writerCount = 4
        let roundCount = 40
        try runThreads(
            (0..<writerCount).map { writer in
                {
                    for round in 0..<roundCount {
                        try graph.run("MATCH (c:Counter) SET c.value = c.value + 1")
                        // All writers make the same nodes, with names that come up on the way.
                        try graph.run(
                            "MERGE (t:Tag {name: $name}) "
                                + "ON CREATE SET t.by_\(writer) = 1, t.count = 1 "
                                + "ON MATCH SET t.by_\(writer) = 1, t.count = t.count + 1 "
                                + "CREATE (t)-[:R\(round % 7)]->(:Use)",
                            ["name": .integer(Int64(round))])
                    }
                }
            })
        let writeCount = writerCount * roundCount
        #expect(try graph.number("MATCH (c:Counter) RETURN c.value") == writeCount)
        #expect(try graph.number("MATCH (t:Tag) RETURN count(t)") == roundCount)
        #expect(try graph.number("MATCH (t:Tag) RETURN sum(t.count)") == writeCount)
        #expect(
            try graph.number("MATCH (t:Tag) RETURN sum(t.by_0 + t.by_1 + t.by_2 + t.by_3)")
                == writeCount)
        #expect(try graph.number("MATCH (:Tag)-->(u:Use) RETURN count(u)") == writeCount)
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }

    @Test func `an index that is made and dropped meanwhile changes no answer`() throws {
        let graph = try QueryGraph(
            "UNWIND range(1, 200) AS x CREATE (:Item {code: x % 20})")
        let isDone = Atomic(false)
        let mistakes = Mutex<[Int?]>([])
        let reader: @Sendable () throws -> Void = {
            let statement = try graph.database.prepare(
                "MATCH (i:Item {code: 7}) RETURN count(i) AS n")
            repeat {
                let count = try statement.run().first?["n", as: Int.self]
                if count != 10 { mistakes.withLock { $0.append(count) } }
            } while !isDone.load(ordering: .sequentiallyConsistent)
        }
        try runThreads(
            [
                {
                    defer { isDone.store(true, ordering: .sequentiallyConsistent) }
                    for _ in 0..<15 {
                        try graph.run("CREATE INDEX item_code FOR (i:Item) ON (i.code)")
                        try graph.run("DROP INDEX item_code")
                    }
                }
            ] + Array(repeating: reader, count: 3))
        #expect(mistakes.withLock { $0 } == [])
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }
}
