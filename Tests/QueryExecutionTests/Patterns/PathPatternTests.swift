import MedGraph
import TestSupport
import Testing

/// Counts of random path patterns against a search that knows nothing but the definition: a
/// pattern is matched by every choice of walks, in which no relationship stands twice.
@Suite struct PathPatternTests {
    @Test(arguments: 0..<12)
    func `random patterns have as many matches as counted by hand`(batch: Int) throws {
        var random = SplitMix64(seed: UInt64(batch) &+ 0xC0FFEE)
        let graph = RandomGraph(&random)
        let database = try graph.database()
        for _ in 0..<30 {
            let pattern = RandomPattern(&random)
            let counted = graph.count(pattern)
            let found = try database.run(pattern.query)[0]["n", as: Int.self]
            #expect(found == counted, "seed \(batch): \(pattern.query) on \(graph.script)")
        }
    }

    @Test(arguments: 0..<6)
    func `shortest paths are as long, and as many, as counted by hand`(batch: Int) throws {
        var random = SplitMix64(seed: UInt64(batch) &+ 0xBEEF)
        let graph = RandomGraph(&random)
        let database = try graph.database()
        for start in graph.labels.indices {
            for end in graph.labels.indices where start != end {
                for direction in RandomPattern.Direction.allCases {
                    let lengths = graph.walkLengths(from: start, to: end, direction)
                    let least = lengths.min()
                    let step = direction.text("[*]")
                    let ends = "(a {v: \(start)}), (b {v: \(end)})"
                    let one = try database.run(
                        "MATCH \(ends) MATCH p = shortestPath((a)\(step)(b)) RETURN length(p) AS n")
                    #expect(one.map { $0["n", as: Int.self] } == (least.map { [$0] } ?? []))
                    let all = try database.run(
                        "MATCH \(ends), p = allShortestPaths((a)\(step)(b)) RETURN length(p) AS n")
                    #expect(all.count == lengths.filter { $0 == least }.count, "\(graph.script)")
                    let filtered = try database.run(
                        """
                        MATCH \(ends) MATCH p = shortestPath((a)\(step)(b)) WHERE length(p) > 2
                        RETURN length(p) AS n
                        """)
                    let longer = lengths.filter { $0 > 2 }.min()
                    #expect(filtered.map { $0["n", as: Int.self] } == (longer.map { [$0] } ?? []))
                }
            }
        }
    }
}

/// A small graph with loops and parallel relationships.
struct RandomGraph {
    var labels: [String] = []
    var relationships: [(start: Int, end: Int, type: String)] = []

    init(_ random: inout SplitMix64) {
        for _ in 0..<(2 + random.below(4)) { labels.append(random.pick(["A", "B"])) }
        for _ in 0..<random.below(8) {
            relationships.append(
                (random.below(labels.count), random.below(labels.count), random.pick(["T", "U"])))
        }
    }

    var script: String {
        let nodes = labels.enumerated().map { "(n\($0):\($1) {v: \($0)})" }
        let steps = relationships.map { "(n\($0.start))-[:\($0.type)]->(n\($0.end))" }
        return "CREATE " + (nodes + steps).joined(separator: ", ")
    }

    func database() throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        _ = try database.run(script)
        return database
    }
}

/// A pattern of one to three steps in one path or two.
struct RandomPattern {
    enum Direction: CaseIterable {
        case right, left, either

        func text(_ inner: String) -> String {
            switch self {
            case .right: "-\(inner)->"
            case .left: "<-\(inner)-"
            case .either: "-\(inner)-"
            }
        }
    }

    struct Step {
        var from: Int
        var to: Int
        var direction: Direction
        var types: [String]
        /// Nil for a step of one relationship.
        var bounds: ClosedRange<Int>?
        var boundsText = ""
        /// Whether the path begins anew here.
        var isStart: Bool
    }

    var steps: [Step] = []
    var labels: [Int: String] = [:]
    /// `a.v < b.v`
    var ordered: (Int, Int)?

