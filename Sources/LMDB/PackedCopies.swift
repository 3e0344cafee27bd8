internal import Glibc

/// Copies of parts of records, side by side in the order in which they were made.
///
/// A record holds more than any one walk wants, and a walk over many records fetches a line and a page
/// of memory for each. Copies of what it wants lie close together: fewer lines are fetched, and large
/// pages need fewer translations of addresses.
///
/// **Layout**: blocks, each four times as long as the one before, up to ``blockByteCountMax``. A copy
/// lies in one block.
///
/// **Lifetime**: copies live until ``removeAll()`` or the end of the room, whatever becomes of the
/// records.
@safe package struct PackedCopies: ~Copyable {
    @safe private struct Block {
        let bytes: UnsafeMutableRawPointer
        let byteCount: Int
    }

    private static let blockByteCountMin = 1 << 16
    private static let blockByteCountMax = 1 << 23
    /// Blocks that are not shorter lie on large pages, where the system has them.
    private static let largePageByteCount = 1 << 21

    private var blocks: [Block] = []
    /// Where the last block is free.
    private var usedByteCount = 0
    /// The memory that is taken.
    package private(set) var byteCount = 0

    package init() {}

    deinit { for block in blocks { unsafe free(block.bytes) } }

    /// Copies bytes.
    ///
    /// - Returns: the address of the copy, which 8 divides if 8 divides the lengths of all copies, and
    ///   4 likewise; nil when there is no memory.
    /// - Precondition: the bytes are not more than a block may have.
    package mutating func add(_ source: RawSpan) -> UInt? {
        let count = source.byteCount
        precondition(count <= Self.blockByteCountMax, "a copy lies in one block")
        if blocks.last.map({ $0.byteCount - usedByteCount < count }) ?? true {
            guard addBlock(atLeast: count) else { return nil }
        }
        // There is a block now, and it has room.
        let target = unsafe blocks[blocks.count - 1].bytes + usedByteCount
        unsafe source.withUnsafeBytes { source in
            if let base = source.baseAddress {
                unsafe target.copyMemory(from: base, byteCount: count)
            }
        }
        usedByteCount += count
        return UInt(bitPattern: target)
    }

    package mutating func removeAll() {
        for block in blocks { unsafe free(block.bytes) }
        blocks.removeAll()
        usedByteCount = 0
        byteCount = 0
    }

    private mutating func addBlock(atLeast wanted: Int) -> Bool {
        var size =
            blocks.last.map { min(4 * $0.byteCount, Self.blockByteCountMax) }
            ?? Self.blockByteCountMin
        while size < wanted { size *= 2 }
        var memory: UnsafeMutableRawPointer?
        let alignment = size >= Self.largePageByteCount ? Self.largePageByteCount : 64
        guard unsafe posix_memalign(&memory, alignment, size) == 0, let bytes = unsafe memory else {
            return false
        }
        if size >= Self.largePageByteCount {
            // A system without large pages refuses, and nothing is lost.
            _ = unsafe madvise(bytes, size, MADV_HUGEPAGE)
        }
        unsafe blocks.append(Block(bytes: bytes, byteCount: size))
        usedByteCount = 0
        byteCount += size
        return true
    }
}
