/// The names and definitions of one graph: a plain value, taken with a snapshot.
///
/// Two catalogs with the same ``version`` of the same graph are the same, so a plan that was made
/// with one holds for the other.
public struct Catalog: Sendable {
    public var labels = NameTable<LabelID>()
    public var types = NameTable<TypeID>()
    public var keys = NameTable<KeyID>()

    /// All sources; the first is ``SourceID/none``.
    public private(set) var sources: [Source] = [Source(name: "", version: "", license: "")]
    private var sourceIDs: [Source: SourceID] = [:]

    /// The property indexes, ascending by id.
    public private(set) var indexes: [IndexDefinition] = []

    /// For each type with a declared weight, the property whose values stand beside the neighbours.
    public private(set) var weightKeys: [TypeID: KeyID] = [:]

    /// Counts the changes of the catalog since the graph was made.
    public var version: UInt64 = 0

    public init() {}
}

// MARK: Sources

extension Catalog {
    /// The source with this id.
    ///
    /// - Precondition: the catalog has the source.
    public func source(_ id: SourceID) -> Source {
        precondition(Int(id.rawValue) < sources.count, "the id belongs to this catalog")
        return sources[Int(id.rawValue)]
    }

    /// The id of a source that was interned. The source without any name is ``SourceID/none``.
    public func id(of source: Source) -> SourceID? {
        source == sources[0] ? SourceID.none : sourceIDs[source]
    }

    /// The id of `source`, which is added if it is not yet there.
    @discardableResult
    public mutating func intern(_ source: Source) -> SourceID {
        if let id = id(of: source) { return id }
        let id = SourceID(rawValue: UInt32(sources.count))
        sources.append(source)
        sourceIDs[source] = id
        return id
    }
}

// MARK: Indexes

extension Catalog {
    public func index(on label: LabelID, _ key: KeyID) -> IndexDefinition? {
        indexes.first { $0.label == label && $0.key == key }
    }

    public func index(named name: String) -> IndexDefinition? {
        indexes.first { $0.name == name }
    }

    /// The index by which imports identify nodes of `label`.
    public func identityIndex(of label: LabelID) -> IndexDefinition? {
        indexes.first { $0.label == label && $0.kind == .identity }
    }

    /// Adds an index, or replaces the one with the same id.
    public mutating func insert(_ index: IndexDefinition) {
        remove(index.id)
        let position = indexes.firstIndex { $0.id > index.id } ?? indexes.endIndex
        indexes.insert(index, at: position)
    }

    public mutating func remove(_ id: IndexID) {
        indexes.removeAll { $0.id == id }
    }
}

// MARK: Weights

extension Catalog {
    /// Declares that the values of `key` on relationships of `type` are its weights.
    public mutating func declareWeight(of type: TypeID, _ key: KeyID) {
        weightKeys[type] = key
    }
}
