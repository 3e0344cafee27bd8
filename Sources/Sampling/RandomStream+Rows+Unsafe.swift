internal import CSampling

extension RandomStream {
    /// Writes 1 − U for each row, U being its uniform number; eight rows at a time.
    ///
    /// - Precondition: there are as many numbers as identities.
    @inline(__always)
    func fillComplements(
        of identities: Span<RowIdentity>, into numbers: inout MutableSpan<Double>
    ) {
        fill(identities, &numbers) { unsafe csampling_complements($0, $1, $2, $3) }
    }

    /// Writes −ln U for each row; as ``fillComplements(of:into:)``.
    @inline(__always)
    func fillWaits(of identities: Span<RowIdentity>, into numbers: inout MutableSpan<Double>) {
        fill(identities, &numbers) { unsafe csampling_waits($0, $1, $2, $3) }
    }

    @inline(__always)
    private func fill(
        _ identities: Span<RowIdentity>, _ numbers: inout MutableSpan<Double>,
        _ kernel: (
            UnsafePointer<UInt64>, UnsafePointer<UInt64>, Int, UnsafeMutablePointer<Double>
        ) -> Void
    ) {
        let count = identities.count
        guard count > 0, numbers.count >= count else { return }
        let key: InlineArray<2, UInt64> = [UInt64(bitPattern: seed), UInt64(stage) &<< 32]
        // An identity is two words, and there are as many numbers as identities.
        unsafe numbers.withUnsafeMutableBufferPointer { numbers in
            unsafe identities.withUnsafeBufferPointer { identities in
                unsafe key.span.withUnsafeBufferPointer { key in
                    unsafe kernel(
                        key.baseAddress!,
                        UnsafeRawPointer(identities.baseAddress!).assumingMemoryBound(
                            to: UInt64.self), count, numbers.baseAddress!)
                }
            }
        }
    }
}
