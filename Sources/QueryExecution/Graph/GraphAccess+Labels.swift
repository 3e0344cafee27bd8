import GraphModel
import GraphStore
import QuerySyntax

extension GraphAccess {
    /// Whether a node has a label; nil for no such label, which no node has.
    ///
    /// - Returns: nil when there is no such node.
    func has(_ label: LabelID?, _ node: NodeID) throws(ExecutionError) -> Bool? {
        do {
            if isTransaction {
                return try withTransaction { t throws(StoreError) in
                    try t.stored.has(label, node)
                }
            }
            return try withSnapshot { s throws(StoreError) in try s.has(label, node) }
        } catch { throw .store(error) }
    }

    /// The property whose values stand beside the neighbours of a type; nil for none, and while a
    /// transaction may change them.
    func weightKey(of type: TypeID) -> KeyID? {
        switch snapshot {
        case .some(let snapshot): snapshot.weightKey(of: type)
        case .none: nil
        }
    }

    /// What tells the state of a snapshot from others; nil while a transaction changes it.
    var commit: UInt64? {
        switch snapshot {
        case .some(let snapshot): snapshot.transactionID
        case .none: nil
        }
    }

    /// Whether every relationship of some types, or of any for nil, leads to a node with a label.
    ///
    /// Statistics are exact and belong to the commit: as many relationships of a type end in the
    /// label as there are of the type. While a transaction runs nothing is proved.
    func leadsOnly(
        to label: LabelID, _ direction: RelationshipPattern.Direction, _ types: [TypeID]?
    ) -> Bool {
        guard commit != nil else { return false }
        let statistics = statistics
        for type in types ?? Array(catalog.types.ids) {
            let all = statistics.relationshipCount(type: type)
            if direction != .incoming {
                guard statistics.relationshipCount(type: type, end: label) == all else {
                    return false
                }
            }
            if direction != .outgoing {
                guard statistics.relationshipCount(start: label, type: type) == all else {
                    return false
                }
            }
        }
        return true
    }
}
