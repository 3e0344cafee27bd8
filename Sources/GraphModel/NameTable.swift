/// Names with dense ids in the order in which they were interned. Ids are never given anew.
///
/// Names are told apart by their Unicode scalars, as the query language does: `é` in one scalar
/// and `é` in two are two names, though Swift's `String` calls them equal.
public struct NameTable<ID: RawRepresentable & Hashable & Sendable>: Sendable
where ID.RawValue == UInt32 {
    public private(set) var names: [String] = []
    private var idsByName: [ScalarName: ID] = [:]

    public init() {}

    public var count: Int { names.count }

    /// The ids of all names, ascending.
    public var ids: some RandomAccessCollection<ID> {
        (0..<UInt32(names.count)).lazy.map { ID(rawValue: $0)! }
    }

    /// The id of a name that is interned, else nil.
    public func id(of name: String) -> ID? { idsByName[ScalarName(name)] }

    /// The name of an id that this table gave.
    ///
    /// - Precondition: the table contains `id`.
    public func name(of id: ID) -> String {
        precondition(contains(id), "the id belongs to this table")
        return names[Int(id.rawValue)]
    }

    public func contains(_ id: ID) -> Bool { id.rawValue < UInt32(names.count) }

    /// The id of `name`, which is interned if it is not yet there.
    @discardableResult
    public mutating func intern(_ name: String) -> ID {
        if let id = id(of: name) { return id }
        let id = ID(rawValue: UInt32(names.count))!
        names.append(name)
        idsByName[ScalarName(name)] = id
        return id
    }
}
