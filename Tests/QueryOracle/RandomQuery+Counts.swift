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