    init(_ random: inout SplitMix64) {
        var last = 0
        for index in 0..<(1 + random.below(3)) {
            let isStart = index == 0 || random.isOne(in: 4)
            let from = isStart ? random.below(3) : last
            let to = random.below(4)
            var step = Step(
                from: from, to: to, direction: random.pick(Direction.allCases),
                types: random.pick([[], ["T"], ["U"], ["T", "U"]]), isStart: isStart)
            switch random.below(6) {
            case 0: (step.bounds, step.boundsText) = (1...99, "*")
            case 1: (step.bounds, step.boundsText) = (0...2, "*0..2")
            case 2: (step.bounds, step.boundsText) = (2...3, "*2..3")
            case 3: (step.bounds, step.boundsText) = (1...2, "*..2")
            default: break
            }
            steps.append(step)
            last = to
        }
        for step in steps where random.isOne(in: 3) { labels[step.to] = random.pick(["A", "B"]) }
        if random.isOne(in: 3) { ordered = (steps[0].from, steps[steps.count - 1].to) }
    }

    private static func name(_ node: Int) -> String { ["a", "b", "c", "d"][node] }

    var query: String {
        var text = "MATCH "
        var shown: Set<Int> = []
        func node(_ node: Int) -> String {
            let label = shown.insert(node).inserted ? labels[node].map { ":\($0)" } : nil
            return "(\(Self.name(node))\(label ?? ""))"
        }
        for (index, step) in steps.enumerated() {
            if step.isStart { text += (index == 0 ? "" : ", ") + node(step.from) }
            let types = step.types.isEmpty ? "" : ":" + step.types.joined(separator: "|")
            text += step.direction.text("[\(types)\(step.boundsText)]") + node(step.to)
        }
        if let ordered { text += " WHERE \(Self.name(ordered.0)).v < \(Self.name(ordered.1)).v" }
        return text + " RETURN count(*) AS n"
    }
}

// MARK: Counting by hand

extension RandomGraph {
    func count(_ pattern: RandomPattern) -> Int {
        var count = 0
        var nodes: [Int: Int] = [:]
        var used: Set<Int> = []
        func fits(_ variable: Int, _ node: Int) -> Bool {
            if let known = nodes[variable] { return known == node }
            return pattern.labels[variable].map { labels[node] == $0 } ?? true
        }
        func visit(_ index: Int) {
            guard index < pattern.steps.count else {
                if let (left, right) = pattern.ordered, !(nodes[left]! < nodes[right]!) { return }
                count += 1
                return
            }
            let step = pattern.steps[index]
            guard nodes[step.from] == nil else { return walk(step, index, nodes[step.from]!, 0) }
            for node in labels.indices where fits(step.from, node) {
                nodes[step.from] = node
                walk(step, index, node, 0)
                nodes[step.from] = nil
            }
        }
        func walk(_ step: RandomPattern.Step, _ index: Int, _ node: Int, _ length: Int) {
            let bounds = step.bounds ?? 1...1
            if bounds.contains(length), fits(step.to, node) {
                let isNew = nodes[step.to] == nil
                nodes[step.to] = node
                visit(index + 1)
                if isNew { nodes[step.to] = nil }
            }
            guard length < bounds.upperBound else { return }
            for (edge, other) in steps(from: node, step.direction, step.types)
            where used.insert(edge).inserted {
                walk(step, index, other, length + 1)
                used.remove(edge)
            }
        }
        visit(0)
        return count
    }

    private func steps(
        from node: Int, _ direction: RandomPattern.Direction, _ types: [String]
    ) -> [(edge: Int, other: Int)] {
        var steps: [(edge: Int, other: Int)] = []
        for (edge, relationship) in relationships.enumerated()
        where types.isEmpty || types.contains(relationship.type) {
            if relationship.start == node, direction != .left {
                steps.append((edge, relationship.end))
            } else if relationship.end == node, direction != .right {
                steps.append((edge, relationship.start))
            }
        }
        return steps
    }

    /// The lengths of all walks between two nodes.
    func walkLengths(
        from start: Int, to end: Int, _ direction: RandomPattern.Direction
    ) -> [Int] {
        var lengths: [Int] = []
        var used: Set<Int> = []
        func walk(_ node: Int) {
            if node == end, !used.isEmpty { lengths.append(used.count) }
            for (edge, other) in steps(from: node, direction, [])
            where used.insert(edge).inserted {
                walk(other)
                used.remove(edge)
            }
        }
        walk(start)
        return lengths
    }
}
