internal import GraphStore

/// Loads many nodes and relationships into a database: all of them, or none.
///
/// Nodes come before the relationships that join them. What the database has already is found by
/// its key and not made again.
///
/// ```swift
/// let loader = try database.beginLoad()
/// try loader.add(diseases, from: LoadOrigin(name: "diseases.csv"))
/// try loader.add(symptoms, from: LoadOrigin(name: "has_symptom.csv"))
/// let report = try loader.commit()
/// ```
///
/// A loader is used by the thread that began it, and holds other writers back until it is
/// committed or let go. After an error nothing more can be added, and nothing is kept.
public final class BulkLoader {
    private let database: Database
    private var load: BulkLoad?

    init(_ database: Database, _ load: consuming BulkLoad) {
        self.database = database
        self.load = consume load
    }

    /// Makes an index on a property of a label, unless there is one.
    ///
    /// - Throws: ``MedGraphError/duplicateValue(label:property:holder:claimant:)`` when it is to be
    ///   unique and the nodes there are break that.
    public func declareIndex(
        label: String, property: String, isUnique: Bool
    ) throws(MedGraphError) {
        try change { load throws(StoreError) in
            try load.declareIndex(
                label: label, property: property, isUnique ? .unique : .plain)
        }
    }

    /// Makes the values of a property the weights of a type of relationships: searches and draws
    /// then find them beside the neighbours.
    public func declareWeight(type: String, property: String) throws(MedGraphError) {
        try change { load throws(StoreError) in
            try load.declareWeight(type: type, property: property)
        }
    }

    /// Takes in rows that make or find nodes.
    ///
    /// - Throws: ``MedGraphError/row(_:line:reason:)`` for a row that cannot be taken,
    ///   ``MedGraphError/otherIdentity(label:property:)``.
    public func add(_ nodes: NodeBatch, from origin: LoadOrigin) throws(MedGraphError) {
        try change { load throws(StoreError) in try load.add(nodes, from: origin) }
    }

    /// Takes in rows that make or find nodes by names that hold over all labels.
    ///
    /// - Throws: as ``add(_:from:)-(NodeBatch,_)``.
    public func add(_ nodes: NamedNodeBatch, from origin: LoadOrigin) throws(MedGraphError) {
        try change { load throws(StoreError) in try load.add(nodes, from: origin) }
    }

    /// Takes in rows that make or find relationships.
    ///
    /// - Throws: as ``add(_:from:)-(NodeBatch,_)``.
    public func add(
        _ relationships: RelationshipBatch, from origin: LoadOrigin
    ) throws(MedGraphError) {
        try change { load throws(StoreError) in try load.add(relationships, from: origin) }
    }

    /// Makes everything that was added part of the database.
    ///
    /// - Throws: ``MedGraphError/danglingRelationships(_:)`` when the policy is to refuse them;
    ///   ``MedGraphError/duplicateValue(label:property:holder:claimant:)``,
    ///   ``MedGraphError/storageFull(reason:)``. Nothing is kept then.
    public func commit() throws(MedGraphError) -> LoadReport {
        guard let load = load.take() else { throw Self.ended }
        do { return try load.commit() } catch {
            throw MedGraphError(error, path: database.path, database.store.catalog)
        }
    }

    private func change(
        _ body: (inout BulkLoad) throws(StoreError) -> Void
    ) throws(MedGraphError) {
        guard var load = load.take() else { throw Self.ended }
        do {
            try body(&load)
        } catch {
            throw MedGraphError(error, path: database.path, load.catalog)
        }
        self.load = consume load
    }

    private static var ended: MedGraphError {
        .invalid(reason: "the load has ended; begin another one")
    }
}

/// How a load treats what it meets.
public struct LoadOptions: Sendable {
    /// What happens to relationships whose ends are no nodes.
    public var dangling = DanglingPolicy.refuse
    /// About how much the relationships that wait to be written may take, in bytes. The keys of
    /// nodes come on top: about 32 bytes each, and their text.
    public var memoryByteCountMax = 1 << 30

    public init() {}
}

extension Database {
    /// Begins a load, after waiting for other writers.
    ///
    /// - Throws: ``MedGraphError/readOnly``, ``MedGraphError/storage(operation:reason:)``.
    public func beginLoad(
        options: LoadOptions = LoadOptions()
    ) throws(MedGraphError) -> BulkLoader {
        var loadOptions = BulkLoadOptions()
        loadOptions.dangling = options.dangling
        loadOptions.memoryByteCountMax = options.memoryByteCountMax
        do { return BulkLoader(self, try store.beginLoad(loadOptions)) } catch {
            throw MedGraphError(error, path: path, store.catalog)
        }
    }
}
