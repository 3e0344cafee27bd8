import Foundation
import GraphTestSupport

/// The tables of `Datasets/starter` as sets, read and searched in the plainest way.
///
/// It shares nothing with the database, its import or its query language, so that what they answer
/// can be compared with it.
struct NaiveGraph: Sendable {
    struct Node: Hashable, Sendable {
        let label: String
        let key: String
    }

    struct Edge: Hashable, Sendable {
        let type: String
        let start: Node
        let end: Node
    }

    private(set) var edges: [Edge: [String: String]] = [:]
    private var out: [String: [Node: Set<Node>]] = [:]
    private var into: [String: [Node: Set<Node>]] = [:]

    static let starter = Result { try NaiveGraph() }

    private init() throws {
        func node(_ label: String, _ key: String?) -> Node { Node(label: label, key: key ?? "") }
        for row in try Self.table("groups") where row["parent"] != "" {
            add("IS_A", node("DiseaseGroup", row["code"]), node("DiseaseGroup", row["parent"]), row)
        }
        for row in try Self.table("diseases") {
            let disease = node("Disease", row["icd10"])
            if row["block"] != "" { add("IS_A", disease, node("DiseaseGroup", row["block"]), row) }
            if row["parent"] != "" { add("IS_A", disease, node("Disease", row["parent"]), row) }
        }
        for row in try Self.table("classes") where row["parent"] != "" {
            add("IS_A", node("DrugClass", row["class"]), node("DrugClass", row["parent"]), row)
        }
        for row in try Self.table("drugs") {
            for name in (row["class"] ?? "").components(separatedBy: "|") where !name.isEmpty {
                add("IN_CLASS", node("Drug", row["drug"]), node("DrugClass", name), row)
            }
        }
        for row in try Self.table("side_effects") where row["symptom"] != "" {
            add("SAME_AS", node("SideEffect", row["effect"]), node("Symptom", row["symptom"]), row)
        }
        let pairs: [(table: String, type: String, start: (String, String), end: (String, String))] =
            [
                ("has_symptom", "HAS_SYMPTOM", ("Disease", "icd10"), ("Symptom", "symptom")),
                ("resembles", "RESEMBLES", ("Disease", "icd10"), ("Disease", "other")),
                ("comorbid_with", "COMORBID_WITH", ("Disease", "icd10"), ("Disease", "other")),
                ("treats", "TREATS", ("Drug", "drug"), ("Disease", "icd10")),
                (
                    "contraindicated_in", "CONTRAINDICATED_IN", ("Drug", "drug"),
                    ("Disease", "icd10")
                ),
                ("causes", "CAUSES", ("Drug", "drug"), ("SideEffect", "effect")),
            ]
        for pair in pairs {
            for row in try Self.table(pair.table) {
                add(
                    pair.type, node(pair.start.0, row[pair.start.1]),
                    node(pair.end.0, row[pair.end.1]), row)
            }
        }
    }

    private mutating func add(_ type: String, _ start: Node, _ end: Node, _ row: [String: String]) {
        edges[Edge(type: type, start: start, end: end)] = row
        out[type, default: [:]][start, default: []].insert(end)
        into[type, default: [:]][end, default: []].insert(start)
    }

    /// The nodes that relationships of a type lead to.
    func targets(_ type: String, of node: Node) -> Set<Node> { out[type]?[node] ?? [] }

    /// The nodes that relationships of a type come from.
    func sources(_ type: String, of node: Node) -> Set<Node> { into[type]?[node] ?? [] }

    /// The nodes at the other ends of relationships of a type, whatever their directions.
    func others(_ type: String, of node: Node) -> Set<Node> {
        targets(type, of: node).union(sources(type, of: node))
    }

    func nodes(_ type: String) -> Set<Node> { Set(out[type]?.keys.map(\.self) ?? []) }

    func number(_ column: String, _ type: String, _ start: Node, _ end: Node) -> Double? {
        edges[Edge(type: type, start: start, end: end)]?[column].flatMap(Double.init)
    }

    /// All nodes above a node.
    func ancestors(_ node: Node) -> Set<Node> {
        targets("IS_A", of: node).reduce(into: []) { all, parent in
            all.insert(parent)
            all.formUnion(ancestors(parent))
        }
    }

    /// The length of the shortest path; nil where there is none.
    func distance(_ start: Node, _ end: Node, along types: Set<String>) -> Int? {
        var seen: Set<Node> = [start]
        var frontier: Set<Node> = [start]
        var hops = 0
        while !frontier.isEmpty {
            if frontier.contains(end) { return hops }
            hops += 1
            var next: Set<Node> = []
            for node in frontier {
                for type in types { next.formUnion(others(type, of: node)) }
            }
            frontier = next.subtracting(seen)
            seen.formUnion(frontier)
        }
        return nil
    }
}

// MARK: Reading tables

extension NaiveGraph {
    private static func table(_ name: String) throws -> [[String: String]] {
        let text = try String(
            contentsOf: Starter.folder.appending(path: "\(name).csv"), encoding: .utf8)
        var records = cells(text)
        let header = records.removeFirst()
        return records.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    /// The cells of each line; a cell may be in quotes, where two quotes stand for one.
    private static func cells(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map { line in
            var cells: [String] = []
            var cell = ""
            var isQuoted = false
            var rest = Substring(line)
            while let character = rest.popFirst() {
                if character == "\"", isQuoted, rest.first == "\"" {
                    cell.append("\"")
                    rest.removeFirst()
                } else if character == "\"" {
                    isQuoted.toggle()
                } else if character == ",", !isQuoted {
                    cells.append(cell)
                    cell = ""
                } else {
                    cell.append(character)
                }
            }
            return cells + [cell]
        }
    }
}
