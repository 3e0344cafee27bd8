internal import Diagnostics

/// Reads the rows of a delimited table, some thousand at a time.
///
/// Rows end with LF, CR or CRLF. A cell that begins with the quote character goes on to its next
/// single quote character, over delimiters and line ends; a doubled one stands for one. Lines with
/// nothing in them are no rows. All rows have as many cells as the first.
final class TableReader {
    let file: InputFile
    /// The names of the columns: from the header, or as the mapping says.
    private(set) var columnNames: [String] = []
    /// The rows that ``next()`` read last.
    private(set) var block = RowBlock(columnCount: 0, bytes: [])

    let dialect: TableDialect
    private let input: TextBytes
    private let rowCountMax: Int
    /// Bytes of `block.bytes` that were read, and how many of them belong to rows already given.
    private var filledCount = 0
    private var position = 0
    private var isAtEnd = false
    /// The line on which the byte at `position` stands.
    private var line = 1
    /// Cells with doubled quotes, by their index in the block.
    private var doubledCells: [Int] = []

    /// A row that is longer is most likely a quote without its partner.
    static let rowByteCountMax = 1 << 26

    /// Opens the table and reads its header.
    ///
    /// - Throws: if the file cannot be read or has no header though it should.
    init(
        _ file: InputFile, dialect: TableDialect, chunkByteCount: Int = 1 << 20,
        rowCountMax: Int = 16_384
    ) throws(InputError) {
        self.file = file
        self.dialect = dialect
        self.rowCountMax = rowCountMax
        input = try TextBytes(file)
        let bytes = [UInt8](repeating: 0, count: max(chunkByteCount, 16))
        if let names = dialect.columnNames {
            columnNames = names
            block = RowBlock(columnCount: names.count, bytes: bytes)
        } else {
            try readHeader(bytes)
        }
    }

    var consumedByteCount: Int { input.consumedByteCount }

    /// Reads the next rows into ``block``; false when there are none left.
    ///
    /// - Throws: for a row with more or fewer cells than columns, or a quote without partner.
    func next() throws(InputError) -> Bool {
        block.cells.removeAll(keepingCapacity: true)
        block.lines.removeAll(keepingCapacity: true)
        block.columnCount = columnNames.count
        try scan(rowCountMax: rowCountMax, columnCount: block.columnCount)
        return block.rowCount > 0
    }

    /// Adds columns to the block behind those of the table: empty ones, then the parts of cells.
    ///
    /// - Throws: for a cell that does not have its pattern's form.
    func addColumns(_ splits: [ColumnSplit], absentCount: Int) throws(InputError) {
        guard !splits.isEmpty || absentCount > 0 else { return }
        let count =
            block.columnCount + absentCount + splits.reduce(0) { $0 + $1.pattern.columnCount }
        var cells: [CellRange] = []
        cells.reserveCapacity(block.rowCount * count)
        for row in 0..<block.rowCount {
            let own = row * block.columnCount
            cells += block.cells[own..<(own + block.columnCount)]
            cells += repeatElement(.empty, count: absentCount)
            for split in splits {
                let cell = block.cells[own + split.column]
                if cell.isEmpty {
                    cells += repeatElement(cell, count: split.pattern.columnCount)
                } else if let parts = split.pattern.parts(block.bytes.span, cell) {
                    cells += parts
                } else {
                    let text = String(decoding: block.bytes[cell.range], as: UTF8.self)
                    throw InputError(
                        "`\(text.prefix(40))` does not have the pattern's form",
                        at: place(ofByte: Int(cell.start), columnName: columnNames[split.column]),
                        hint: "`split` in the mapping says how the cells are written")
                }
            }
        }
        block.columnCount = count
        block.cells = cells
    }

    /// The place of a byte of the block.
    func place(ofByte byte: Int, columnName: String? = nil) -> FilePlace {
        input.place(ofByte: block.offset + byte, columnName: columnName)
    }

    private func readHeader(_ bytes: [UInt8]) throws(InputError) {
        block = RowBlock(columnCount: 0, bytes: bytes)
        try scan(rowCountMax: 1, columnCount: nil)
        guard block.rowCount == 1 else {
            throw InputError("the file has no header", at: .init(file: file.name, line: 1))
        }
        columnNames = block.cells.map { String(decoding: block.bytes[$0.range], as: UTF8.self) }
        let offset = block.offset
        var headed = RowBlock(columnCount: columnNames.count, bytes: [])
        swap(&headed.bytes, &block.bytes)
        headed.offset = offset
        block = headed
    }

