internal import GraphStore

/// Everything in a database as one commit left it, to be walked as often as need be.
///
/// ```swift
/// let content = try database.content()
/// try content.forEachNode { node in
///     print(node.labels)
///     return true
/// }
/// ```
///
/// It is used by one thread, and keeps room in the file from being used again while it lives.
public final class GraphContent {
    private let database: Database
    private let snapshot: Snapshot

    init(_ database: Database, _ snapshot: consuming Snapshot) {
        self.database = database
        self.snapshot = snapshot
    }

    /// One node.
    public struct Node: Sendable {
        public let id: NodeID
        /// Ascending by name.
        public let labels: [String]
        /// Ascending by key.
        public let properties: [Property]

        /// The value of a property, or nil.
        public func value(of key: String) -> PropertyValue? {
            properties.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
        }
    }

    /// One relationship.
    public struct Relationship: Sendable {
        public let id: RelationshipID
        public let type: String
        public let start: NodeID
        public let end: NodeID
        public let source: Source
        /// Ascending by key.
        public let properties: [Property]
    }

    public struct Property: Sendable {
        public let key: String
        public let value: PropertyValue
    }

    /// An index on a property of a label.
    public struct Index: Sendable {
        public let name: String
        public let label: String
        public let property: String
        public let kind: IndexKind
    }

    /// Ascending by label and property.
    public var indexes: [Index] {
        let catalog = snapshot.catalog
        return catalog.indexes.map { index in
            Index(
                name: index.name, label: catalog.labels.name(of: index.label),
                property: catalog.keys.name(of: index.key), kind: index.kind)
        }.sorted { ($0.label, $0.property) < ($1.label, $1.property) }
    }

    public var nodeCount: UInt64 { snapshot.statistics.nodeCount() }
    public var relationshipCount: UInt64 { snapshot.statistics.relationshipCount }

    /// Calls `body` with every node until it returns false.
    ///
    /// - Throws: ``MedGraphError/corruption(place:reason:)``,
    ///   ``MedGraphError/storage(operation:reason:)``.
    public func forEachNode(_ body: (Node) -> Bool) throws(MedGraphError) {
        do throws(StoreError) {
            try snapshot.forEachNode { id, record in body(node(id, record)) }
        } catch { throw MedGraphError(error, path: database.path, snapshot.catalog) }
    }

    /// Calls `body` with every relationship until it returns false.
    ///
    /// - Throws: as ``forEachNode(_:)``.
    public func forEachRelationship(_ body: (Relationship) -> Bool) throws(MedGraphError) {
        let catalog = snapshot.catalog
        do throws(StoreError) {
            try snapshot.forEachRelationship { id, record in
                body(
                    Relationship(
                        id: id, type: catalog.types.name(of: record.type), start: record.start,
                        end: record.end, source: catalog.source(record.source),
                        properties: properties(record.properties)))
            }
        } catch { throw MedGraphError(error, path: database.path, catalog) }
    }

    /// A node, or nil when there is none with the id.
    ///
    /// - Throws: as ``forEachNode(_:)``.
    public func node(_ id: NodeID) throws(MedGraphError) -> Node? {
        do throws(StoreError) {
            return try snapshot.node(id).map { node(id, $0) }
        } catch { throw MedGraphError(error, path: database.path, snapshot.catalog) }
    }

    private func node(_ id: NodeID, _ record: NodeRecord) -> Node {
        let catalog = snapshot.catalog
        return Node(
            id: id, labels: record.labels.map { catalog.labels.name(of: $0) }.sorted(),
            properties: properties(record.properties))
    }

    private func properties(_ properties: [GraphStore.Property]) -> [Property] {
        properties.map { property in
            Property(key: snapshot.catalog.keys.name(of: property.key), value: property.value)
        }.sorted { $0.key < $1.key }
    }
}

extension Database {
    /// Everything as the newest commit left it.
    ///
    /// - Throws: ``MedGraphError/storage(operation:reason:)``.
    public func content() throws(MedGraphError) -> GraphContent {
        do throws(StoreError) { return GraphContent(self, try store.snapshot()) } catch {
            throw MedGraphError(error, path: path, nil)
        }
    }
}
