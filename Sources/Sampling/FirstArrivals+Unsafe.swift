internal import CSampling

/// Finds the few rows of a ``Race`` that arrive first, where their times tell.
///
/// ```
/// time    0.7  0.2  ∞  0.5         2 rows: 1, then 3
/// ```
///
/// A ``RaceHeap`` knows besides which of two rows comes first that arrive at the same time, and takes
/// any number of rows.
package enum FirstArrivals {
    /// Among how many rows they are found.
    package static var rowCountMax: Int { Int(CSAMPLING_ARRIVAL_COUNT_MAX) }

    /// Appends the rows that arrive first, in the order of their times.
    ///
    /// **Complexity**: O(rows²), eight at a time and without a branch: for 20 rows a third of what a
    /// heap takes, of which no processor foretells the branches.
    ///
    /// - Precondition: up to ``rowCountMax`` rows, with a wait and a time each. No time is NaN.
    /// - Parameters:
    ///   - limit: how many rows are wanted.
    ///   - waits: when each row would arrive with a weight of 1.
    ///   - times: when it arrives; ∞ for never.
    ///   - firstRow: the number of the first row.
    /// - Returns: false, with nothing appended, where rows may be equal or arrive together.
    package static func append(
        _ limit: Int, waits: Span<Double>, times: Span<Double>, firstRow: Int,
        to drawn: inout [Int]
    ) -> Bool {
        let count = times.count
        precondition(
            count <= rowCountMax && waits.count == count, "a few rows, with a wait and a time each")
        guard count > 0 else { return true }
        var rows = InlineArray<64, UInt8>(repeating: 0)
        var room = rows.mutableSpan
        // There are as many waits as times, and room for all rows.
        let found = unsafe room.withUnsafeMutableBufferPointer { rows in
            unsafe waits.withUnsafeBufferPointer { waits in
                unsafe times.withUnsafeBufferPointer { times in
                    unsafe csampling_first_arrivals(
                        waits.baseAddress!, times.baseAddress!, count, limit, rows.baseAddress!)
                }
            }
        }
        for place in 0..<max(0, found) { drawn.append(firstRow + Int(rows[place])) }
        return found >= 0
    }

    /// Appends the rows that a race draws by weight, without replacement, as far as times tell.
    ///
    /// - Precondition: up to ``rowCountMax`` rows, with an identity and a weight each.
    /// - Returns: false, with nothing appended, where rows may be equal or arrive together, or some
    ///   weight is unusual: see ``RandomStream/fillArrivals(of:weights:waits:times:)``.
    package static func append(
        _ limit: Int, of identities: Span<RowIdentity>, weights: Span<Double>,
        in stream: RandomStream, to drawn: inout [Int]
    ) -> Bool {
        let rows = 0..<identities.count
        var waits = InlineArray<64, Double>(repeating: 0)
        var times = InlineArray<64, Double>(repeating: 0)
        var waitRoom = waits.mutableSpan
        var timeRoom = times.mutableSpan
        var ownWaits = waitRoom.extracting(rows)
        var ownTimes = timeRoom.extracting(rows)
        return stream.fillArrivals(
            of: identities, weights: weights, waits: &ownWaits, times: &ownTimes)
            && append(limit, waits: ownWaits.span, times: ownTimes.span, firstRow: 0, to: &drawn)
    }
}
