/// Finds the cells of rows in bytes.
struct RowScanner {
    let dialect: TableDialect
    /// Nil while the first row is read.
    let columnCount: Int?
    let rowCountMax: Int
    /// Whether the bytes end where the file ends. They end with a line end then.
    let isLast: Bool

    /// How far the scan came: to the beginning of a row that is not yet there.
    struct Result {
        var position: Int
        var line: Int
        var problem: Problem?
    }

    /// What is wrong with a row, and the byte at which it is.
    enum Problem {
        case wrongCellCount(Int, at: Int)
        case unterminatedQuote(at: Int)
        case textAfterQuote(at: Int)
    }

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// Appends the cells of whole rows until there are enough of them or the bytes end.
    func scan(
        _ bytes: Span<UInt8>, from start: Int, line startLine: Int, cells: inout [CellRange],
        lines: inout [UInt32], doubledCells: inout [Int]
    ) -> Result {
        let delimiter = dialect.delimiter
        let quote = dialect.quote
        // All bytes that end a cell are at most this, and most bytes of cells are more.
        let lastSpecial = max(delimiter, Self.carriageReturn)
        let end = bytes.count
        var result = Result(position: start, line: startLine)
        var index = start

        while lines.count < rowCountMax, index < end {
            let rowStart = index
            let rowCellStart = cells.count
            var line = result.line

            if bytes[index] == Self.lineFeed || bytes[index] == Self.carriageReturn {
                guard let next = afterLineEnd(bytes, index) else { break }
                (index, result.line, result.position) = (next, line + 1, next)
                continue
            }
            if !dialect.commentPrefix.isEmpty, isComment(bytes, at: index) {
                guard let next = afterLine(bytes, index) else { break }
                (index, result.line, result.position) = (next, line + 1, next)
                continue
            }
            if !dialect.commentPrefix.isEmpty, !isLast, end - index < dialect.commentPrefix.count {
                break
            }

            var isComplete = false
            cells: while index < end {
                if bytes[index] == quote {
                    let opening = index
                    var isDoubled = false
                    index += 1
                    while true {
                        guard index < end else {
                            if isLast { result.problem = .unterminatedQuote(at: opening) }
                            break cells
                        }
                        let byte = bytes[index]
                        if byte == quote {
                            guard index + 1 < end else { break cells }
                            if bytes[index + 1] != quote { break }
                            isDoubled = true
                            index += 2
                            continue
                        }
                        if byte == Self.lineFeed {
                            line += 1
                        } else if byte == Self.carriageReturn {
                            // At the end of the bytes the row is not complete: it is read again.
                            if index + 1 < end, bytes[index + 1] != Self.lineFeed { line += 1 }
                        }
                        index += 1
                    }
                    if isDoubled { doubledCells.append(cells.count) }
                    cells.append(CellRange(opening + 1, index))
                    index += 1
                } else {
                    let cellStart = index
                    while index < end {
                        let byte = bytes[index]
                        if byte <= lastSpecial,
                            byte == delimiter || byte == Self.lineFeed
                                || byte == Self.carriageReturn
                        {
                            break
                        }
                        index &+= 1
                    }
                    guard index < end else { break }
                    cells.append(CellRange(cellStart, index))
                }
                let byte = bytes[index]
                if byte == delimiter {
                    index += 1
                } else if byte == Self.lineFeed || byte == Self.carriageReturn {
                    guard let next = afterLineEnd(bytes, index) else { break }
                    let count = cells.count - rowCellStart
                    if let columnCount, count != columnCount {
                        let at =
                            count < columnCount
                            ? index : Int(cells[rowCellStart + columnCount].start)
                        result.problem = .wrongCellCount(count, at: at)
                        break
                    }
                    index = next
                    isComplete = true
                    break
                } else {
                    result.problem = .textAfterQuote(at: index)
                    break
                }
            }

            guard isComplete else {
                cells.removeLast(cells.count - rowCellStart)
                while let last = doubledCells.last, last >= rowCellStart {
                    doubledCells.removeLast()
                }
                result.position = rowStart
                return result
            }
            lines.append(UInt32(truncatingIfNeeded: result.line))
            (result.position, result.line) = (index, line + 1)
        }
        return result
    }

    /// The byte after a line end; nil if a CR is the last byte and an LF may follow.
    @inline(__always)
    private func afterLineEnd(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        guard bytes[index] == Self.carriageReturn else { return index + 1 }
        guard index + 1 < bytes.count else { return isLast ? index + 1 : nil }
        return bytes[index + 1] == Self.lineFeed ? index + 2 : index + 1
    }

    private func isComment(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        bytes.begins(CellRange(index, bytes.count), with: dialect.commentPrefix)
    }

    /// The byte after the line that holds `start`; nil if its end is not there.
    private func afterLine(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == Self.lineFeed || bytes[index] == Self.carriageReturn {
                return afterLineEnd(bytes, index)
            }
            index += 1
        }
        return nil
    }
}
