internal import Glibc

/// Memory that is all 0 at first.
///
/// Untouched parts take no memory, so much of it costs nothing until it is used. Where the system has large
/// pages, memory of that length lies on them: who reads it at random needs fewer translations of
/// addresses.
///
/// **Lifetime**: its address is good as long as the value itself.
@safe package struct ZeroedMemory: ~Copyable {
    package let byteCount: Int
    @unsafe package let start: UnsafeMutableRawPointer

    /// - Precondition: the machine has the address space for `byteCount` bytes.
    package init(byteCount: Int) {
        self.byteCount = byteCount
        let memory =
            unsafe Self.isLarge(byteCount)
            ? Self.largePages(Self.rounded(byteCount)) : calloc(1, max(byteCount, 8))
        guard let memory = unsafe memory else {
            preconditionFailure("there is address space for the memory")
        }
        unsafe start = memory
    }

    deinit {
        if Self.isLarge(byteCount) {
            _ = unsafe munmap(start, Self.rounded(byteCount))
        } else {
            unsafe free(start)
        }
    }
}

// MARK: Large pages

extension ZeroedMemory {
    private static var largePageByteCount: Int { 1 << 21 }

    private static func isLarge(_ byteCount: Int) -> Bool { byteCount >= largePageByteCount }

    /// Whole large pages.
    private static func rounded(_ byteCount: Int) -> Int {
        (byteCount + largePageByteCount - 1) & ~(largePageByteCount - 1)
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
