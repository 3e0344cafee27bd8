internal import GraphStore

/// What is in a database, counted exactly.
public struct Information: Sendable {
    public let formatVersion: UInt32
    /// The length of the file, in bytes.
    public let fileByteCount: Int
    public let nodeCount: UInt64
    public let relationshipCount: UInt64
    /// By label, most nodes first. A node counts under each of its labels.
    public let labels: [Label]
    /// By type, most relationships first.
    public let types: [RelationshipType]
    /// By source, most relationships first; relationships that no import made have none.
    public let sources: [SourceCount]
    /// By name.
    public let indexes: [Index]

    public struct Label: Sendable {
        public let name: String
        public let count: UInt64
        public let properties: [PropertyCount]
    }

    public struct RelationshipType: Sendable {
        public let name: String
        public let count: UInt64
        public let properties: [PropertyCount]
        /// The property that is the declared weight of the type.
        public let weight: String?
        /// The labels that it joins, most relationships first.
        public let ends: [Ends]
    }

    public struct Ends: Sendable {
        public let start: String
        public let end: String
        public let count: UInt64
    }

    public struct PropertyCount: Sendable {
        public let key: String
        public let type: PropertyType
        public let count: UInt64
    }

    public struct SourceCount: Sendable {
        public let source: Source
        public let count: UInt64
    }

    public struct Index: Sendable {
        public let name: String
        public let label: String
        public let property: String
        public let kind: IndexKind
        public let distinctValueCount: UInt64
    }
}

extension Database {
    /// What is in the database.
    ///
    /// - Throws: ``MedGraphError/corruption(place:reason:)``,
    ///   ``MedGraphError/storage(operation:reason:)``.
    /// - Complexity: O(labels × types): the counts are kept, not made.
    public func information() throws(MedGraphError) -> Information {
        let (catalog, statistics) = try reading { ($0.catalog, $0.statistics) }
        return Information(catalog, statistics, fileByteCount: try fileByteCount())
    }

    /// The length of the file, in bytes.
    func fileByteCount() throws(MedGraphError) -> Int {
        do { return try store.fileByteCount } catch {
            throw MedGraphError(error, path: path, nil)
        }
    }
}

extension Information {
    init(_ catalog: Catalog, _ statistics: Statistics, fileByteCount: Int) {
        formatVersion = Database.formatVersion
        self.fileByteCount = fileByteCount
        nodeCount = statistics.nodeCount()
        relationshipCount = statistics.relationshipCount
        labels = catalog.labels.ids.map { label in
            Label(
                name: catalog.labels.name(of: label), count: statistics.nodeCount(label: label),
                properties: Self.properties(catalog, statistics) { key in
                    if case .nodeProperty(label, let property, let type) = key {
                        (property, type)
                    } else {
                        nil
                    }
                })
        }.filter { $0.count > 0 }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        types = catalog.types.ids.map { type in
            RelationshipType(
                name: catalog.types.name(of: type),
                count: statistics.relationshipCount(type: type),
                properties: Self.properties(catalog, statistics) { key in
                    if case .relationshipProperty(type, let property, let valueType) = key {
                        (property, valueType)
                    } else {
                        nil
                    }
                },
                weight: catalog.weightKeys[type].map { catalog.keys.name(of: $0) },
                ends: Self.ends(of: type, catalog, statistics))
        }.filter { $0.count > 0 }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        sources = Self.sources(catalog, statistics)
        indexes = catalog.indexes.map { index in
            Index(
                name: index.name, label: catalog.labels.name(of: index.label),
                property: catalog.keys.name(of: index.key), kind: index.kind,
                distinctValueCount: statistics.distinctValueCount(index: index.id))
        }.sorted { $0.name < $1.name }
    }

    private static func properties(
        _ catalog: Catalog, _ statistics: Statistics,
        _ select: (StatisticsKey) -> (KeyID, PropertyType)?
    ) -> [PropertyCount] {
        statistics.counts.compactMap { key, count in
            select(key).map { property, type in
                PropertyCount(key: catalog.keys.name(of: property), type: type, count: count)
            }
        }.sorted { ($0.key, $0.type) < ($1.key, $1.type) }
    }

    private static func ends(
        of type: TypeID, _ catalog: Catalog, _ statistics: Statistics
    ) -> [Ends] {
        statistics.counts.compactMap { key, count in
            guard case .relationships(let start?, type, let end?) = key else { return nil }
            return Ends(
                start: catalog.labels.name(of: start), end: catalog.labels.name(of: end),
                count: count)
        }.sorted { ($1.count, $0.start, $0.end) < ($0.count, $1.start, $1.end) }
    }

    private static func sources(
        _ catalog: Catalog, _ statistics: Statistics
    ) -> [SourceCount] {
        var counts: [SourceID: UInt64] = [:]
        for (key, count) in statistics.counts {
            if case .sourced(let source, _) = key { counts[source, default: 0] += count }
        }
        return counts.map { SourceCount(source: catalog.source($0.key), count: $0.value) }
            .sorted {
                ($1.count, $0.source.name, $0.source.license) < (
                    $0.count, $1.source.name, $1.source.license
                )
            }
    }
}
