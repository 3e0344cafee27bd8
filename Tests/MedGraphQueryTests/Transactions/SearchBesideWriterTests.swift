import MedGraph
import Synchronization
import TestSupport
import Testing

/// Searches that begin behind one small commit after another, and keep what they know.
@Suite struct SearchBesideWriterTests {
    private static let stepCount = 250

    /// What asks for the number of steps in the tree, each in another way.
    private static let searches = [
        "MATCH (:Step {number: 1})-[:NEXT*1..12]->(s) RETURN count(DISTINCT s) AS n",
        "MATCH (:Goal {number: 0})<-[:TO]-(:Step)<-[:NEXT]-(:Step)-[:TO]->(:Goal) RETURN count(*) AS n",
        "MATCH (a:Step)-[r:NEXT]->(:Step) WITH a, sum(r.weight) AS w RETURN toInteger(sum(w)) AS n",
    ]

    @Test func `searches beside a writer see each commit whole`() throws {
        let graph = try QueryGraph(
            "CREATE INDEX step_number FOR (s:Step) ON (s.number)",
            "UNWIND range(1, \(Self.stepCount)) AS x CREATE (:Step {number: x})",
            "CREATE (:Goal {number: 0})",
            "MATCH (s:Step), (g:Goal) CREATE (s)-[:TO]->(g)")
        let isDone = Atomic(false)
        let mistakes = Mutex<[String]>([])
        let writer: @Sendable () throws -> Void = {
            defer { isDone.store(true, ordering: .sequentiallyConsistent) }
            let grow = try graph.database.prepare(
                "MATCH (a:Step {number: $parent}), (b:Step {number: $child}) "
                    + "CREATE (a)-[:NEXT {weight: 1.0}]->(b)")
            for child in 2...Self.stepCount {
                let parent = QueryValue.integer(Int64(child / 2))
                _ = try grow.run(["parent": parent, "child": .integer(Int64(child))])
            }
        }
        let made = "MATCH (:Step)-[r:NEXT]->() RETURN count(r)"
        let readers = Self.searches.map { text -> @Sendable () throws -> Void in
            {
                let search = try graph.database.prepare(text)
                repeat {
                    // Each commit makes one step more; a query sees those before it, and no later one.
                    let before = try graph.number(made) ?? -1
                    let found = try search.run().first?["n", as: Int.self] ?? -1
                    let after = try graph.number(made) ?? -1
                    guard before <= found, found <= after else {
                        mistakes.withLock { $0.append("\(found), \(before)...\(after): \(text)") }
                        continue
                    }
                } while !isDone.load(ordering: .sequentiallyConsistent)
                let all = try search.run().first?["n", as: Int.self]
                if all != Self.stepCount - 1 {
                    mistakes.withLock { $0.append("\(all ?? -1) at last: \(text)") }
                }
            }
        }
        try runThreads([writer] + readers)
        #expect(mistakes.withLock { $0 } == [])
        let check = try graph.check()
        #expect(check.isClean, "\(check.violations)")
    }

    /// A search remembers which neighbour of a node answered for it, and asks that one first.
    @Test func `a search behind a commit that deletes relationships does not go along them`() throws
    {
        let graph = try QueryGraph(
            "CREATE (:Start {id: 0})-[:TO]->(:Hub {id: 1})",
            "UNWIND range(1, 1500) AS x MATCH (h:Hub) "
                + "CREATE (h)-[:TO]->(:Near {id: x + 10})-[r:TO {id: x}]->(:Far {id: x + 10000})")
        let reach = try graph.database.prepare(
            "MATCH (a:Start)-[*1..3]-(b) WHERE b.id <> 0 RETURN count(DISTINCT b) AS n")
        func reached() throws -> Int? { try reach.run().first?["n", as: Int.self] }
        for _ in 0..<3 { #expect(try reached() == 3_001) }
        for count in 1...5 {
            try graph.run("MATCH (:Near)-[r:TO {id: \(200 * count)}]->(:Far) DELETE r")
            #expect(try reached() == 3_001 - count)
        }
        try graph.run("MATCH (a:Near {id: 11}), (b:Far {id: 10200}) CREATE (a)-[:TO]->(b)")
        #expect(try reached() == 2_997)
        try graph.run("MATCH (a:Near {id: 11})-[r]-(b:Far {id: 10200}) DELETE r")
        #expect(try reached() == 2_996)
    }

    @Test func `a search behind a commit that changes labels or deletes nodes sees them`() throws {
        let graph = try QueryGraph(
            "UNWIND range(1, 300) AS x CREATE (:Step {number: x})",
            "MATCH (a:Step), (b:Step) WHERE b.number = a.number + 1 CREATE (a)-[:NEXT]->(b)")
        let reach =
            "MATCH (:Step {number: 1})-[:NEXT*1..20]->(s:Step) WHERE s.number > 5 RETURN count(DISTINCT s)"
        #expect(try graph.number(reach) == 16)
        try graph.run("MATCH (s:Step {number: 10}) REMOVE s:Step SET s:Other")
        #expect(try graph.number(reach) == 15)
        try graph.run("MATCH (s:Step {number: 12}) SET s.number = 2")
        #expect(try graph.number(reach) == 14)
        try graph.run("MATCH (s:Step {number: 15}) DETACH DELETE s")
        #expect(try graph.number(reach) == 7)
        try graph.run(
            "MATCH (a:Step {number: 14}), (b:Step {number: 200}) CREATE (a)-[:NEXT]->(b)")
        #expect(try graph.number(reach) == 14)
    }
}
