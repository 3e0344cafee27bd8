package import TestSupport

/// Writes random queries over the names of random graphs.
///
/// What a query returns is determined but for its order and for the order of collected lists;
/// columns of such lists have names that begin with `bag`.
package struct RandomQuery {
    /// What a variable holds.
    enum Kind: CaseIterable {
        case node, relationship, relationships, path, integer, float, string, boolean, mixed

        /// Whether `ORDER BY` has an order that openCypher determines.
        var isOrdered: Bool {
            switch self {
            case .relationships, .path: false
            default: true
            }
        }
    }

    struct Variable {
        let name: String
        let kind: Kind
    }

    var random: SplitMix64
    /// What can be named, and what patterns of the same `MATCH` have named.
    var scope: [Variable] = []
    /// Relationship variables may occur once in a `MATCH`.
    var usedRelationships: Set<String> = []
    /// Whether variable-length patterns without an upper bound are few enough to try them all.
    let allowsUnbounded: Bool
    var nameCount = 0
    var depth = 0
    /// Whether a path may stand where an expression does: only as a condition, not as a value.
    var isCondition = false

    package init(_ random: SplitMix64, relationshipCount: Int) {
        self.random = random
        allowsUnbounded = relationshipCount <= 8
    }

    /// A query, and whether its `ORDER BY` leaves its rows one order.
    package mutating func text() -> (query: String, isOrdered: Bool) {
        guard random.isOne(in: 8) else { return part(columns: nil) }
        let kinds = (0...random.below(2)).map { _ in random.pick(Self.scalars + [.node]) }
        let word = random.isOne(in: 2) ? " UNION " : " UNION ALL "
        var parts: [String] = []
        for _ in 0..<(2 + random.below(2)) {
            scope = []
            parts.append(part(columns: kinds).query)
        }
        return (parts.joined(separator: word), false)
    }

    static let scalars: [Kind] = [.integer, .float, .string, .boolean, .mixed]

    /// Clauses up to `RETURN`; `columns` are the kinds of its items where a union fixes them.
    private mutating func part(columns: [Kind]?) -> (query: String, isOrdered: Bool) {
        var clauses = [
            random.isOne(in: 8) ? unwind() : random.isOne(in: 12) ? optionalMatch() : match()
        ]
        for _ in 0..<random.below(3) {
            switch random.below(8) {
            case 0: clauses.append(unwind())
            case 1, 2: clauses.append(optionalMatch())
            case 3, 4: clauses.append(match())
            default: clauses.append(with())
            }
        }
        if let columns {
            let items = columns.enumerated().map { "\(value($1)) AS c\($0)" }
            let word = random.isOne(in: 3) ? "RETURN DISTINCT " : "RETURN "
            return (
                (clauses + [word + items.joined(separator: ", ")]).joined(separator: " "), false
            )
        }
        let result = projection()
        clauses.append("RETURN " + result.text)
        return (clauses.joined(separator: " "), result.isOrdered)
    }

    private mutating func unwind() -> String {
        let name = newName("u")
        let kind = random.pick([Kind.integer, .string, .mixed])
        let elements = (0..<random.below(4)).map { _ in
            random.isOne(in: 6) ? "null" : literal(kind)
        }
        if let list = pick(.relationships), random.isOne(in: 3) {
            scope.append(Variable(name: name, kind: .relationship))
            return "UNWIND \(list) AS \(name)"
        }
        scope.append(Variable(name: name, kind: kind))
        return "UNWIND [\(elements.joined(separator: ", "))] AS \(name)"
    }

    mutating func match() -> String {
        if random.isOne(in: 14) { return shortestPath() }
        if random.isOne(in: 4) { return joined() }
        let pattern = pattern(pathCountMax: 2)
        return "MATCH \(pattern)\(condition(once: 3))"
    }

    mutating func optionalMatch() -> String {
        if random.isOne(in: 4) { return "OPTIONAL \(joined())" }
        return "OPTIONAL MATCH \(pattern(pathCountMax: 3))\(condition(once: 2))"
    }

    /// A search between two different nodes: whether a node leads to itself is not determined.
    private mutating func shortestPath() -> String {
        let (a, b, p) = (newName("a"), newName("b"), newName("p"))
        let isAll = random.isOne(in: 2)
        let bounds =
            allowsUnbounded ? random.pick(["*", "*1..3", "*..2"]) : random.pick(["*..2", "*1..3"])
        let step = relationship("\(types())\(bounds)")
        scope.append(Variable(name: a, kind: .node))
        scope.append(Variable(name: b, kind: .node))
        let ends = "MATCH (\(a)\(labels())), (\(b)) WHERE \(a).k <> \(b).k"
        // Which of the shortest paths is found is not determined; its length is.
        let search = isAll ? "allShortestPaths" : "shortestPath"
        let text = "\(ends) MATCH \(p) = \(search)((\(a))\(step)(\(b)))"
        if isAll {
            scope.append(Variable(name: p, kind: .path))
            return text
        }
        let names = scope.map(\.name)
        let length = newName("l")
        scope.append(Variable(name: length, kind: .integer))
        return "\(text) WITH \(names.joined(separator: ", ")), length(\(p)) AS \(length)"
    }

    /// ` WHERE …`, once in so many times.
    mutating func condition(once count: Int) -> String {
        guard random.isOne(in: count) else { return "" }
        let saved = isCondition
        defer { isCondition = saved }
        isCondition = true
        return " WHERE \(value(.boolean))"
    }

    mutating func newName(_ stem: String) -> String {
        nameCount += 1
        return "\(stem)\(nameCount)"
    }

    /// A variable of a kind, if there is one.
    mutating func pick(_ kind: Kind) -> String? {
        let names = scope.filter { $0.kind == kind }
        return names.isEmpty ? nil : random.pick(names).name
    }
}
