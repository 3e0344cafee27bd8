import TestSupport

extension RandomQuery {
    private struct Column {
        let expression: String
        let name: String
        let kind: Kind?
        var isBag = false

        var text: String { expression == name ? name : "\(expression) AS \(name)" }

        /// What determines the place of a row.
        var key: String { kind == .node || kind == .relationship ? "\(name).k" : name }
    }

    /// What stands behind `RETURN`, and whether it determines the order of the rows.
    mutating func projection() -> (text: String, isOrdered: Bool) {
        if random.isOne(in: 8) { return ("count(*)", true) }
        if random.isOne(in: 12), !scope.isEmpty { return ("*", false) }
        if random.isOne(in: 6), let node = pick(.node) { return (reachedNodes(node), false) }
        if random.isOne(in: 12) { return (orderedByMore(), false) }
        let columns = random.isOne(in: 2) ? aggregated(allowsBags: true) : plain()
        return text(of: columns, isDistinct: random.isOne(in: 4))
    }

    /// Queries that ask which nodes there are, not how often.
    private mutating func reachedNodes(_ node: String) -> String {
        let other = pick(.node) ?? node
        return switch random.below(6) {
        case 0: "DISTINCT \(node)"
        case 1: "count(DISTINCT \(node))"
        case 2: "\(other) AS o, count(DISTINCT \(node)) AS c"
        case 3: "DISTINCT \(node).n AS v, \(other) AS o"
        case 4: "min(\(node).m) AS v, count(DISTINCT \(other).s) AS c"
        default: "collect(DISTINCT \(node)) AS bag, max(\(other).k) AS v"
        }
    }

    /// Keys that no column has, and aggregations inside expressions: only the rows are compared.
    private mutating func orderedByMore() -> String {
        switch random.below(3) {
        case 0:
            return "\(value(.integer)) AS c0, \(value(.mixed)) AS c1 ORDER BY \(value(.mixed)), c0"
        case 1:
            let (item, sum) = (value(.string), value(.integer))
            return "\(item) AS c0, count(*) + sum(\(sum)) AS c1 ORDER BY count(*) DESC, sum(\(sum))"
        default: return "\(value(.integer)) + 1 AS c0, size(collect(\(value(.mixed)))) * 2 AS c1"
        }
    }

    /// `WITH …`; only what it names stays in scope.
    mutating func with() -> String {
        if scope.isEmpty { return "WITH \(value(.integer)) AS \(newName("c"))" }
        if random.isOne(in: 8) {
            let rest = random.isOne(in: 3) ? "" : condition(once: 1)
            return "WITH *\(rest)"
        }
        if random.isOne(in: 10), let node = pick(.node) { return regathered(node) }
        if random.isOne(in: 10) {
            // Which rows are kept is not determined; how many is.
            let name = newName("c")
            scope = [Variable(name: name, kind: .integer)]
            let distinct = random.isOne(in: 2) ? "DISTINCT " : ""
            return "WITH \(distinct)* SKIP \(random.below(3)) LIMIT \(random.below(5)) "
                + "WITH count(*) AS \(name)"
        }
        let columns = random.isOne(in: 3) ? aggregated(allowsBags: false) : plain()
        let text = text(of: columns, isDistinct: random.isOne(in: 3)).text
        scope = columns.compactMap { column in
            column.kind.map { Variable(name: column.name, kind: $0) }
        }
        return "WITH \(text)\(condition(once: 3))"
    }

    /// Nodes put into lists and taken out again.
    private mutating func regathered(_ node: String) -> String {
        let (list, name) = (newName("bag"), newName("n"))
        let distinct = random.isOne(in: 2) ? "DISTINCT " : ""
        let key = newName("c")
        let grouping = random.isOne(in: 2) ? "" : ", \(value(.integer)) AS \(key)"
        scope = [Variable(name: name, kind: .node)]
        if !grouping.isEmpty { scope.append(Variable(name: key, kind: .integer)) }
        return "WITH collect(\(distinct)\(node)) AS \(list)\(grouping) UNWIND \(list) AS \(name)"
    }

    private mutating func plain() -> [Column] {
        var columns: [Column] = []
        for _ in 0...random.below(3) {
            if random.isOne(in: 2), let variable = scope.isEmpty ? nil : random.pick(scope),
                !columns.contains(where: { $0.name == variable.name })
            {
                columns.append(
                    Column(expression: variable.name, name: variable.name, kind: variable.kind))
            } else {
                let kind = random.pick(Self.scalars + [.integer])
                columns.append(Column(expression: value(kind), name: newName("c"), kind: kind))
            }
        }
        return columns
    }

    /// Up to two columns to group by, and one or two aggregations.
    private mutating func aggregated(allowsBags: Bool) -> [Column] {
        var columns = random.isOne(in: 3) ? [] : Array(plain().prefix(2))
        for _ in 0...random.below(2) {
            columns.insert(
                aggregate(allowsBags: allowsBags), at: random.below(columns.count + 1))
        }
        return columns
    }

    private mutating func aggregate(allowsBags: Bool) -> Column {
        let kind = random.pick(Self.scalars)
        let distinct = random.isOne(in: 3) ? "DISTINCT " : ""
        switch random.below(allowsBags ? 8 : 7) {
        case 0: return Column(expression: "count(*)", name: newName("c"), kind: .integer)
        case 1, 2:
            let kind = random.isOne(in: 2) ? .node : random.pick(Kind.allCases)
            return Column(
                expression: "count(\(distinct)\(value(kind)))", name: newName("c"), kind: .integer)
        case 3:
            return Column(
                expression: "sum(\(distinct)\(value(.integer)))", name: newName("c"), kind: .integer
            )
        case 4:
            return Column(
                expression: "\(random.pick(["sum", "avg"]))(\(value(.float)))", name: newName("c"),
                kind: nil)
        case 5, 6:
            let word = random.pick(["min", "max"])
            return Column(expression: "\(word)(\(value(kind)))", name: newName("c"), kind: kind)
        default:
            let kind = random.pick(Kind.allCases)
            return Column(
                expression: "collect(\(distinct)\(value(kind)))", name: newName("bag"), kind: nil,
                isBag: true)
        }
    }

    /// The items, ordered by all of them if they can be: then `SKIP` and `LIMIT` are determined.
    private mutating func text(
        of columns: [Column], isDistinct: Bool
    ) -> (text: String, isOrdered: Bool) {
        let text = (isDistinct ? "DISTINCT " : "") + columns.map(\.text).joined(separator: ", ")
        let canOrder = columns.allSatisfy { !$0.isBag && $0.kind?.isOrdered ?? false }
        guard canOrder, random.isOne(in: 2) else { return (text, false) }
        let keys = columns.map { column in
            column.key + random.pick(["", "", " ASC", " DESC", " DESC"])
        }
        var order = keys
        order.shuffle(using: &random)
        let skip = random.isOne(in: 4) ? " SKIP \(random.below(4))" : ""
        let limit = random.isOne(in: 3) ? " LIMIT \(random.below(6))" : ""
        return ("\(text) ORDER BY \(order.joined(separator: ", "))\(skip)\(limit)", true)
    }
}
