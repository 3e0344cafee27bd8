import TestSupport

extension RandomQuery {
    /// An expression of a kind, from what is in scope.
    mutating func value(_ kind: Kind) -> String {
        depth += 1
        let saved = isCondition
        defer { (depth, isCondition) = (depth - 1, saved) }
        if kind != .boolean { isCondition = false }
        let isDeep = depth > 3
        switch kind {
        case .boolean: return isDeep ? simpleCondition() : condition()
        case .integer: return integer(isDeep)
        case .float:
            if isDeep || random.isOne(in: 2) { return property("x") ?? literal(.float) }
            return "\(value(.float)) \(random.pick(["+", "-", "*"])) \(value(.float))"
        case .string: return string(isDeep)
        case .mixed:
            return pick(.mixed).flatMap { random.isOne(in: 3) ? $0 : nil } ?? property("m")
                ?? literal(.mixed)
        case .node:
            if let path = pick(.path), random.isOne(in: 3) {
                return random.pick(["head(nodes(\(path)))", "last(nodes(\(path)))"])
            }
            if let relationship = pick(.relationship), random.isOne(in: 4) {
                return "\(random.pick(["startNode", "endNode"]))(\(relationship))"
            }
            return pick(.node) ?? "null"
        case .relationship, .relationships, .path: return pick(kind) ?? "null"
        }
    }

    /// A property of a node or relationship in scope.
    private mutating func property(_ key: String) -> String? {
        let entities = scope.filter { $0.kind == .node || $0.kind == .relationship }
        if entities.isEmpty || random.isOne(in: 8) { return nil }
        return "\(random.pick(entities).name).\(key)"
    }

    mutating func literal(_ kind: Kind) -> String {
        switch kind {
        case .float: random.pick(["0.0", "0.5", "1.0", "1.5", "2.0"])
        case .string: random.pick(["''", "'a'", "'b'", "'ab'", "'é'"])
        case .boolean: random.pick(["true", "false"])
        case .mixed: random.pick(["0", "1", "0.5", "'a'", "true"])
        default: "\(random.below(4))"
        }
    }

    private mutating func integer(_ isDeep: Bool) -> String {
        switch random.below(isDeep ? 6 : 17) {
        case 12:
            return
                "size([e IN [1, 2, null, 3] WHERE e \(random.pick(["<", ">=", "<>"])) \(literal(.integer))])"
        case 14:
            return
                "CASE \(value(.mixed)) WHEN \(literal(.mixed)) THEN \(value(.integer)) WHEN 'a' THEN 7 END"
        case 15, 16: return gathered()
        case 13:
            guard let node = pick(.node) else { return literal(.integer) }
            return "size([(\(node))\(relationship("e\(types())"))(f) WHERE f.n > 0 | e.k])"
        case 0, 1: return property("k") ?? literal(.integer)
        case 2, 3: return property("n") ?? literal(.integer)
        case 4: return pick(.path).map { "length(\($0))" } ?? pick(.integer) ?? literal(.integer)
        case 5: return pick(.relationships).map { "size(\($0))" } ?? literal(.integer)
        case 6: return "coalesce(\(value(.integer)), \(value(.integer)))"
        case 7:
            return
                "CASE WHEN \(value(.boolean)) THEN \(value(.integer)) ELSE \(value(.integer)) END"
        case 8: return "COUNT { \(subquery()) }"
        case 9:
            guard let path = pick(.path) else { return literal(.integer) }
            return "reduce(t = 0, e IN relationships(\(path)) | t + coalesce(e.n, 1))"
        default: return "(\(value(.integer)) \(random.pick(["+", "-", "*"])) \(value(.integer)))"
        }
    }

    /// A number made of a list that a comprehension makes.
    private mutating func gathered() -> String {
        let name = newName("e")
        let list: String
        if let path = pick(.path), random.isOne(in: 2) {
            list = random.pick(["nodes(\(path))", "relationships(\(path))"])
        } else if let relationships = pick(.relationships), random.isOne(in: 2) {
            list = relationships
        } else {
            return "size([\(name) IN [0, 1, null, 2] WHERE \(name) >= \(value(.integer))])"
        }
        let saved = scope
        defer { scope = saved }
        scope.append(Variable(name: name, kind: list.hasPrefix("nodes") ? .node : .relationship))
        let kept = random.isOne(in: 2) ? "" : " WHERE \(name).n >= \(value(.integer))"
        let made = "[\(name) IN \(list)\(kept) | \(name).n]"
        return random.pick(["size(\(made))", "reduce(t = 0, v IN \(made) | t + coalesce(v, 5))"])
    }

    private mutating func string(_ isDeep: Bool) -> String {
        switch random.below(isDeep ? 3 : 5) {
        case 0, 1: return property("s") ?? literal(.string)
        case 2: return pick(.relationship).map { "type(\($0))" } ?? literal(.string)
        case 3: return "(\(value(.string)) + \(value(.string)))"
        default: return "toUpper(\(value(.string)))"
        }
    }

