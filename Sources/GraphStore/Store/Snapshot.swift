package import GraphModel
import LMDB

/// The graph as one commit left it, whatever happens meanwhile.
///
/// A snapshot keeps a directory of the places of the records that were touched, so that the second
/// query finds them without a search. The directory is passed on to the next snapshot: see
/// ``Store/snapshot()``.
///
/// A snapshot is used by one thread at a time. It holds back the reuse of pages that newer commits
/// freed, so give it back with ``Store/park(_:)`` when it is not needed.
package struct Snapshot: ~Copyable {
    let transaction: ReadTransaction
    let shared: SharedGraphState
    let directories: SnapshotDirectories

    var trees: Trees { shared.trees }
    var state: GraphState { shared.state }
    package var catalog: Catalog { shared.state.catalog }
    package var statistics: Statistics { shared.state.statistics }

    /// The property that is the weight of a type, if one is declared.
    package func weightKey(of type: TypeID) -> KeyID? { shared.state.catalog.weightKeys[type] }

    /// The version of the catalog.
    package var catalogVersion: UInt64 { shared.state.meta.catalogVersion }

    /// The commit that the snapshot shows.
    package var transactionID: UInt64 { shared.state.meta.transactionID }

    /// What snapshots of one commit share that were made from each other: as long as it is the same
    /// object, catalog and statistics are the same.
    package var stateIdentity: AnyObject { shared }

    /// One more than the highest node id that was ever given.
    package var nodeBound: Int { Int(shared.state.meta.nextNode) }

    /// One more than the highest relationship id that was ever given.
    package var relationshipBound: UInt64 { shared.state.meta.nextRelationship }

    var view: TransactionView {
        @_lifetime(borrow self)
        get { transaction.view }
    }
}
