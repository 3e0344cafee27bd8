package import GraphModel
import LMDB

/// The columns of a snapshot, by key. One is made when a quarter as many values of its key were
/// read as the graph has nodes, so making it costs no more than a constant factor of the work that
/// was already done.
///
/// **Memory**: 8⅛ bytes for each node and column, and at most ``byteCountMax`` for all columns of a
/// snapshot; keys beyond that are read from the records.
///
/// It belongs to the directories of one snapshot, so one thread at a time uses it.
final class NodeColumns {
    /// What became of the column of one key.
    private enum State {
        case counted(readCount: Int)
        case draft(NodeColumnDraft)
        case made
        /// Its values are not all integers or all floats, or there is no memory for it.
        case refused
    }

    static let byteCountMax = 1 << 28
    /// So many nodes are looked at between two times that a run can be ended.
    private static let nodesPerAdvance = 1024

    /// By key id; nil where there is none.
    private var columns: [NodeColumn?] = []
    private var states: [State] = []
    private var byteCount = 0

    /// Forgets all columns, and what was counted.
    func removeAll() {
        columns.removeAll()
        states.removeAll()
        byteCount = 0
    }

    /// The column of a key, if it is made.
    subscript(key: KeyID) -> NodeColumn? {
        let index = Int(key.rawValue)
        return index < columns.count ? columns[index] : nil
    }

    /// Counts reads that are about to come, and works on the column if it is worth it.
    ///
    /// - Returns: whether the column is still being made.
    func note(
        _ readCount: Int, of key: KeyID, in snapshot: borrowing Snapshot
    ) throws(StoreError) -> Bool {
        let index = Int(key.rawValue)
        while states.count <= index {
            states.append(.counted(readCount: 0))
            columns.append(nil)
        }
        switch states[index] {
        case .made, .refused: return false
        case .counted(let known):
            let total = known + readCount
            guard total >= snapshot.nodeBound / 4 else {
                states[index] = .counted(readCount: total)
                return false
            }
            states[index] = draft(of: key, in: snapshot).map { .draft($0) } ?? .refused
        case .draft: break
        }
        return try advance(index, snapshot)
    }

    private func draft(
        of key: KeyID, in snapshot: borrowing Snapshot
    ) -> NodeColumnDraft? {
        guard let kind = snapshot.statistics.columnKind(of: key) else { return nil }
        let size = NodeColumn.byteCount(nodeBound: snapshot.nodeBound)
        guard byteCount + size <= Self.byteCountMax else { return nil }
        byteCount += size
        return NodeColumnDraft(
            key, kind, nodeBound: snapshot.nodeBound, labelCount: snapshot.catalog.labels.count)
    }

    private func advance(
        _ index: Int, _ snapshot: borrowing Snapshot
    ) throws(StoreError) -> Bool {
        guard case .draft(var draft) = states[index] else { return false }
        // The only owner of the arrays is the draft itself, so that they are not copied.
        states[index] = .refused
        do throws(StoreError) {
            if try draft.advance(
                by: Self.nodesPerAdvance, snapshot.trees.nodes, in: snapshot.view)
            {
                states[index] = .draft(draft)
                return true
            }
        } catch {
            // Whoever reads the damaged record is told so; others need not fail.
            guard case .corruption = error else { throw error }
            return false
        }
        columns[index] = draft.finish()
        states[index] = .made
        return false
    }
}

extension Statistics {
    /// What a column of the key would have; nil when values are of several types, or of one that no
    /// column can have, or there are none.
    fileprivate func columnKind(of key: KeyID) -> NodeColumn.Kind? {
        var present: PropertyType?
        for type in PropertyType.allCases
        where self[.nodeProperty(label: nil, key: key, type: type)] > 0 {
            guard present == nil else { return nil }
            present = type
        }
        return switch present {
        case .integer: .integer
        case .float: .float
        default: nil
        }
    }
}

// MARK: Reading

/// Whether a column can be had.
package enum NodeColumnState {
    case made(NodeColumn)
    /// Ask again, as soon as it is certain that nobody wants to end the run.
    case isBeingMade
    /// The values are to be read one by one.
    case absent
}

extension Snapshot {
    /// The column of a key, which is made if that is worth it for `readCount` more reads.
    ///
    /// - Throws: ``StoreError/storage(_:)``.
    package func column(
        of key: KeyID, forReads readCount: Int
    ) throws(StoreError) -> NodeColumnState {
        if let column = directories.columns[key] { return .made(column) }
        if try directories.columns.note(readCount, of: key, in: self) { return .isBeingMade }
        return directories.columns[key].map { .made($0) } ?? .absent
    }
}
