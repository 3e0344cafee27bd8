internal import Diagnostics
internal import MedGraph
internal import ResultPrinting

/// Draws what is around a node as a tree, the heaviest relationships of each type first.
///
/// ```
/// (:Disease 'Migraine' #4)
/// ├─ HAS_SYMPTOM → 5
/// │  ├─ 1.0  (:Symptom 'headache' #10)
/// │  └─ … 4 more
/// └─ TREATS ← 1
///    └─ (:Drug 'sumatriptan' #31)
/// ```
struct NeighbourhoodDrawing {
    /// Runs a query; nil when it failed.
    typealias Runner = (_ query: String, _ parameters: [String: QueryValue]) -> Rows?

    /// So many relationships of one type in one direction are drawn around the first node, and
    /// around those behind it.
    private static let shownCounts = [10, 5, 3]
    private static let lineCountMax = 200

    /// The property that is the declared weight of a type.
    let weights: [String: String]
    let run: Runner
    private var lines: [String] = []
    private var drawn: Set<NodeID> = []
    /// As soon as there are so many lines, nodes are drawn without what is around them.
    private var roomEnd = 0
    private var isCut = false

    init(weights: [String: String], run: @escaping Runner) {
        self.weights = weights
        self.run = run
    }

    /// One type in one direction.
    private struct Group {
        let type: String
        let isOutgoing: Bool
        let count: Int
    }

    /// The tree with a line break behind each line; nil when a query failed.
    mutating func draw(_ start: QueryNode, hopCount: Int) -> String? {
        lines = [Self.title(start)]
        drawn = [start.id]
        isCut = false
        guard grow(start.id, from: nil, depth: 0, hopCount: hopCount, indent: "") else {
            return nil
        }
        if lines.count == 1 { lines.append("└─ no relationships") }
        var text = lines.prefix(Self.lineCountMax).map { $0 + "\n" }.joined()
        if isCut || lines.count > Self.lineCountMax {
            text += "… a part is left out: a drawing has about \(Self.lineCountMax) lines\n"
        }
        return text
    }

    // MARK: The tree

    private mutating func grow(
        _ node: NodeID, from arrival: RelationshipID?, depth: Int, hopCount: Int, indent: String
    ) -> Bool {
        guard let groups = groups(of: node) else { return false }
        for (index, group) in groups.enumerated() {
            if depth == 0 {
                // What is around the first node is drawn from end to end, so each type has a share.
                let room = max(0, Self.lineCountMax - lines.count)
                roomEnd = lines.count + room / (groups.count - index)
            } else if lines.count >= roomEnd {
                isCut = true
                lines.append("\(indent)└─ …")
                return true
            }
            let isLast = index == groups.count - 1
            let arrow = group.isOutgoing ? "→" : "←"
            let type = ResultTable.printable(group.type)
            lines.append("\(indent)\(isLast ? "└─" : "├─") \(type) \(arrow) \(group.count)")
            guard
                grow(
                    group, of: node, from: arrival, depth: depth, hopCount: hopCount,
                    indent: indent + (isLast ? "   " : "│  "))
            else { return false }
        }
        return true
    }

    private mutating func grow(
        _ group: Group, of node: NodeID, from arrival: RelationshipID?, depth: Int, hopCount: Int,
        indent: String
    ) -> Bool {
        let shownCount = Self.shownCounts[min(depth, Self.shownCounts.count - 1)]
        guard let neighbours = neighbours(of: node, group, countMax: shownCount) else {
            return false
        }
        let leftOutCount = group.count - neighbours.count
        // First all of one level are known, so that each is drawn as near to the start as it is.
        let isNew = neighbours.map { drawn.insert($0.node.id).inserted }
        for (index, neighbour) in neighbours.enumerated() {
            let isLast = index == neighbours.count - 1 && leftOutCount == 0
            let weight = neighbour.weight.map { "\($0.description)  " } ?? ""
            let isBack = neighbour.relationship == arrival
            let remark = isBack ? " (where we came from)" : isNew[index] ? "" : " (drawn above)"
            lines.append(
                "\(indent)\(isLast ? "└─" : "├─") \(weight)\(Self.title(neighbour.node))\(remark)")
            guard isNew[index], depth + 1 < hopCount else { continue }
            guard lines.count < roomEnd else {
                isCut = true
                continue
            }
            guard
                grow(
                    neighbour.node.id, from: neighbour.relationship, depth: depth + 1,
                    hopCount: hopCount, indent: indent + (isLast ? "   " : "│  "))
            else { return false }
        }
        if leftOutCount > 0 { lines.append("\(indent)└─ … \(leftOutCount) more") }
        return true
    }

    // MARK: Queries

    /// The types around a node, those that leave it first, with how many relationships they have.
    private func groups(of node: NodeID) -> [Group]? {
        var groups: [Group] = []
        for isOutgoing in [true, false] {
            let pattern = isOutgoing ? "(n)-[r]->()" : "(n)<-[r]-()"
            let query = """
                MATCH \(pattern) WHERE id(n) = $node
                RETURN type(r) AS type, count(*) AS count ORDER BY count DESC, type
                """
            guard let rows = run(query, ["node": .integer(Int64(node.rawValue))]) else {
                return nil
            }
            groups += rows.map { row in
                Group(
                    type: row["type", as: String.self] ?? "", isOutgoing: isOutgoing,
                    count: row["count", as: Int.self] ?? 0)
            }
        }
        return groups
    }

    private func neighbours(
        of node: NodeID, _ group: Group, countMax: Int
    ) -> [(node: QueryNode, relationship: RelationshipID, weight: QueryValue?)]? {
        let relationship = "[r:\(QueryLanguage.quoted(group.type))]"
        let pattern = group.isOutgoing ? "(n)-\(relationship)->(m)" : "(n)<-\(relationship)-(m)"
        let weight = weights[group.type].map { "r.\(QueryLanguage.quoted($0))" }
        let order = weight.map { "\($0) IS NULL, \($0) DESC, " } ?? ""
        let query = """
            MATCH \(pattern) WHERE id(n) = $node
            RETURN m, r, \(weight ?? "null") AS weight ORDER BY \(order)id(m) LIMIT \(countMax)
            """
        guard let rows = run(query, ["node": .integer(Int64(node.rawValue))]) else { return nil }
        return rows.compactMap { row in
            guard case .node(let node) = row[0], case .relationship(let relationship) = row[1]
            else {
                return nil
            }
            if case .null = row[2] { return (node, relationship.id, nil) }
            return (node, relationship.id, row[2])
        }
    }

    /// `(:Disease 'Migraine' #4)`: labels, name and number.
    static func title(_ node: QueryNode) -> String {
        let labels = node.labels.map { ":\($0)" }.joined()
        let name = node.properties["name"] ?? node.properties.entries.first?.value
        let text = name.map { DisplayWidth.shortened($0.description, to: 40) }
        let parts = [labels.isEmpty ? nil : labels, text, "#\(node.id.rawValue)"].compactMap(\.self)
        return ResultTable.printable("(" + parts.joined(separator: " ") + ")")
    }
}
