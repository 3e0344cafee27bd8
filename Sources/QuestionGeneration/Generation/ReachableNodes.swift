internal import Diagnostics
internal import MedGraph
internal import Synchronization

/// The nodes within some hops of others, each asked of the graph once.
final class ReachableNodes: Sendable {
    private struct Key: Hashable {
        let start: NodeID
        let types: [String]
        let hops: Int
    }

    private let database: Database
    private let known = Mutex<[Key: Set<NodeID>]>([:])

    init(_ database: Database) { self.database = database }

    /// The nodes that 1 to `hops` relationships of the types lead to, whatever their directions,
    /// and the node itself.
    func nodes(
        from entity: GraphEntity, along types: [String], hops: Int
    ) throws(InputError) -> Set<NodeID> {
        let key = Key(start: entity.id, types: types, hops: hops)
        if let nodes = known.withLock({ $0[key] }) { return nodes }
        var nodes: Set<NodeID> = [entity.id]
        if hops > 0, !types.isEmpty {
            do throws(MedGraphError) {
                let rows = try database.run(
                    query(types, hops, entity), parameters: ["key": entity.keyValue])
                for row in rows.values {
                    guard case .integer(let id) = row[0] else { continue }
                    nodes.insert(NodeID(rawValue: UInt32(id)))
                }
            } catch { throw InputError(error.description) }
        }
        known.withLock { $0[key] = nodes }
        return nodes
    }

    private func query(_ types: [String], _ hops: Int, _ entity: GraphEntity) -> String {
        let types = types.map(Self.quoted).joined(separator: "|")
        let start = entity.identity.map { label, property in
            "(a:\(Self.quoted(label)) {\(Self.quoted(property)): $key})"
        }
        let find = start.map { "MATCH \($0)" } ?? "MATCH (a) WHERE id(a) = $key WITH a MATCH (a)"
        return "\(find)-[:\(types)*1..\(hops)]-(b) WITH DISTINCT b RETURN id(b) AS id"
    }

    private static func quoted(_ name: String) -> String {
        "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``")
            + "`"
    }
}
