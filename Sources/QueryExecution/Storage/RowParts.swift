/// The rows from 0 on, part by part: what is done with a part may take its time until somebody looks
/// at the clock again.
///
/// ```
/// 10 rows, 4 each   →   0..<4   4..<8   8..<10
/// ```
struct RowParts: Sequence, IteratorProtocol {
    private let count: Int
    private let partCount: Int
    private var start = 0

    init(of count: Int, each partCount: Int) {
        precondition(partCount > 0, "a part has rows")
        self.count = count
        self.partCount = partCount
    }

    mutating func next() -> Range<Int>? {
        guard start < count else { return nil }
        let end = Swift.min(start + partCount, count)
        defer { start = end }
        return start..<end
    }
}
