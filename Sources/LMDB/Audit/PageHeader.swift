/// The first bytes of every page but the later ones of an overflow chain, and of every sub-page.
///
/// **Layout** (16 bytes, little endian):
///
/// | offset | bytes | content                                                |
/// |-------:|------:|--------------------------------------------------------|
/// |      0 |     8 | number of the page                                     |
/// |      8 |     2 | size of a key, on pages of fixed-size keys             |
/// |     10 |     2 | flags                                                  |
/// |     12 |     2 | where free space begins: 16 + 2 × number of nodes      |
/// |     14 |     2 | where free space ends                                  |
/// |     12 |     4 | instead of both, on overflow pages: number of pages    |
///
/// **Source**: mdb.c, `MDB_page`.
struct PageHeader {
    static let byteCount = 16

    let number: UInt64
    let pad: UInt16
    let flags: PageFlags
    let lower: Int
    let upper: Int
    let overflowPageCount: UInt64

    /// Reads the header at `offset`. Traps unless there are 16 bytes.
    init(_ bytes: RawSpan, at offset: Int = 0) {
        number = bytes.integer(at: offset)
        pad = bytes.integer(at: offset + 8)
        flags = PageFlags(rawValue: bytes.integer(at: offset + 10))
        lower = Int(bytes.integer(at: offset + 12, as: UInt16.self))
        upper = Int(bytes.integer(at: offset + 14, as: UInt16.self))
        overflowPageCount = UInt64(bytes.integer(at: offset + 12, as: UInt32.self))
    }

    /// The number of nodes of a page or sub-page of `byteCount` bytes, nil if the bounds of its
    /// free space are not possible.
    func nodeCount(byteCount: Int) -> Int? {
        guard Self.byteCount <= lower, lower <= upper, upper <= byteCount, lower % 2 == 0
        else { return nil }
        return (lower - Self.byteCount) / 2
    }
}

/// The kind of a page. **Source**: mdb.c, "Page Flags".
struct PageFlags: OptionSet {
    let rawValue: UInt16

    static let branch = PageFlags(rawValue: 0x01)
    static let leaf = PageFlags(rawValue: 0x02)
    static let overflow = PageFlags(rawValue: 0x04)
    static let meta = PageFlags(rawValue: 0x08)
    /// In a file, only on sub-pages.
    static let dirty = PageFlags(rawValue: 0x10)
    /// A leaf of fixed-size keys without nodes: `MDB_DUPFIXED`.
    static let fixedKeys = PageFlags(rawValue: 0x20)
    static let subpage = PageFlags(rawValue: 0x40)
}
