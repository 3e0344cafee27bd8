internal import CLMDB
internal import Glibc

extension Environment {
    /// Opens the LMDB file at `path`, making it and its lock file if need be.
    ///
    /// A file that is not ours to write is opened read-only: see ``isReadOnly``. Whether it is an
    /// LMDB file, and whole, is checked without mapping it: a map over a truncated file would
    /// end the process at the first touch of a missing page.
    ///
    /// **Throws**: ``ReturnCode/alreadyOpen`` if this process has an environment on the same
    /// file; ``ReturnCode/invalid`` if it is not an LMDB file; ``ReturnCode/versionMismatch`` if
    /// it is one of another version; ``ReturnCode/corrupted`` if a meta page is damaged;
    /// ``ReturnCode/truncated``; ``ReturnCode/noSuchFile``; ``ReturnCode/accessDenied``.
    package static func open(
        path: String, options: Options = Options()
    ) throws(LMDBError) -> Environment {
        try OpenFiles.open(path: path) { () throws(LMDBError) in
            let exists = isAccessible(path, F_OK)
            if exists {
                var file = try DataFile.open(path: path)
                try file.checkIsWhole()
            }
            let isReadOnly = options.isReadOnly || (exists && !isAccessible(path, W_OK))
            var opening = Opening(path: path, options: options, isReadOnly: isReadOnly)
            let handle = unsafe try opening.run()
            do throws(LMDBError) {
                let identity = unsafe try FileIdentity(ofOpenEnvironment: handle)
                let environment = unsafe Environment(
                    handle: handle, identity: identity, path: path,
                    isReadOnly: isReadOnly, isUnlocked: !isAccessible(path + "-lock", W_OK))
                return (environment, identity)
            } catch {
                unsafe mdb_env_close(handle)
                throw error
            }
        }
    }
}

/// What `access(2)` says of `path`.
private func isAccessible(_ path: String, _ mode: CInt) -> Bool {
    unsafe access(path, mode) == 0
}

/// The attempts to open one environment: with the map as large, and the locks as good, as it gets.
private struct Opening {
    private static let mapByteCountMin = 64 << 20

    let path: String
    let options: Environment.Options
    let isReadOnly: Bool

    /// Whether to do without the lock file. On a read-only file system LMDB decides that itself.
    var isUnlocked = false

    @unsafe
    mutating func run() throws(LMDBError) -> OpaquePointer {
        var mapByteCount = max(options.mapByteCount, Int(getpagesize()))
        while true {
            do {
                return unsafe try attempt(mapByteCount: mapByteCount)
            } catch {
                if error.code == .outOfMemory, mapByteCount / 2 >= Self.mapByteCountMin {
                    mapByteCount /= 2
                } else if canRunUnlocked(after: error.code) {
                    isUnlocked = true
                } else {
                    throw error
                }
            }
        }
    }

    /// One `MDB_env`, open.
    @unsafe
    private func attempt(mapByteCount: Int) throws(LMDBError) -> OpaquePointer {
        var created: OpaquePointer?
        try check(unsafe mdb_env_create(&created), "mdb_env_create")
        let handle = unsafe created!
        do {
            let pageByteCount = Int(getpagesize())
            let mapByteCount = (mapByteCount + pageByteCount - 1) / pageByteCount * pageByteCount
            try check(unsafe mdb_env_set_mapsize(handle, mapByteCount), "mdb_env_set_mapsize")
            try check(
                unsafe mdb_env_set_maxdbs(handle, CUnsignedInt(options.treeCountMax)),
                "mdb_env_set_maxdbs")
            try check(
                unsafe mdb_env_set_maxreaders(handle, CUnsignedInt(options.readerCountMax)),
                "mdb_env_set_maxreaders")
            try check(unsafe mdb_env_open(handle, path, flags, 0o644), "mdb_env_open")
            var staleCount: CInt = 0
            try check(unsafe mdb_reader_check(handle, &staleCount), "mdb_reader_check")
            return unsafe handle
        } catch {
            unsafe mdb_env_close(handle)
            throw error
        }
    }

    private var flags: CUnsignedInt {
        var flags = MDB_NOSUBDIR | MDB_NOTLS
        if isReadOnly { flags |= MDB_RDONLY }
        if isUnlocked { flags |= MDB_NOLOCK }
        if options.syncPolicy == .none { flags |= MDB_NOSYNC }
        return CUnsignedInt(flags)
    }

    /// Whether it was the lock file that could not be opened, and reading works without.
    private func canRunUnlocked(after code: ReturnCode) -> Bool {
        isReadOnly && !isUnlocked && isAccessible(path, R_OK)
            && code == .accessDenied
    }
}
