public import CLMDB

/// A line of memory: what the processor fetches at once.
@usableFromInline
package enum MemoryLine {
    @inlinable
    package static var byteCount: UInt { 64 }

    /// Asks the processor to bring a line near, because it is read soon.
    ///
    /// A walk over records of a large graph waits for memory most of the time; what is asked for
    /// some records ahead arrives while others are worked on. It reads nothing, so any address does
    /// no harm.
    @inlinable @inline(__always)
    package static func prefetch(at address: UInt) {
        unsafe medgraph_prefetch(UnsafeRawPointer(bitPattern: address))
    }
}
