import GraphModel
import GraphStore

extension Run {
    /// The values of a key for all nodes, if they are worth a column for so many reads; nil for a
    /// write transaction, too.
    ///
    /// **Throws** `Timeout`, `Cancelled`, and what the store throws.
    func column(
        of key: KeyID, forReads readCount: Int
    ) throws(ExecutionError) -> NodeColumn? {
        try graph.column(of: key, forReads: readCount, control)
    }

    /// Whether all nodes of a label have the property, and the values ascend with the nodes.
    ///
    /// - Parameter readCount: how many values would be read otherwise; when they are few, nobody
    ///   finds out.
    func ascends(
        _ key: KeyID, over label: LabelID, forReads readCount: Int
    ) throws(ExecutionError) -> Bool {
        try column(of: key, forReads: readCount)?.ascends(over: label) ?? false
    }
}
