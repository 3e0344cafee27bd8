/// What LMDB knows about one tree.
///
/// **Layout** (48 bytes, little endian):
///
/// | offset | bytes | content                                           |
/// |-------:|------:|---------------------------------------------------|
/// |      0 |     4 | size of the values of a tree of fixed-size values |
/// |      4 |     2 | flags of `mdb_dbi_open`                           |
/// |      6 |     2 | depth, 0 if empty                                 |
/// |      8 |     8 | branch pages                                      |
/// |     16 |     8 | leaf pages                                        |
/// |     24 |     8 | overflow pages                                    |
/// |     32 |     8 | entries                                           |
/// |     40 |     8 | number of the root page, all ones if empty        |
///
/// **Source**: mdb.c, `MDB_db`.
struct TreeRecord: Equatable {
    static let byteCount = 48

    let pad: UInt32
    let flags: TreeFlags
    let depth: UInt16
    let pageCounts: TreePageCounts
    let entryCount: UInt64

    /// Nil for an empty tree.
    let root: UInt64?

    init(_ bytes: RawSpan) {
        pad = bytes.integer(at: 0)
        flags = TreeFlags(rawValue: bytes.integer(at: 4))
        depth = bytes.integer(at: 6)
        pageCounts = TreePageCounts(
            branch: bytes.integer(at: 8), leaf: bytes.integer(at: 16),
            overflow: bytes.integer(at: 24))
        entryCount = bytes.integer(at: 32)
        let root: UInt64 = bytes.integer(at: 40)
        self.root = root == .max ? nil : root
    }

    /// The record a sub-page would have.
    init(flags: TreeFlags, pad: UInt32) {
        self.pad = pad
        self.flags = flags
        depth = 1
        pageCounts = TreePageCounts()
        entryCount = 0
        root = nil
    }
}

/// The pages of one tree, by kind.
struct TreePageCounts: Equatable {
    var branch: UInt64 = 0
    var leaf: UInt64 = 0
    var overflow: UInt64 = 0
}

/// The flags of a tree. **Source**: lmdb.h, "Database Flags".
struct TreeFlags: OptionSet {
    let rawValue: UInt16

    static let reverseKeys = TreeFlags(rawValue: 0x02)
    static let duplicates = TreeFlags(rawValue: 0x04)
    static let integerKeys = TreeFlags(rawValue: 0x08)
    static let fixedDuplicates = TreeFlags(rawValue: 0x10)
    static let integerDuplicates = TreeFlags(rawValue: 0x20)
    static let reverseDuplicates = TreeFlags(rawValue: 0x40)
}
