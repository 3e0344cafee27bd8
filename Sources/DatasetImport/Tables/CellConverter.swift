internal import MedGraph

/// Turns the texts of a column into values of the type that a mapping asks for.
///
/// The type is looked at once a column; the loops over cells know it.
struct CellConverter {
    let type: ValueType
    private let separator: [UInt8]
    private let trueWords: [[UInt8]]
    private let falseWords: [[UInt8]]

    init(_ rule: ValueRule) {
        type = rule.type
        separator = Array(rule.separator.utf8)
        trueWords = rule.trueWords.map { Array($0.utf8) }
        falseWords = rule.falseWords.map { Array($0.utf8) }
    }

    /// A cell that cannot be converted, by its place among the cells.
    struct Failure: Error {
        let index: Int
        let problem: CellProblem
    }

    /// The values of all cells. Cells that are not present are given a value without meaning.
    func column(
        _ texts: CellTexts, isPresent: [Bool]?
    ) throws(Failure) -> ColumnCells {
        let (bytes, cells) = (texts.bytes.span, texts.cells.span)
        switch type {
        case .scalar(.string): return .strings(Self.strings(bytes, cells))
        case .scalar(.integer):
            return .integers(
                try Self.values(bytes, cells, isPresent, missing: 0, NumberText.integer))
        case .scalar(.float):
            return .floats(
                try Self.values(bytes, cells, isPresent, missing: 0, NumberText.float))
        case .scalar(.proportion):
            return .floats(
                try Self.values(bytes, cells, isPresent, missing: 0, NumberText.proportion))
        case .scalar(.boolean):
            return .booleans(
                try Self.values(bytes, cells, isPresent, missing: false, boolean))
        case .list:
            return .values(
                try Self.values(bytes, cells, isPresent, missing: .list(.empty), list))
        }
    }

    /// The value of one text.
    func value(of text: Span<UInt8>) throws(CellProblem) -> PropertyValue {
        let cell = CellRange(0, text.count)
        switch type {
        case .scalar(.string): return .string(string(text, cell))
        case .scalar(.integer): return .integer(try NumberText.integer(text, cell))
        case .scalar(.float): return .float(try NumberText.float(text, cell))
        case .scalar(.boolean): return .boolean(try boolean(text, cell))
        case .scalar(.proportion): return .float(try NumberText.proportion(text, cell))
        case .list: return try list(text, cell)
        }
    }

    // MARK: Kernels

    static func strings(_ bytes: Span<UInt8>, _ cells: Span<CellRange>) -> TextColumn {
        var column = TextColumn()
        for index in cells.indices { column.append(bytes.extracting(cells[index].range)) }
        return column
    }

    /// The values of the cells that are there; others have `missing`.
    @inline(__always)
    private static func values<Value>(
        _ bytes: Span<UInt8>, _ cells: Span<CellRange>, _ isPresent: [Bool]?, missing: Value,
        _ read: (Span<UInt8>, CellRange) throws(CellProblem) -> Value
    ) throws(Failure) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(cells.count)
        for index in cells.indices {
            if let isPresent, !isPresent[index] {
                values.append(missing)
                continue
            }
            do throws(CellProblem) {
                values.append(try read(bytes, cells[index]))
            } catch {
                throw Failure(index: index, problem: error)
            }
        }
        return values
    }

    // MARK: Single values

    private func string(_ bytes: Span<UInt8>, _ cell: CellRange) -> String {
        String(decoding: cell.range.map { bytes[$0] }, as: UTF8.self)
    }

    private func boolean(_ bytes: Span<UInt8>, _ cell: CellRange) throws(CellProblem) -> Bool {
        if trueWords.contains(where: { bytes.equals(cell, $0) }) { return true }
        if falseWords.contains(where: { bytes.equals(cell, $0) }) { return false }
        throw .noBoolean
    }

    private func list(
        _ bytes: Span<UInt8>, _ cell: CellRange
    ) throws(CellProblem) -> PropertyValue {
        guard case .list(let element) = type, !cell.isEmpty else { return .list(.empty) }
        let parts = bytes.split(cell, at: separator)
        switch element {
        case .string: return .list(.strings(parts.map { string(bytes, $0) }))
        case .integer:
            var values: [Int64] = []
            for part in parts { values.append(try NumberText.integer(bytes, part)) }
            return .list(.integers(values))
        case .float:
            var values: [Double] = []
            for part in parts { values.append(try NumberText.float(bytes, part)) }
            return .list(.floats(values))
        case .proportion:
            var values: [Double] = []
            for part in parts { values.append(try NumberText.proportion(bytes, part)) }
            return .list(.floats(values))
        case .boolean:
            var values: [Bool] = []
            for part in parts { values.append(try boolean(bytes, part)) }
            return .list(.booleans(values))
        }
    }
}

extension Span<UInt8> {
    /// The parts of a cell between the places where `separator` stands.
    func split(_ cell: CellRange, at separator: [UInt8]) -> [CellRange] {
        var parts: [CellRange] = []
        var start = Int(cell.start)
        while let index = firstIndex(of: separator, in: start..<Int(cell.end)) {
            parts.append(CellRange(start, index))
            start = index + separator.count
        }
        parts.append(CellRange(start, Int(cell.end)))
        return parts
    }
}
