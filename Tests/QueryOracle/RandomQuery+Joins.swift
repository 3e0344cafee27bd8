import TestSupport

extension RandomQuery {
    /// Patterns that only an equation or a node joins.
    mutating func joined() -> String {
        let first = path(stepCount: random.pick([0, 1, 1, 2]), naming: true)
        let known = scope
        let isSplit = random.isOne(in: 2)
        if isSplit { usedRelationships = [] }
        // The second pattern names its nodes anew, so that nothing but the condition joins it.
        if !random.isOne(in: 4) { scope = [] }
        let second = path(stepCount: random.pick([0, 1, 1, 2]), naming: true)
        let own = scope.filter { variable in !known.contains { $0.name == variable.name } }
        scope = known + own
        let rest = random.isOne(in: 4) ? "\(random.pick([" AND ", " OR "]))\(simple())" : ""
        let condition = " WHERE \(equation(known, own))\(rest)"
        return "MATCH \(first)\(isSplit ? " MATCH " : ", ")\(second)\(condition)"
    }

    private mutating func simple() -> String {
        let saved = depth
        defer { depth = saved }
        depth = 3
        return value(.boolean)
    }

    /// An equation between something of the one side and something of the other.
    private mutating func equation(_ left: [Variable], _ right: [Variable]) -> String {
        let lefts = left.filter { $0.kind == .node || $0.kind == .relationship }
        let rights = right.filter { $0.kind == .node || $0.kind == .relationship }
        guard !lefts.isEmpty, !rights.isEmpty else { return value(.boolean) }
        let (a, b) = (random.pick(lefts), random.pick(rights))
        let key = random.pick(["n", "x", "s", "m", "b", "k"])
        let other = random.isOne(in: 5) ? random.pick(["n", "x", "m"]) : key
        switch random.below(9) {
        case 0: return "[\(a.name).\(key), 1] = [\(b.name).\(other), 1]"
        case 1: return "{v: \(a.name).\(key)} = {v: \(b.name).\(other)}"
        case 2: return "\(b.name).n = \(a.name).n + \(random.below(2))"
        case 3 where a.kind == b.kind: return "\(a.name) = \(b.name)"
        case 4: return "coalesce(\(a.name).\(key), 1) = coalesce(\(b.name).\(other), 1)"
        case 5:
            return "\(a.name).\(key) = \(b.name).\(other) AND \(b.name).n = \(a.name).n"
        default: return "\(a.name).\(key) = \(b.name).\(other)"
        }
    }
}
