package import MedGraph

/// Where the batches of an import go.
package protocol BatchSink {
    mutating func declareIndex(
        label: String, property: String, isUnique: Bool
    ) throws(BatchSinkError)
    mutating func declareWeight(type: String, property: String) throws(BatchSinkError)
    mutating func add(_ nodes: NodeBatch, from origin: LoadOrigin) throws(BatchSinkError)
    mutating func add(_ nodes: NamedNodeBatch, from origin: LoadOrigin) throws(BatchSinkError)
    mutating func add(
        _ relationships: RelationshipBatch, from origin: LoadOrigin
    ) throws(BatchSinkError)
}

/// Why a batch cannot be taken.
package enum BatchSinkError: Error, Sendable, Equatable {
    /// One row of a file. The property is a column's name or the key's, where one is to blame.
    case row(LoadOrigin, line: Int, property: String?, reason: String, hint: String?)
    /// Anything that is not a row's fault.
    case other(reason: String, hint: String?)
}

/// Takes batches and keeps nothing but counts: for checks, and to time the reading alone.
package struct CountingSink: BatchSink {
    package private(set) var nodeRowCount = 0
    package private(set) var relationshipRowCount = 0

    package init() {}

    package func declareIndex(label: String, property: String, isUnique: Bool) {}
    package func declareWeight(type: String, property: String) {}

    package mutating func add(_ nodes: NodeBatch, from origin: LoadOrigin) {
        nodeRowCount += nodes.count
    }

    package mutating func add(_ nodes: NamedNodeBatch, from origin: LoadOrigin) {
        nodeRowCount += nodes.count
    }

    package mutating func add(_ relationships: RelationshipBatch, from origin: LoadOrigin) {
        relationshipRowCount += relationships.count
    }
}
