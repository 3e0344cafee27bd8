/// One of the two starting points of an LMDB file. Transaction N writes meta page N mod 2.
///
/// **Layout** (little endian, offsets in the page):
///
/// | offset | bytes | content                                        |
/// |-------:|------:|------------------------------------------------|
/// |      0 |    16 | page header: number, padding, flags `0x08`     |
/// |     16 |     4 | magic `0xBEEFC0DE`                             |
/// |     20 |     4 | data version 1                                 |
/// |     24 |     8 | map address, unused                            |
/// |     32 |     8 | map size                                       |
/// |     40 |    48 | record of the free list; its pad is the page size |
/// |     88 |    48 | record of the main tree, which names the others |
/// |    136 |     8 | number of the last page                        |
/// |    144 |     8 | transaction id                                 |
///
/// **Source**: mdb.c, `MDB_page`, `MDB_meta`.
struct MetaPage {
    static let byteCount = 152

    let pageByteCount: Int
    let freeList: TreeRecord
    let mainTree: TreeRecord
    let lastPage: UInt64
    let transactionID: UInt64

    /// Parses the first ``byteCount`` bytes of a meta page.
    ///
    /// **Throws**: ``ReturnCode/invalid`` unless they are one, ``ReturnCode/versionMismatch`` if
    /// they are one of another version, ``ReturnCode/corrupted`` if its fields make no sense.
    init(_ bytes: RawSpan) throws(LMDBError) {
        let flags: UInt16 = bytes.integer(at: 10)
        let magic: UInt32 = bytes.integer(at: 16)
        guard flags & 0x08 != 0, magic == 0xBEEF_C0DE else {
            throw LMDBError(.invalid, in: "MetaPage")
        }
        guard bytes.integer(at: 20, as: UInt32.self) == 1 else {
            throw LMDBError(.versionMismatch, in: "MetaPage")
        }
        pageByteCount = Int(bytes.integer(at: 40, as: UInt32.self))
        freeList = TreeRecord(bytes.extracting(40..<88))
        mainTree = TreeRecord(bytes.extracting(88..<136))
        lastPage = bytes.integer(at: 136)
        transactionID = bytes.integer(at: 144)
        guard
            512...32_768 ~= pageByteCount, pageByteCount.nonzeroBitCount == 1,
            1..<(1 << 48) ~= lastPage,
            freeList.root.map({ $0 <= lastPage }) ?? true,
            mainTree.root.map({ $0 <= lastPage }) ?? true
        else { throw LMDBError(.corrupted, in: "MetaPage") }
    }
}

/// What LMDB knows about one tree.
///
/// **Layout** (48 bytes): pad 4, flags 2, depth 2, then 8 each: branch pages, leaf pages,
/// overflow pages, entries, root. **Source**: mdb.c, `MDB_db`.
struct TreeRecord: Equatable {
    static let byteCount = 48

    let pad: UInt32
    let flags: UInt16
    let depth: UInt16
    let branchPageCount: UInt64
    let leafPageCount: UInt64
    let overflowPageCount: UInt64
    let entryCount: UInt64

    /// Nil for an empty tree.
    let root: UInt64?

    init(_ bytes: RawSpan) {
        pad = bytes.integer(at: 0)
        flags = bytes.integer(at: 4)
        depth = bytes.integer(at: 6)
        branchPageCount = bytes.integer(at: 8)
        leafPageCount = bytes.integer(at: 16)
        overflowPageCount = bytes.integer(at: 24)
        entryCount = bytes.integer(at: 32)
        let root: UInt64 = bytes.integer(at: 40)
        self.root = root == .max ? nil : root
    }
}
