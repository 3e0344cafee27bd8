internal import MedGraph

/// Finds the nodes that a person means by a number or a name.
struct NodeSearch {
    /// Runs a query; nil when it failed.
    typealias Runner = (_ query: String, _ parameters: [String: QueryValue]) -> Rows?

    /// So many nodes are told apart by hand; at most one more is found.
    static let countMax = 10

    private let information: Information
    private let run: Runner

    init(_ information: Information, run: @escaping Runner) {
        self.information = information
        self.run = run
    }

    /// The nodes with this number; or this value under an index; or, if there are none, this name in
    /// any case. Nil when a query failed.
    ///
    /// - Parameter name: in quotes, a number is a name.
    /// - Complexity: O(nodes) for names without an index.
    func nodes(named name: String) -> [QueryNode]? {
        let text = Shell.unquoted(name)
        if text == name, let id = Int64(name) {
            return find(["MATCH (n) WHERE id(n) = $name"], .integer(id))
        }
        let exact = information.indexes.map { index in
            "MATCH (n:\(QueryLanguage.quoted(index.label)) "
                + "{\(QueryLanguage.quoted(index.property)): $name})"
        }
        guard let found = find(exact, .string(text)) else { return nil }
        guard found.isEmpty else { return found }
        let unlabelled = "MATCH (n) WHERE size(labels(n)) = 0 AND n.name = $name"
        return find(names { "toLower(\($0)) = toLower($name)" } + [unlabelled], .string(text))
    }

    /// Nodes that have the text in their names; nil when a query failed.
    func nodes(like name: String) -> [QueryNode]? {
        let text = Shell.unquoted(name)
        // Nearly every name has one letter or two in it.
        guard text.count > 2 else { return [] }
        return find(names { "toLower(\($0)) CONTAINS toLower($name)" }, .string(text))
    }

    /// Queries for the nodes of each label by `name`, `name_ru` and the like, where these are texts.
    private func names(_ condition: (String) -> String) -> [String] {
        information.labels.flatMap { label in
            let keys = Set(label.properties.map(\.key)).sorted().filter { key in
                (key == "name" || key.hasPrefix("name_"))
                    && label.properties.allSatisfy { $0.key != key || $0.type == .string }
            }
            return keys.map { key in
                "MATCH (n:\(QueryLanguage.quoted(label.name))) WHERE "
                    + condition("n.\(QueryLanguage.quoted(key))")
            }
        }
    }

    /// What any of the queries finds, each node once, by number.
    private func find(_ patterns: [String], _ name: QueryValue) -> [QueryNode]? {
        var found: [NodeID: QueryNode] = [:]
        for pattern in patterns where found.count <= Self.countMax {
            let query = "\(pattern) RETURN n LIMIT \(Self.countMax + 1)"
            guard let rows = run(query, ["name": name]) else { return nil }
            for row in rows {
                if case .node(let node) = row[0] { found[node.id] = node }
            }
        }
        return found.values.sorted { $0.id.rawValue < $1.id.rawValue }
    }
}
