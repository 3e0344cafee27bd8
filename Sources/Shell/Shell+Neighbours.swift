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
                try connection.information().types.compactMap { type in
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
        let information: Information
        do { information = try connection.information() } catch {
            report(error, place)
            return nil
        }
        let search = NodeSearch(information) { self.run($0, parameters: $1, place) }
        guard let nodes = search.nodes(named: name) else { return nil }
        if nodes.count == 1 { return nodes[0] }
        let shown: [QueryNode]
        if nodes.isEmpty {
            guard let similar = search.nodes(like: name) else { return nil }
            shown = similar
            complain(
                "no node is called `\(Self.unquoted(name))`",
                hint: similar.isEmpty ? nil : "these have it in their names", place)
        } else {
            shown = nodes
            let count = nodes.count > NodeSearch.countMax ? "many" : "\(nodes.count)"
            complain(
                "\(count) nodes are called `\(Self.unquoted(name))`",
                hint: "choose one by its number", place)
        }
        let list = shown.prefix(NodeSearch.countMax).map {
            "  \(NeighbourhoodDrawing.title($0))\n"
        }.joined()
        surroundings.messages(list + (shown.count > NodeSearch.countMax ? "  …\n" : ""))
        return nil
    }
}
