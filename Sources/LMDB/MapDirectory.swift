/// One word for each of many dense ids, all 0 at first: where a snapshot keeps what it found out
/// about records, such as their addresses in the map.
///
/// Untouched parts take no memory, so a directory of a large graph costs nothing until it is used: see
/// ``ZeroedMemory``.
///
/// **Lifetime**: the words themselves live as long as the directory. An address kept in one is
/// good only for the transaction that gave it.
@safe @usableFromInline
package struct MapDirectory: ~Copyable {
    @usableFromInline
    package let count: Int

    @usableFromInline
    let words: UnsafeMutablePointer<UInt64>

    private let memory: ZeroedMemory

    /// A directory of `count` words.
    ///
    /// - Precondition: the machine has the address space for 8 × `count` bytes.
    package init(count: Int) {
        self.count = count
        memory = ZeroedMemory(byteCount: MemoryLayout<UInt64>.stride * count)
        unsafe words = memory.start.assumingMemoryBound(to: UInt64.self)
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