    // MARK: Scanning

    private func scan(rowCountMax: Int, columnCount: Int?) throws(InputError) {
        while block.rowCount == 0 {
            if position == filledCount {
                if isAtEnd { return }
                try fill()
                if position == filledCount { return }
            }
            let scanner = RowScanner(
                dialect: dialect, columnCount: columnCount, rowCountMax: rowCountMax,
                isLast: isAtEnd)
            let result = scan(with: scanner)
            (position, line) = (result.position, result.line)
            joinDoubledQuotes()
            if let problem = result.problem { throw error(problem, columnCount) }
            // The rest is the beginning of a row: without more bytes nothing comes of it.
            if block.rowCount == 0, position < filledCount, !isAtEnd { try fill() }
        }
    }

    private func scan(with scanner: RowScanner) -> RowScanner.Result {
        // Spans do not overlap with changes, so the arrays are taken out for the length of this.
        let bytes = block.bytes
        var cells: [CellRange] = []
        var lines: [UInt32] = []
        swap(&cells, &block.cells)
        swap(&lines, &block.lines)
        defer {
            swap(&cells, &block.cells)
            swap(&lines, &block.lines)
        }
        return scanner.scan(
            bytes.span.extracting(0..<filledCount), from: position, line: line,
            cells: &cells, lines: &lines, doubledCells: &doubledCells)
    }

    /// Moves what is left to the front and reads on behind it.
    private func fill() throws(InputError) {
        if position > 0 {
            let left = Array(block.bytes[position..<filledCount])
            block.bytes.replaceSubrange(0..<left.count, with: left)
            block.offset += position
            (position, filledCount) = (0, left.count)
        }
        if block.bytes.count - filledCount < 16 {
            guard filledCount < Self.rowByteCountMax else {
                throw InputError(
                    "a row is longer than \(Self.rowByteCountMax >> 20) MiB",
                    at: place(ofByte: position), hint: "a quote may lack its partner")
            }
            block.bytes.append(contentsOf: repeatElement(0, count: block.bytes.count))
        }
        // The last line may lack its end: there is room left to give it one.
        let before = input.offset
        var room: [UInt8] = []
        swap(&room, &block.bytes)
        defer { swap(&room, &block.bytes) }
        let count = try input.read(into: &room, at: filledCount)
        if filledCount == 0, block.offset == 0 { block.offset = input.offset - count - before }
        filledCount += count
        guard count == 0 else { return }
        isAtEnd = true
        if filledCount > 0, room[filledCount - 1] != 0x0A, room[filledCount - 1] != 0x0D {
            room[filledCount] = 0x0A
            filledCount += 1
        }
    }

    /// Makes one quote of two in the cells that have any, and leaves the cell's room as long.
    private func joinDoubledQuotes() {
        guard let quote = dialect.quote else { return }
        for index in doubledCells {
            let range = block.cells[index].range
            var end = range.lowerBound
            var from = range.lowerBound
            while from < range.upperBound {
                let byte = block.bytes[from]
                block.bytes[end] = byte
                end += 1
                from += byte == quote ? 2 : 1
            }
            for rest in end..<range.upperBound { block.bytes[rest] = quote }
            block.cells[index] = CellRange(range.lowerBound, end)
        }
        doubledCells.removeAll(keepingCapacity: true)
    }

    private func error(_ problem: RowScanner.Problem, _ columnCount: Int?) -> InputError {
        switch problem {
        case .wrongCellCount(let count, let byte):
            let names = columnNames
            return InputError(
                "the row has \(count.counted("cell")), the table has "
                    + names.count.counted("column"),
                at: place(ofByte: byte, columnName: count < names.count ? names[count] : nil))
        case .unterminatedQuote(let byte):
            return InputError(
                "the quote that begins here has no end", at: place(ofByte: byte),
                hint: "if quotes mean nothing in this file, write `quote: none` in the mapping")
        case .textAfterQuote(let byte):
            return InputError(
                "there is text after the closing quote", at: place(ofByte: byte),
                hint: "a quote within a quoted cell is doubled; if quotes mean nothing in this "
                    + "file, write `quote: none` in the mapping")
        }
    }
}
