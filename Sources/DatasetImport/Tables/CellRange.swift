/// Where the text of one cell lies in a buffer.
struct CellRange: Equatable {
    var start: UInt32
    var end: UInt32

    @inline(__always)
    init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    static var empty: CellRange { CellRange(0, 0) }

    var range: Range<Int> { Int(start)..<Int(end) }
    var count: Int { Int(end) - Int(start) }

    @inline(__always)
    var isEmpty: Bool { start == end }
}

/// Cells of one column, one a selected row, with the buffer that their ranges are of.
struct CellTexts {
    var bytes: [UInt8]
    var cells: [CellRange]

    /// The text of a cell, for messages and names.
    func text(_ index: Int) -> String {
        String(decoding: bytes[cells[index].range], as: UTF8.self)
    }
}

extension Span<UInt8> {
    /// Whether the bytes of a cell are `word`.
    @inline(__always)
    func equals(_ cell: CellRange, _ word: [UInt8]) -> Bool {
        guard cell.count == word.count else { return false }
        var index = Int(cell.start)
        for byte in word {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }

    /// Whether the bytes of a cell begin with `prefix`.
    func begins(_ cell: CellRange, with prefix: [UInt8]) -> Bool {
        cell.count >= prefix.count
            && equals(CellRange(Int(cell.start), Int(cell.start) + prefix.count), prefix)
    }

    /// The first place in a range at which `word` stands.
    func firstIndex(of word: [UInt8], in range: Range<Int>) -> Int? {
        guard let first = word.first, range.count >= word.count else { return nil }
        var index = range.lowerBound
        let last = range.upperBound - word.count
        while index <= last {
            if self[index] == first, equals(CellRange(index, index + word.count), word) {
                return index
            }
            index += 1
        }
        return nil
    }

    /// The last place in a range at which `word` stands.
    func lastIndex(of word: [UInt8], in range: Range<Int>) -> Int? {
        guard let first = word.first, range.count >= word.count else { return nil }
        var index = range.upperBound - word.count
        while index >= range.lowerBound {
            if self[index] == first, equals(CellRange(index, index + word.count), word) {
                return index
            }
            index -= 1
        }
        return nil
    }
}
