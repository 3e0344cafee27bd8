internal import Diagnostics
internal import MedGraph

/// One batch on its way to the loader.
enum LoadStep: Sendable {
    case nodes(NodeBatch, from: LoadOrigin)
    case namedNodes(NamedNodeBatch, from: LoadOrigin)
    case relationships(RelationshipBatch, from: LoadOrigin)

    var rowCount: Int {
        switch self {
        case .nodes(let batch, _): batch.count
        case .namedNodes(let batch, _): batch.count
        case .relationships(let batch, _): batch.count
        }
    }
}

/// Takes the batches of a reader in order.
protocol LoadStepReceiver: AnyObject {
    /// - Throws: when the import is over, so that the reader stops.
    func receive(_ step: LoadStep) throws(InputError)
}
