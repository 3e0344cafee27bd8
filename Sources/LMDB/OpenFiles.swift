internal import CLMDB
internal import Glibc
internal import Synchronization

/// What makes two paths the same file.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Nil if there is no such file.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The data file of an `MDB_env` that is open.
    @unsafe
    init(ofOpenEnvironment handle: OpaquePointer) throws(LMDBError) {
        var descriptor: CInt = -1
        try check(unsafe mdb_env_get_fd(handle, &descriptor), "mdb_env_get_fd")
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw LMDBError(ReturnCode(rawValue: errno), in: "fstat")
        }
        self.init(status)
    }
}

/// The data files this process has open.
///
/// LMDB holds `fcntl` locks on the lock file, which a process loses as soon as it closes any
/// descriptor of that file: a second environment on it would take the locks from the first.
///
/// **Source**: lmdb.h, "Caveats": "Do not have open an LMDB database twice in the same process at
/// the same time".
enum OpenFiles {
    private static let identities = Mutex<Set<FileIdentity>>([])

    /// Opens with nobody else opening or closing, and remembers what `body` opened.
    static func open(
        path: String, _ body: () throws(LMDBError) -> (Environment, FileIdentity)
    ) throws(LMDBError) -> Environment {
        let opened: Result<Environment, LMDBError> = identities.withLock { identities in
            if let identity = FileIdentity(path: path), identities.contains(identity) {
                return .failure(LMDBError(.alreadyOpen, in: "open"))
            }
            do throws(LMDBError) {
                let (environment, identity) = try body()
                identities.insert(identity)
                return .success(environment)
            } catch {
                return .failure(error)
            }
        }
        return try opened.get()
    }

    /// Closes, and forgets the file.
    static func close(_ identity: FileIdentity, _ body: () -> Void) {
        identities.withLock { identities in
            body()
            identities.remove(identity)
        }
    }
}
