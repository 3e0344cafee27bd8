internal import CLMDB
internal import Glibc

/// What an LMDB call returned: an LMDB code (negative), an `errno` value (positive) or one of ours.
///
/// An open set: codes without a name here keep their raw value.
///
/// **Source**: lmdb.h, "Return Codes".
@usableFromInline
package struct ReturnCode: RawRepresentable, Hashable, Sendable {
    @usableFromInline
    package let rawValue: CInt

    @inlinable
    package init(rawValue: CInt) { self.rawValue = rawValue }
}

/// Codes of LMDB.
extension ReturnCode {
    /// `MDB_SUCCESS`: successful result.
    package static var success: ReturnCode { ReturnCode(rawValue: MDB_SUCCESS) }
    /// `MDB_KEYEXIST`: the key/data pair already exists, or an append was out of order.
    package static var keyExists: ReturnCode { ReturnCode(rawValue: MDB_KEYEXIST) }
    /// `MDB_NOTFOUND`: the key/data pair was not found.
    package static var notFound: ReturnCode { ReturnCode(rawValue: MDB_NOTFOUND) }
    /// `MDB_PAGE_NOTFOUND`: a requested page was not found; this usually indicates corruption.
    package static var pageNotFound: ReturnCode { ReturnCode(rawValue: MDB_PAGE_NOTFOUND) }
    /// `MDB_CORRUPTED`: a located page was of the wrong type.
    package static var corrupted: ReturnCode { ReturnCode(rawValue: MDB_CORRUPTED) }
    /// `MDB_PANIC`: the update of a meta page failed or the environment had a fatal error.
    package static var panic: ReturnCode { ReturnCode(rawValue: MDB_PANIC) }
    /// `MDB_VERSION_MISMATCH`: the file is of another LMDB data version.
    package static var versionMismatch: ReturnCode { ReturnCode(rawValue: MDB_VERSION_MISMATCH) }
    /// `MDB_INVALID`: the file is not an LMDB file.
    package static var invalid: ReturnCode { ReturnCode(rawValue: MDB_INVALID) }
    /// `MDB_MAP_FULL`: the map's size is reached.
    package static var mapFull: ReturnCode { ReturnCode(rawValue: MDB_MAP_FULL) }
    /// `MDB_DBS_FULL`: more trees than ``Environment/Options/treeCountMax``.
    package static var treesFull: ReturnCode { ReturnCode(rawValue: MDB_DBS_FULL) }
    /// `MDB_READERS_FULL`: more readers than ``Environment/Options/readerCountMax``.
    package static var readersFull: ReturnCode { ReturnCode(rawValue: MDB_READERS_FULL) }
    /// `MDB_TXN_FULL`: the transaction has too many dirty pages.
    package static var transactionFull: ReturnCode { ReturnCode(rawValue: MDB_TXN_FULL) }
    /// `MDB_MAP_RESIZED`: another process grew the file beyond this map.
    package static var mapResized: ReturnCode { ReturnCode(rawValue: MDB_MAP_RESIZED) }
    /// `MDB_INCOMPATIBLE`: the tree is of another kind than the operation expects.
    package static var incompatible: ReturnCode { ReturnCode(rawValue: MDB_INCOMPATIBLE) }
    /// `MDB_BAD_TXN`: the transaction must abort, because a call in it failed.
    package static var badTransaction: ReturnCode { ReturnCode(rawValue: MDB_BAD_TXN) }
    /// `MDB_BAD_VALSIZE`: a key, name or multimap value has a size LMDB does not take.
    package static var badValueSize: ReturnCode { ReturnCode(rawValue: MDB_BAD_VALSIZE) }
    /// `MDB_BAD_DBI`: the tree's handle is not valid in this transaction.
    package static var badTree: ReturnCode { ReturnCode(rawValue: MDB_BAD_DBI) }
}

/// Codes of the operating system.
extension ReturnCode {
    /// `ENOENT`.
    package static var noSuchFile: ReturnCode { ReturnCode(rawValue: ENOENT) }
    /// `EBADF`: among others what LMDB says of an empty file that is opened only to be read.
    package static var badFileDescriptor: ReturnCode { ReturnCode(rawValue: EBADF) }
    /// `EIO`.
    package static var inputOutput: ReturnCode { ReturnCode(rawValue: EIO) }
    /// `ENOMEM`.
    package static var outOfMemory: ReturnCode { ReturnCode(rawValue: ENOMEM) }
    /// `EACCES`: also a write in a read-only environment.
    package static var accessDenied: ReturnCode { ReturnCode(rawValue: EACCES) }
    /// `EEXIST`.
    package static var fileExists: ReturnCode { ReturnCode(rawValue: EEXIST) }
    /// `EISDIR`.
    package static var isDirectory: ReturnCode { ReturnCode(rawValue: EISDIR) }
    /// `EINVAL`.
    @usableFromInline
    package static var invalidArgument: ReturnCode { ReturnCode(rawValue: EINVAL) }
    /// `EFBIG`.
    package static var fileTooLarge: ReturnCode { ReturnCode(rawValue: EFBIG) }
    /// `ENOSPC`.
    package static var noSpace: ReturnCode { ReturnCode(rawValue: ENOSPC) }
    /// `EROFS`.
    package static var readOnlyFileSystem: ReturnCode { ReturnCode(rawValue: EROFS) }
    /// `EDQUOT`.
    package static var quotaExceeded: ReturnCode { ReturnCode(rawValue: EDQUOT) }
}

/// Codes of this module, beyond the ranges of LMDB and of `errno`.
extension ReturnCode {
    /// This process already has an ``Environment`` on the same file.
    package static var alreadyOpen: ReturnCode { ReturnCode(rawValue: 1_000_001) }
    /// The file ends before the last page its newest meta page speaks of.
    package static var truncated: ReturnCode { ReturnCode(rawValue: 1_000_002) }
    /// The map cannot change while transactions of this process are open.
    package static var transactionsOpen: ReturnCode { ReturnCode(rawValue: 1_000_003) }
}

extension ReturnCode: CustomStringConvertible {
    /// One sentence without full stop, from `mdb_strerror` for the codes that are not ours.
    @usableFromInline
    package var description: String {
        switch self {
        case .alreadyOpen: "the file is already open in this process"
        case .truncated: "the file is truncated"
        case .transactionsOpen: "transactions are open in this process"
        default: unsafe String(cString: mdb_strerror(rawValue))
        }
    }
}
