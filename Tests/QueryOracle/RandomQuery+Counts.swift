import TestSupport

extension RandomQuery {
    /// The count of the matches of one path of up to three segments.
    package mutating func pathCount() -> String {
        let path = path(stepCount: random.pick([1, 1, 2, 2, 3]), naming: false)
        return "MATCH \(path) RETURN count(*)"
    }

    /// The count of the matches of one path with two segments of variable length.
    package mutating func twoRunsCount() -> String {
        let steps = (0..<2).map { _ in relationship("\(types())\(length())") }
        let middle = random.isOne(in: 3) ? "()-->(a)" : "(a)"
        let last = random.isOne(in: 4) ? "(a)" : "()"
        return "MATCH ()\(steps[0])\(middle)\(steps[1])\(last) RETURN count(*)"
    }
}

extension RandomQuery {
    /// Which nodes paths lead to, where it does not matter how many paths there are.
    package mutating func reachedCount() -> String {
        let isLonger = random.isOne(in: 2)
        let first = "(a)\(walk())(b\(labels()))"
        let second = random.pick([
            "", ", (c)", ", (b)\(walk())(c)", ", (a)\(relationship(types()))(c)",
        ])
        let pattern = isLonger ? "\(first)\(walk())(c)" : first + second
        let last = isLonger || !second.isEmpty ? "c" : "b"
        let condition = random.pick([
            "", "", " WHERE a.n = b.n", " WHERE a.k <> b.k", " WHERE a = b", " WHERE NOT b:A",
            " WHERE EXISTS { (b)\(walk())(:B) }", " WHERE NOT EXISTS { (b)\(walk())(a) }",
        ])
        let result = random.pick([
            "count(DISTINCT \(last)) AS v", "a.k AS k, count(DISTINCT \(last)) AS v",
            "count(DISTINCT a) AS v, count(DISTINCT b) AS w", "min(\(last).k) AS v",
            "count(DISTINCT \(last)) AS v, count(*) AS w", "a.n AS n, max(\(last).k) AS v",
        ])
        return "MATCH \(pattern)\(condition) RETURN \(result) ORDER BY \(order(of: result))"
    }

    private mutating func walk() -> String {
        relationship(types() + (random.isOne(in: 4) ? "" : length()))
    }

    private func order(of result: String) -> String {
        result.hasPrefix("a.") ? "\(result.dropFirst(2).prefix(1)), v" : "v"
    }
}
