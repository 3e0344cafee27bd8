import MedGraph
import Testing

/// What `PROFILE` tells of the steps.
@Suite struct ProfileTests {
    private let graph: QueryGraph

    init() throws {
        graph = try QueryGraph("UNWIND range(1, 40) AS x CREATE (:Node {number: x})")
    }

    /// The rows and microseconds of the step whose line contains `text`.
    private func measure(_ text: String, _ lines: [String]) throws -> (rows: Int, time: Int) {
        let line = try #require(lines.first { $0.contains(text) }, "\(lines)")
        let numbers = try #require(line.firstMatch(of: /([\d,]+) +([\d,]+) µs/), "\(line)")
        let parsed = [numbers.1, numbers.2].compactMap { Int($0.filter { $0 != "," }) }
        return (parsed[0], parsed[1])
    }

    @Test func `a plan inside a plan has the time that it took`() throws {
        // The condition is the work, and it stands inside.
        let lines = try graph.run(
            "PROFILE MATCH (a:Node) OPTIONAL MATCH (b:Node) "
                + "WHERE b.number = size([x IN range(1, 300) WHERE x = a.number]) RETURN a, b"
        ).values.compactMap { String($0[0]) }
        let outer = try measure("Optional", lines)
        let inner = try measure("Filter", lines)
        #expect(outer.rows == 40)
        #expect(inner.rows == 40)
        #expect(inner.time > 10 * outer.time, "\(lines)")
        #expect(try measure("Project", lines).time < inner.time)
    }

    @Test func `each side of a union has rows and time of its own`() throws {
        let lines = try graph.run(
            "PROFILE UNWIND range(1, 50) AS x RETURN x "
                + "UNION ALL MATCH (b:Node) WHERE size([y IN range(1, 3000) | y]) > b.number "
                + "RETURN b.number AS x"
        ).values.compactMap { String($0[0]) }
        #expect(try measure("Union", lines).rows == 90)
        #expect(try measure("Unwind", lines).rows == 50)
        let filter = try measure("Filter", lines)
        #expect(filter.rows == 40)
        #expect(filter.time > (try measure("Unwind", lines).time))
    }
}
