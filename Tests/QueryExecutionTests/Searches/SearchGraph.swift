import MedGraph
import TestSupport

/// A graph of some hundred nodes with loops, parallel relationships and hubs, and what searches
/// find in it by their definition alone.
struct SearchGraph {
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

    struct Relationship {
        let start: Int
        let end: Int
        let type: String
    }

    let nodeCount: Int
    private(set) var relationships: [Relationship] = []
    /// Indexes of relationships.
    private var outgoing: [[Int]]
    private var incoming: [[Int]]

    init(nodeCount: Int, relationshipCount: Int, hubDegree: Int = 0, _ random: inout SplitMix64) {
        self.nodeCount = nodeCount
        outgoing = Array(repeating: [], count: nodeCount)
        incoming = outgoing
        for _ in 0..<relationshipCount {
            // Small numbers more often: hubs, loops and parallels.
            let bound = random.isOne(in: 4) ? min(nodeCount, 12) : nodeCount
            add(random.below(bound), random.below(nodeCount), random.pick(["T", "U", "V"]))
            if random.isOne(in: 10), let last = relationships.last {
                add(last.start, last.end, random.pick(["T", "U"]))
            }
        }
        for number in 0..<hubDegree {
            let other = random.below(nodeCount)
            if number % 16 > 0 { add(3, other, "T") } else { add(other, 3, "T") }
        }
    }

    private mutating func add(_ start: Int, _ end: Int, _ type: String) {
        outgoing[start].append(relationships.count)
        incoming[end].append(relationships.count)
        relationships.append(Relationship(start: start, end: end, type: type))
    }

    /// Nodes with `v`, the number of each, and `w`, a float that some have.
    func database() throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        let database = try ScratchDatabase.open(options)
        _ = try database.run(
            """
            UNWIND range(0, \(nodeCount - 1)) AS v
            CREATE (:N {v: v, w: CASE WHEN v % 3 = 0 THEN v / 2.0 END})
            """)
        _ = try database.run("CREATE CONSTRAINT FOR (n:N) REQUIRE n.v IS UNIQUE")
        for type in ["T", "U", "V"] {
            let pairs = relationships.filter { $0.type == type }.map { [$0.start, $0.end] }
            _ = try database.run(
                """
                UNWIND \(pairs) AS pair MATCH (a:N {v: pair[0]}), (b:N {v: pair[1]})
                CREATE (a)-[:\(type)]->(b)
                """)
        }
        return database
    }

    /// The relationships that lead away from a node, with where they lead.
    func steps(
        from node: Int, _ direction: Direction, _ types: Set<String>
    ) -> [(relationship: Int, node: Int)] {
        var steps: [(relationship: Int, node: Int)] = []
        if direction != .left { steps += outgoing[node].map { ($0, relationships[$0].end) } }
        if direction != .right {
            for index in incoming[node] {
                let start = relationships[index].start
                // A loop leads away once.
                if direction == .either && start == node { continue }
                steps.append((index, start))
            }
        }
        return steps.filter { types.contains(relationships[$0.relationship].type) }
    }

    /// The distances of all nodes from a node, without one relationship.
    func distances(
        from node: Int, _ direction: Direction, _ types: Set<String>, without left: Int? = nil
    ) -> [Int: Int] {
        var distances = [node: 0]
        var queue = [node]
        var head = 0
        while head < queue.count {
            let next = queue[head]
            head += 1
            for step in steps(from: next, direction, types) where step.relationship != left {
                guard distances[step.node] == nil else { continue }
                distances[step.node] = distances[next]! + 1
                queue.append(step.node)
            }
        }
        return distances
    }

    /// The nodes to which a walk leads that has no relationship twice.
    func reached(
        from node: Int, _ direction: Direction, _ types: Set<String>, _ lower: Int, _ upper: Int
    ) -> Set<Int> {
        let distances = distances(from: node, direction, types)
        var reached = Set(distances.filter { $0.value >= 1 && $0.value <= upper }.keys)
        // Back to the start: by a first relationship, and on without it.
        let returns = steps(from: node, direction, types).contains { step in
            let rest = self.distances(from: step.node, direction, types, without: step.relationship)
            return rest[node].map { $0 < upper } == true
        }
        if lower == 0 || (upper > 0 && returns) { reached.insert(node) }
        return reached
    }

    /// The length of the shortest walks between two different nodes, and how many there are.
    func shortest(
        from start: Int, to end: Int, _ direction: Direction, _ types: Set<String>
    ) -> (length: Int, count: Int)? {
        let distances = distances(from: start, direction, types)
        guard let length = distances[end] else { return nil }
        var counts = [start: 1]
        for depth in 0..<length {
            for (node, distance) in distances where distance == depth {
                for step in steps(from: node, direction, types)
                where distances[step.node] == depth + 1 {
                    counts[step.node, default: 0] += counts[node]!
                }
            }
        }
        return (length, counts[end]!)
    }
}
