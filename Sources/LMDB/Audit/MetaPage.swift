/// One of the two starting points of an LMDB file. Transaction N writes meta page N mod 2.
///
/// **Layout** (little endian):
///
/// | offset | bytes | content                                           |
/// |-------:|------:|---------------------------------------------------|
/// |      0 |    16 | page header                                       |
/// |     16 |     4 | magic `0xBEEFC0DE`                                |
/// |     20 |     4 | data version 1                                    |
/// |     24 |     8 | map address, unused                               |
/// |     32 |     8 | map size                                          |
/// |     40 |    48 | record of the free list; its pad is the page size |
/// |     88 |    48 | record of the main tree, which names the others   |
/// |    136 |     8 | number of the last page                           |
/// |    144 |     8 | transaction id                                    |
///
/// **Source**: mdb.c, `MDB_meta`.
struct MetaPage {
    static let byteCount = 152

    /// The greatest page number a branch can hold.
    private static let lastPageMax: UInt64 = 1 << 48 - 1

    let number: UInt64
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
        let header = PageHeader(bytes)
        number = header.number
        guard header.flags.contains(.meta), bytes.integer(at: 16, as: UInt32.self) == 0xBEEF_C0DE
        else { throw LMDBError(.invalid, in: "MetaPage") }
        guard bytes.integer(at: 20, as: UInt32.self) == 1 else {
            throw LMDBError(.versionMismatch, in: "MetaPage")
        }
        freeList = TreeRecord(bytes.extracting(40..<88))
        mainTree = TreeRecord(bytes.extracting(88..<136))
        pageByteCount = Int(freeList.pad)
        lastPage = bytes.integer(at: 136)
        transactionID = bytes.integer(at: 144)
        guard
            512...32_768 ~= pageByteCount, pageByteCount.nonzeroBitCount == 1,
            1...Self.lastPageMax ~= lastPage,
            freeList.root ?? 0 <= lastPage, mainTree.root ?? 0 <= lastPage
        else { throw LMDBError(.corrupted, in: "MetaPage") }
    }
}
