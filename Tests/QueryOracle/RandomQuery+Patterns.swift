import TestSupport

extension RandomQuery {
    /// Patterns with commas between them; what they name comes into scope.
    mutating func pattern(pathCountMax: Int) -> String {
        usedRelationships = []
        let count = random.isOne(in: 3) ? pathCountMax : 1
        var budget = 3
        var paths: [String] = []
        for _ in 0..<count {
            let stepCount = min(budget, random.pick([0, 1, 1, 1, 2, 2, 3]))
            budget -= stepCount
            paths.append(path(stepCount: stepCount, naming: true))
        }
        return paths.joined(separator: ", ")
    }

    /// A path; without `naming` it has only the variables in scope.
    mutating func path(stepCount: Int, naming: Bool) -> String {
        var text = node(naming: naming)
        var isLong = false
        for _ in 0..<stepCount {
            let isVariable = random.isOne(in: isLong ? 5 : 3)
            isLong = isLong || isVariable
            text += step(isVariable: isVariable, naming: naming) + node(naming: naming)
        }
        guard naming, stepCount > 0, random.isOne(in: 4) else { return text }
        let name = newName("p")
        scope.append(Variable(name: name, kind: .path))
        return "\(name) = \(text)"
    }

    private mutating func node(naming: Bool) -> String {
        var name = ""
        if random.isOne(in: 4), let known = pick(.node) {
            name = known
        } else if naming, !random.isOne(in: 3) {
            name = newName("n")
            scope.append(Variable(name: name, kind: .node))
        }
        let properties = random.isOne(in: 14) ? " \(propertyMap())" : ""
        return "(\(name)\(labels())\(properties))"
    }

    private mutating func step(isVariable: Bool, naming: Bool) -> String {
        var name = ""
        if naming, random.isOne(in: 12), !isVariable,
            let known = pick(.relationship), !usedRelationships.contains(known)
        {
            name = known
            usedRelationships.insert(known)
        } else if naming, isVariable, random.isOne(in: 8), let known = pick(.relationships),
            !usedRelationships.contains(known)
        {
            usedRelationships.insert(known)
            return relationship("\(known)\(types())*")
        } else if naming, random.isOne(in: isVariable ? 3 : 2) {
            name = newName("r")
            usedRelationships.insert(name)
            scope.append(Variable(name: name, kind: isVariable ? .relationships : .relationship))
        }
        let properties = random.isOne(in: 14) ? " \(propertyMap())" : ""
        return relationship("\(name)\(types())\(isVariable ? length() : "")\(properties)")
    }

    mutating func relationship(_ inside: String) -> String {
        let body = inside.isEmpty && random.isOne(in: 2) ? "" : "[\(inside)]"
        return switch random.below(3) {
        case 0: "-\(body)->"
        case 1: "<-\(body)-"
        default: "-\(body)-"
        }
    }

    mutating func labels() -> String {
        if !random.isOne(in: 6) { return "" }
        let second = random.isOne(in: 4) ? ":\(random.pick(OracleGraph.labels))" : ""
        return ":\(random.pick(OracleGraph.labels))\(second)"
    }

    mutating func types() -> String {
        switch random.below(6) {
        case 0, 1: ":\(random.pick(OracleGraph.types))"
        case 2: ":\(random.pick(OracleGraph.types))|\(random.pick(OracleGraph.types))"
        default: ""
        }
    }

    mutating func length() -> String {
        let bounded = ["*1..3", "*2", "*0..1", "*..2", "*0..2", "*1", "*0", "*2..3", "*0..0"]
        return random.pick(allowsUnbounded ? bounded + ["*", "*", "*0..", "*2.."] : bounded)
    }

    /// `{n: 1}`, with values of what clauses before have bound too.
    private mutating func propertyMap() -> String {
        switch random.below(7) {
        case 5, 6:
            // Of an entity of the same pattern too.
            let key = random.pick(["n", "s", "m"])
            return pick(.node).map { "{\(key): \($0).\(key)}" } ?? "{b: true}"
        case 0: return "{b: \(literal(.boolean))}"
        case 1: return "{s: \(literal(.string))}"
        case 2: return "{n: \(literal(.integer)), m: \(literal(.mixed))}"
        case 3: return pick(.integer).map { "{n: \($0)}" } ?? "{n: \(literal(.integer))}"
        default: return "{n: \(literal(.integer))}"
        }
    }
}
