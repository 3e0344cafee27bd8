extension Environment {
    /// How to open a file.
    package struct Options: Sendable {
        /// Refuse changes. The file must exist then.
        package var isReadOnly = false

        package var syncPolicy = SyncPolicy.durable

        /// The size of the map, which bounds the file's. Address space only: nothing is allocated.
        ///
        /// Halved until the system grants it, down to 64 MiB.
        package var mapByteCount = 1 << 40

        /// The number of named trees that can be open.
        package var treeCountMax = 32

        /// The number of simultaneous snapshots of all processes. Whoever makes the lock file
        /// decides it.
        package var readerCountMax = 512

        package init() {}
    }

    /// When a commit returns.
    package enum SyncPolicy: Sendable {
        /// After the data is on the disk.
        case durable

        /// After the data is with the operating system, which writes it when it likes.
        ///
        /// A crash of the process loses nothing. A crash of the machine can lose the last
        /// transactions, and the file too if the file system does not keep the order of writes.
        ///
        /// **Source**: lmdb.h, `MDB_NOSYNC`.
        case none
    }
}
