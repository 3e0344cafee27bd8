internal import Foundation
internal import MedGraph

extension Shell {
    private static let hopCountMax = 3

    /// `:neighbours`: a tree of what is around a node.
    func drawNeighbours(_ rest: String, _ place: Place?) -> Bool {
        var name = rest
        var hopCount = 1
        // A number behind a name is the number of hops; alone it is a node.
        if let space = rest.lastIndex(of: " "), let number = Int(rest[rest.index(after: space)...])
        {
            name = rest[..<space].trimmingCharacters(in: .whitespaces)
            hopCount = number
        }
        guard !name.isEmpty, (1...Self.hopCountMax).contains(hopCount) else {
            return refuse("neighbours", place)
        }
        guard let start = startNode(name, place) else { return false }
        let weights: [String: String]
        do {
            weights = Dictionary(
                try database.information().types.compactMap { type in
                    type.weight.map { (type.name, $0) }
                }, uniquingKeysWith: { $1 })
        } catch {
            report(error, place)
            return false
        }
        var drawing = NeighbourhoodDrawing(weights: weights) { query, parameters in
            self.run(query, parameters: parameters, place)
        }
        guard let text = drawing.draw(start, hopCount: hopCount) else { return false }
        write(text)
        return true
    }

    /// The one node that is meant; nil when there is none or several, which was said then.
    private func startNode(_ name: String, _ place: Place?) -> QueryNode? {
        guard let nodes = nodes(named: name, place) else { return nil }
        if nodes.count == 1 { return nodes[0] }
        guard !nodes.isEmpty else {
            complain("no node is called `\(name)`", place)
            return nil
        }
        let list = nodes.prefix(10).map { "  \(NeighbourhoodDrawing.title($0))\n" }.joined()
        complain("\(nodes.count) nodes are called `\(name)`: choose one by its number", place)
        surroundings.messages(list + (nodes.count > 10 ? "  …\n" : ""))
        return nil
    }

    private func nodes(named name: String, _ place: Place?) -> [QueryNode]? {
        let text = Self.unquoted(name)
        if text == name, let id = Int64(name) {
            return nodes("MATCH (n) WHERE id(n) = $name RETURN n", .integer(id), place)
        }
        var found: [NodeID: QueryNode] = [:]
        let indexes: [Information.Index]
        do { indexes = try database.information().indexes } catch {
            report(error, place)
            return nil
        }
        for index in indexes {
            let query =
                "MATCH (n:\(index.label.asName) {\(index.property.asName): $name}) RETURN n"
            guard let nodes = nodes(query, .string(text), place) else { return nil }
            for node in nodes { found[node.id] = node }
        }
        if found.isEmpty {
            let query = "MATCH (n) WHERE toLower(n.name) = toLower($name) RETURN n LIMIT 11"
            guard let nodes = nodes(query, .string(text), place) else { return nil }
            for node in nodes { found[node.id] = node }
        }
        return found.values.sorted { $0.id.rawValue < $1.id.rawValue }
    }

    private func nodes(_ query: String, _ name: QueryValue, _ place: Place?) -> [QueryNode]? {
        run(query, parameters: ["name": name], place)?.compactMap { row in
            if case .node(let node) = row[0] { node } else { nil }
        }
    }
}

extension String {
    /// The name as queries write it.
    var asName: String { "`" + replacingOccurrences(of: "`", with: "``") + "`" }
}
