import LMDB

/// One integer for each node, or for each place of a list of nodes; all 0 at first.
///
/// Untouched parts take no memory: a search that meets few nodes of a large graph pays for those only.
///
/// **Memory**: as many integers as it has room for, of address space.
@usableFromInline
package struct NodeNumbers<Number: FixedWidthInteger & Sendable>: ~Copyable {
    @usableFromInline
    package let count: Int
    private let memory: ZeroedMemory
    // The address of the memory, for who may not see the module that it is of. A number is no pointer: it
    // becomes one where it is lent.
    @usableFromInline
    let address: UInt

    /// - Precondition: the machine has the address space for `count` numbers.
    package init(count: Int) {
        self.count = count
        memory = ZeroedMemory(byteCount: MemoryLayout<Number>.stride * count)
        address = unsafe UInt(bitPattern: memory.start)
    }

    /// The number at `index`.
    ///
    /// - Precondition: `0 <= index < count`.
    @inlinable
    package subscript(index: Int) -> Number {
        @inline(__always)
        get {
            precondition(index >= 0 && index < count, "there is a number for the index")
            // The memory is not null, and it is as long as `count` numbers.
            return unsafe UnsafePointer<Number>(bitPattern: address)![index]
        }
        @inline(__always)
        nonmutating set {
            precondition(index >= 0 && index < count, "there is a number for the index")
            // As above.
            unsafe UnsafeMutablePointer<Number>(bitPattern: address)![index] = newValue
        }
    }

    /// Lends the numbers to a loop that checks its own bounds.
    @inlinable @inline(__always) @unsafe
    package borrowing func withNumbers<Result, Failure: Error>(
        _ body: (UnsafeMutablePointer<Number>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The memory is not null.
        try unsafe body(UnsafeMutablePointer<Number>(bitPattern: address)!)
    }
}
