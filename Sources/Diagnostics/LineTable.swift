/// Where the lines of a ``SourceText`` begin, to turn offsets into lines and columns.
///
/// Lines end with `\n`, `\r\n` or `\r`.
package struct LineTable: Sendable {
    private let source: SourceText
    private let lineStarts: [Int]

    init(_ source: SourceText) {
        self.source = source
        var starts = [0]
        let bytes = source.bytes
        for index in bytes.indices {
            let isReturn = bytes[index] == UInt8(ascii: "\r")
            let isFeed = bytes[index] == UInt8(ascii: "\n")
            let isPaired = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
            if isFeed || (isReturn && !isPaired) { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    package var lineCount: Int { lineStarts.count }

    /// The line and the column a person would name for `offset`.
    package func position(of offset: Int) -> SourcePosition {
        let line = lineIndex(of: offset)
        let head = String(decoding: source.bytes[lineStarts[line]..<offset], as: UTF8.self)
        return SourcePosition(line: line + 1, column: head.count + 1)
    }

    /// The index of the line that holds `offset`. **Complexity** Logarithmic in the lines.
    func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The bytes of a line, its line break left out.
    func lineSpan(_ line: Int) -> SourceSpan {
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : source.bytes.count
        while end > start, isLineBreak(source.bytes[end - 1]) { end -= 1 }
        return SourceSpan(start: start, end: end)
    }

    private func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
