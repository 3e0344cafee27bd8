internal import GraphStore
internal import LMDB

/// A graph in one file.
///
/// Any number of threads may share a database, and any number of processes its file: readers never
/// wait, writers wait for each other.
///
/// ```swift
/// let database = try Database.open(path: "medical.mdb")
/// print(try database.information().nodeCount)
/// ```
public final class Database: Sendable {
    /// The path that the database was opened by.
    public let path: String

    let store: Store
    let plans = PlanCache()

    /// The layout of the files that this program reads and writes.
    public static let formatVersion: UInt32 = Store.formatVersion

    /// How a database is opened.
    public struct Options: Sendable {
        /// Only read, and make no file.
        public var isReadOnly = false
        /// Whether a commit waits until the disk has it. Without, a crash of the machine, though
        /// not of the program, can lose or damage the newest commits.
        public var isDurable = true
        /// The size that the file may grow to, in bytes. It takes address space, not room.
        public var byteCountMax = 1 << 40

        public init() {}
    }

    private init(path: String, store: Store) {
        self.path = path
        self.store = store
    }

    /// Opens a database; one that does not exist is made, unless it is only to be read.
    ///
    /// - Throws: ``MedGraphError/notADatabase(path:)``,
    ///   ``MedGraphError/otherFormatVersion(path:found:)``,
    ///   ``MedGraphError/corruption(place:reason:)``, ``MedGraphError/alreadyOpen(path:)``,
    ///   ``MedGraphError/storage(operation:reason:)``.
    public static func open(
        path: String, options: Options = Options()
    ) throws(MedGraphError) -> Database {
        var environment = Environment.Options()
        environment.isReadOnly = options.isReadOnly
        environment.syncPolicy = options.isDurable ? .durable : .none
        environment.mapByteCount = options.byteCountMax
        do {
            return Database(path: path, store: try Store.open(path: path, options: environment))
        } catch { throw MedGraphError(error, path: path, nil) }
    }

    /// Whether the database can only be read: it was asked for, or the file allows no more.
    public var isReadOnly: Bool { store.isReadOnly }

    /// Copies the newest state into a new file, without room that deleted records left.
    ///
    /// Writers go on meanwhile; the copy has what was committed when it began.
    ///
    /// - Throws: ``MedGraphError/storageFull(reason:)``, ``MedGraphError/storage(operation:reason:)``.
    public func backup(to path: String) throws(MedGraphError) {
        do { try store.backup(to: path) } catch { throw MedGraphError(error, path: path, nil) }
    }

    /// A name for the whole content, the same for the same nodes and relationships however they
    /// came in: 32 hexadecimal digits.
    ///
    /// - Throws: ``MedGraphError/corruption(place:reason:)``,
    ///   ``MedGraphError/storage(operation:reason:)``.
    /// - Complexity: O(nodes + relationships).
    public func contentHash() throws(MedGraphError) -> String {
        try reading { snapshot throws(StoreError) in try snapshot.contentHash().description }
    }

    /// Lends the newest state to `body`.
    func reading<Result>(
        _ body: (borrowing Snapshot) throws(StoreError) -> Result
    ) throws(MedGraphError) -> Result {
        do {
            let snapshot = try store.snapshot()
            let result = try body(snapshot)
            store.park(snapshot)
            return result
        } catch { throw MedGraphError(error, path: path, store.catalog) }
    }
}
