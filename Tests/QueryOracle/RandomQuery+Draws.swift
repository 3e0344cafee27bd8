import TestSupport

extension RandomQuery {
    /// A query that draws rows by a seed: any plan draws the same.
    package mutating func draw() -> String {
        var clauses = [random.isOne(in: 3) ? joined() : match()]
        if random.isOne(in: 3) { clauses.append(optionalMatch()) }
        let items = items(random.isOne(in: 3) ? 1 : 2)
        if random.isOne(in: 2) {
            return clauses.joined(separator: " ") + " RETURN \(items)\(sample())"
        }
        clauses.append("WITH \(items)\(sample())")
        clauses.append("RETURN c0, count(*) AS n")
        return clauses.joined(separator: " ")
    }

    private mutating func items(_ count: Int) -> String {
        (0..<count).map { place in
            "\(value(random.pick([.node, .integer, .mixed, .string]))) AS c\(place)"
        }.joined(separator: ", ")
    }

    private mutating func sample() -> String {
        let seed = " SEED \(random.below(5))"
        if random.isOne(in: 5) { return " SAMPLE BERNOULLI 0.\(1 + random.below(9))\(seed)" }
        let group = random.isOne(in: 3) ? " PER c0" : ""
        let weight =
            random.isOne(in: 3) ? " WEIGHTED BY 0.5 + abs(coalesce(\(value(.integer)), 1))" : ""
        let replacement = random.isOne(in: 3) ? " WITH REPLACEMENT" : ""
        return " SAMPLE \(random.below(4))\(group)\(weight)\(replacement)\(seed)"
    }
}
