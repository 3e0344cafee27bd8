package import GraphModel
import LMDB

extension StoreTransaction {
    /// The id of a label, which is interned if it is new.
    ///
    /// - Throws: ``StoreError/storage(_:)``; likewise for keys and sources.
    package mutating func label(_ name: String) throws(StoreError) -> LabelID {
        if let id = catalog.labels.id(of: name) { return id }
        let id = catalog.labels.intern(name)
        try write(.label(id, name))
        return id
    }

    /// The most types of relationships that a graph can have: a node's record counts its segments,
    /// two for each type, in 16 bits.
    package static var typeCountMax: Int { 32_767 }

    /// The id of a type, which is interned if it is new.
    ///
    /// - Throws: ``GraphProblem/typesExhausted``, ``StoreError/storage(_:)``.
    package mutating func type(_ name: String) throws(StoreError) -> TypeID {
        if let id = catalog.types.id(of: name) { return id }
        guard catalog.types.count < Self.typeCountMax else { throw .invalid(.typesExhausted) }
        let id = catalog.types.intern(name)
        try write(.type(id, name))
        return id
    }

    package mutating func key(_ name: String) throws(StoreError) -> KeyID {
        if let id = catalog.keys.id(of: name) { return id }
        let id = catalog.keys.intern(name)
        try write(.key(id, name))
        return id
    }

    package mutating func source(_ source: Source) throws(StoreError) -> SourceID {
        if let id = catalog.id(of: source) { return id }
        let id = catalog.intern(source)
        try write(.source(id, source))
        return id
    }

    /// Puts a record into the catalog tree; plans made with the catalog before are void.
    mutating func write(_ record: CatalogRecord) throws(StoreError) {
        try write(record.key, in: trees.catalog) { record.encode(into: &$0) }
        catalog.version += 1
    }
}
