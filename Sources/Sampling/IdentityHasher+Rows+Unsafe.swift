internal import CSampling

extension IdentityHasher {
    /// Writes the identities of rows that have an integer each behind what was added so far.
    ///
    /// **Shape**: one identity for each integer, in their order, behind those that `identities` has.
    ///
    /// **Complexity**: eight rounds a row, beside what is added once for all; eight rows at a time.
    ///
    /// - Precondition: `identities` has room for them.
    package func identities(
        behind integers: Span<Int64>, into identities: inout OutputSpan<RowIdentity>
    ) {
        // All integers begin with the same header, and end the message alike.
        var begun = self
        begun.combineHeader(3, 0)
        begun.wordCount &+= 1
        let lastBlock = begun.lastBlock
        let state: InlineArray<4, UInt64> = [
            begun.state.v0, begun.state.v1, begun.state.v2, begun.state.v3,
        ]
        // An identity is two words, and there is room for as many as there are integers.
        unsafe identities.withUnsafeMutableBufferPointer { room, count in
            precondition(room.count - count >= integers.count, "there is room for the identities")
            guard let start = room.baseAddress else { return }
            unsafe integers.withUnsafeBufferPointer { integers in
                unsafe state.span.withUnsafeBufferPointer { state in
                    unsafe csampling_identities(
                        state.baseAddress, lastBlock, integers.baseAddress, integers.count,
                        UnsafeMutableRawPointer(start + count).assumingMemoryBound(
                            to: UInt64.self))
                }
            }
            count += integers.count
        }
    }
}