    private mutating func condition() -> String {
        switch random.below(12) {
        case 0: return "(\(value(.boolean)) AND \(value(.boolean)))"
        case 1: return "(\(value(.boolean)) OR \(value(.boolean)))"
        case 2: return "(\(value(.boolean)) XOR \(value(.boolean)))"
        case 3: return "NOT (\(value(.boolean)))"
        case 4: return "EXISTS { \(subquery()) }"
        case 5:
            guard isCondition, let node = pick(.node) else { return simpleCondition() }
            let saved = usedRelationships
            defer { usedRelationships = saved }
            let rest = path(stepCount: 1 + random.below(2), naming: false)
            // The path begins with a node of the scope; what was written for one is cut off.
            return "(\(node))" + rest[rest.index(after: rest.firstIndex(of: ")")!)...]
        case 6: return quantifier()
        default: return simpleCondition()
        }
    }

    private mutating func quantifier() -> String {
        let word = random.pick(["all", "any", "none", "single"])
        if let list = pick(.relationships) {
            return
                "\(word)(e IN \(list) WHERE e.n \(random.pick(["<", "=", ">="])) \(literal(.integer)))"
        }
        guard let path = pick(.path) else { return simpleCondition() }
        return
            "\(word)(e IN nodes(\(path)) WHERE \(random.pick(["e:A", "e.b", "e.n > 1", "e.s IS NULL"])))"
    }

    private mutating func simpleCondition() -> String {
        let saved = isCondition
        defer { isCondition = saved }
        isCondition = false
        switch random.below(11) {
        case 0: return property("b") ?? literal(.boolean)
        case 8, 9: return seek()
        case 1:
            let list = (0..<random.below(4)).map { _ in
                random.isOne(in: 6) ? "null" : literal(.mixed)
            }
            return "\(value(.mixed)) IN [\(list.joined(separator: ", "))]"
        case 2:
            let word = random.pick(["STARTS WITH", "ENDS WITH", "CONTAINS"])
            return "\(value(.string)) \(word) \(literal(.string))"
        case 3:
            let negation = random.isOne(in: 2) ? " NOT" : ""
            return "\(value(random.pick(Kind.allCases))) IS\(negation) NULL"
        case 4:
            guard let node = pick(.node) else { return literal(.boolean) }
            return "\(node):\(random.pick(OracleGraph.labels))"
        case 5:
            let kind = random.pick([Kind.node, .relationship, .relationships, .path])
            let other = random.isOne(in: 2) ? "<>" : "="
            return "\(value(kind)) \(other) \(value(kind))"
        default:
            let sign = random.pick(["=", "<>", "<", "<=", ">", ">="])
            let kind = random.pick([Kind.integer, .integer, .float, .string, .mixed])
            let other = random.isOne(in: 5) ? random.pick(Self.scalars) : kind
            let third = random.isOne(in: 10) ? " <= \(literal(kind))" : ""
            if depth > 3 { return "\(property("m") ?? "1") \(sign) \(literal(other))\(third)" }
            return "\(value(kind)) \(sign) \(scalar(other))\(third)"
        }
    }

    /// Conditions that an index answers, and equal properties of two entities.
    private mutating func seek() -> String {
        guard let node = pick(.node), let other = pick(.node) else { return literal(.boolean) }
        switch random.below(7) {
        case 0: return "\(node).n = \(literal(.integer))"
        case 1: return "\(node).x >= \(literal(.float)) AND \(node).x < \(literal(.float))"
        case 2: return "\(literal(.string)) < \(node).s"
        case 3: return "\(node).s STARTS WITH \(literal(.string))"
        case 4:
            let list = (0..<random.below(4)).map { _ in literal(.mixed) }
            return "\(node).\(random.pick(["m", "n", "x"])) IN [\(list.joined(separator: ", "))]"
        case 5: return "\(node).\(random.pick(["m", "n"])) > \(literal(.mixed))"
        default:
            let key = random.pick(["n", "x", "s", "m", "b"])
            return "\(node).\(key) = \(other).\(key)"
        }
    }

    /// A value that binds as tightly as an operand of a comparison must.
    private mutating func scalar(_ kind: Kind) -> String {
        kind == .boolean ? literal(.boolean) : value(kind)
    }

    /// What stands in the braces of `EXISTS` and `COUNT`. Its names end with it.
    private mutating func subquery() -> String {
        let saved = (scope, usedRelationships)
        defer { (scope, usedRelationships) = saved }
        depth += 1
        defer { depth -= 1 }
        let word = random.isOne(in: 2) ? "MATCH " : ""
        let pattern = pattern(pathCountMax: random.isOne(in: 4) ? 2 : 1)
        let text = word + pattern + condition(once: 3)
        if word.isEmpty || !random.isOne(in: 3) { return text }
        if random.isOne(in: 3), let node = pick(.node) {
            let kept =
                random.isOne(in: 2)
                ? "" : " WHERE c\(random.pick([" > 1", " < 2", " = \(literal(.integer))"]))"
            return "\(text) WITH \(node) AS s, count(*) AS c\(kept) RETURN s, c"
        }
        let distinct = random.isOne(in: 2) ? "DISTINCT " : ""
        return "\(text) RETURN \(distinct)\(value(random.pick([.integer, .node]))) AS v"
    }
}
