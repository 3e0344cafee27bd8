package import GraphModel

/// One relationship: its ends, its type, where it comes from, and its properties.
package struct RelationshipRecord: Hashable, Sendable {
    package var start: NodeID
    package var end: NodeID
    package var type: TypeID
    package var source: SourceID
    /// Ascending by key, none twice.
    package var properties: [Property]

    package init(
        start: NodeID, end: NodeID, type: TypeID, source: SourceID, properties: [Property] = []
    ) {
        self.start = start
        self.end = end
        self.type = type
        self.source = source
        self.properties = properties
    }

    package func value(of key: KeyID) -> PropertyValue? {
        properties.first { $0.key == key }?.value
    }

    /// The node at the other end from where a relationship is seen in `direction`.
    package func end(_ direction: Direction) -> NodeID { direction == .outgoing ? end : start }
}
