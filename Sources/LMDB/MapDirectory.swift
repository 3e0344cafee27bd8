internal import Glibc

/// One word for each of many dense ids, all 0 at first: where a snapshot keeps what it found out
/// about records, such as their addresses in the map.
///
/// Untouched parts take no memory, so a directory of a large graph costs nothing until it is used. Where
/// the system has large pages, a directory of that length lies on them: searches read it at random, and
/// fewer pages need fewer translations of addresses.
///
/// **Lifetime**: the words themselves live as long as the directory. An address kept in one is
/// good only for the transaction that gave it.
@safe @usableFromInline
package struct MapDirectory: ~Copyable {
    @usableFromInline
    package let count: Int

    @usableFromInline
    let words: UnsafeMutablePointer<UInt64>

    /// A directory of `count` words.
    ///
    /// - Precondition: the machine has the address space for 8 × `count` bytes.
    package init(count: Int) {
        self.count = count
        let byteCount = Self.byteCount(count)
        let memory =
            unsafe Self.isLarge(count) ? Self.largePages(byteCount) : calloc(1, byteCount)
        guard let memory = unsafe memory else {
            preconditionFailure("there is address space for the directory")
        }
        unsafe words = memory.assumingMemoryBound(to: UInt64.self)
    }

    deinit {
        if Self.isLarge(count) {
            _ = unsafe munmap(words, Self.byteCount(count))
        } else {
            unsafe free(words)
        }
    }

    /// The word of `index`.
    ///
    /// Setting is not mutating: a directory is a cache, and its owner is only read.
    ///
    /// - Precondition: `0 <= index < count`.
    @inlinable
    package subscript(index: Int) -> UInt64 {
        @inline(__always)
        get {
            precondition(index >= 0 && index < count, "the directory has the index")
            return unsafe words[index]
        }
        @inline(__always)
        nonmutating set {
            precondition(index >= 0 && index < count, "the directory has the index")
            unsafe words[index] = newValue
        }
    }

    /// Makes all words 0.
    package func removeAll() { unsafe words.update(repeating: 0, count: count) }

    /// Lends the words to a kernel that checks its own bounds.
    @inlinable @unsafe
    package borrowing func withWords<Result, Failure: Error>(
        _ body: (UnsafeMutablePointer<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(words)
    }
}

// MARK: Memory

extension MapDirectory {
    private static var largePageByteCount: Int { 1 << 21 }

    private static func isLarge(_ count: Int) -> Bool {
        count >= largePageByteCount / MemoryLayout<UInt64>.stride
    }

    /// What a directory takes: whole large pages, or at least one word, so that there is an address to
    /// free.
    private static func byteCount(_ count: Int) -> Int {
        let byteCount = MemoryLayout<UInt64>.stride * max(count, 1)
        guard isLarge(count) else { return byteCount }
        return (byteCount + largePageByteCount - 1) & ~(largePageByteCount - 1)
    }

    /// Memory that is all 0 and begins where a large page may begin.
    private static func largePages(_ byteCount: Int) -> UnsafeMutableRawPointer? {
        // The system gives an address of small pages. What is around the large ones goes back.
        let reserved = unsafe mmap(
            nil, byteCount + largePageByteCount, PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let reserved = unsafe reserved, unsafe reserved != MAP_FAILED else { return nil }
        let front = -Int(bitPattern: reserved) & (largePageByteCount - 1)
        let start = unsafe reserved + front
        if front > 0 { _ = unsafe munmap(reserved, front) }
        if front < largePageByteCount {
            _ = unsafe munmap(start + byteCount, largePageByteCount - front)
        }
        // A system without large pages refuses, and nothing is lost.
        _ = unsafe madvise(start, byteCount, MADV_HUGEPAGE)
        return unsafe start
    }
}
