/// One key of a branch or leaf page, and what belongs to it.
///
/// **Layout** (8 bytes before the key, little endian):
///
/// | offset | bytes | content                                              |
/// |-------:|------:|------------------------------------------------------|
/// |      0 |     4 | leaf: size of the value; branch: child, low 32 bits  |
/// |      4 |     2 | leaf: flags; branch: child, high 16 bits             |
/// |      6 |     2 | size of the key                                      |
/// |      8 |       | the key                                              |
/// |        |       | leaf: the value, or 8 bytes: its first overflow page |
///
/// **Source**: mdb.c, `MDB_node`.
struct PageNode {
    static let headerByteCount = 8

    let offset: Int
    let key: Range<Int>
    let child: UInt64
    let flags: NodeFlags

    /// The size of the value, wherever it lies.
    let valueByteCount: Int

    /// Where the value lies in the page; of an overflowing value, its page number.
    let value: Range<Int>

    /// Reads node `index` of `page`, a whole page or sub-page. Nil if it does not lie inside.
    init?(_ index: Int, of page: RawSpan, isBranch: Bool) {
        let pointer = PageHeader.byteCount + index * 2
        offset = Int(page.integer(at: pointer, as: UInt16.self))
        guard offset + Self.headerByteCount <= page.byteCount else { return nil }
        let low: UInt32 = page.integer(at: offset)
        let high: UInt16 = page.integer(at: offset + 4)
        let keyByteCount = Int(page.integer(at: offset + 6, as: UInt16.self))
        key = offset + Self.headerByteCount..<offset + Self.headerByteCount + keyByteCount
        child = UInt64(low) | UInt64(high) << 32
        flags = isBranch ? [] : NodeFlags(rawValue: high)
        valueByteCount = isBranch ? 0 : Int(low)
        let storedByteCount = flags.contains(.overflowing) ? 8 : valueByteCount
        value = key.upperBound..<key.upperBound + storedByteCount
        guard value.upperBound <= page.byteCount else { return nil }
    }

    /// What the node takes of its page: an even number of bytes.
    var byteCount: Int { (value.upperBound - offset + 1) & ~1 }
}

/// What the value of a leaf's node is. **Source**: mdb.c, "Node Flags".
struct NodeFlags: OptionSet {
    let rawValue: UInt16

    /// The value lies on overflow pages.
    static let overflowing = NodeFlags(rawValue: 0x01)
    /// The value is the record of a tree.
    static let tree = NodeFlags(rawValue: 0x02)
    /// The values of the key: in a tree, or else in a sub-page.
    static let duplicates = NodeFlags(rawValue: 0x04)
}
