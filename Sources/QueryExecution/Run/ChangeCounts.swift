import GraphModel

/// What a query changed, net: what it both made and deleted does not count.
package struct ChangeCounts: Sendable {
    package var nodesCreated = 0
    package var nodesDeleted = 0
    package var relationshipsCreated = 0
    package var relationshipsDeleted = 0
    package var propertiesSet = 0
    package var labelsAdded = 0
    package var labelsRemoved = 0
    package var indexesAdded = 0
    package var indexesRemoved = 0

    /// The first ids that the query gave: what lies behind was made by it.
    var firstNode: NodeID?
    var firstRelationship: RelationshipID?

    package init() {}

    mutating func made(_ node: NodeID) {
        if firstNode == nil { firstNode = node }
        nodesCreated += 1
    }

    mutating func made(_ relationship: RelationshipID) {
        if firstRelationship == nil { firstRelationship = relationship }
        relationshipsCreated += 1
    }

    mutating func deleted(_ node: NodeID) {
        if let firstNode, node >= firstNode { nodesCreated -= 1 } else { nodesDeleted += 1 }
    }

    mutating func deleted(_ relationship: RelationshipID) {
        if let firstRelationship, relationship >= firstRelationship {
            relationshipsCreated -= 1
        } else {
            relationshipsDeleted += 1
        }
    }
}
