internal import Diagnostics
internal import MedGraph

/// A ``ValueRule`` with its columns resolved: makes a whole column of a batch at once.
struct ValuePlan {
    private enum Text {
        case column(ColumnAccess)
        case template([Piece])
        case constant(PropertyValue)
    }

    private enum Piece {
        case literal([UInt8])
        case column(ColumnAccess)
    }

    private let text: Text
    private let converter: CellConverter
    private let prefix: [UInt8]
    private let missingWords: [[UInt8]]
    private let values: [(word: [UInt8], text: [UInt8])]?
    private let isPartial: Bool
    private let lookup: LookupTable?
    /// The columns it reads, in order; the first is the one that errors name.
    let columns: [ColumnAccess]

    init(
        _ rule: ValueRule, missingWords: [String], in scope: PlanScope
    ) throws(InputError) {
        converter = CellConverter(rule)
        prefix = Array(rule.prefix.utf8)
        self.missingWords = (rule.missingWords + missingWords).map { Array($0.utf8) }
        values = rule.values.map { table in
            table.sorted { $0.key < $1.key }.map { (Array($0.key.utf8), Array($0.value.utf8)) }
        }
        isPartial = rule.isPartial
        lookup = try rule.lookup.map { rule throws(InputError) in
            try scope.lookups.table(rule)
        }
        switch rule.text {
        case .constant(let value):
            text = .constant(value)
            columns = []
        case .column(let reference):
            let access = try scope.access(reference)
            text = .column(access)
            columns = [access]
        case .template(let template):
            var pieces: [Piece] = []
            var columns: [ColumnAccess] = []
            for piece in template.pieces {
                switch piece {
                case .literal(let literal): pieces.append(.literal(Array(literal.utf8)))
                case .column(let name):
                    let access = try scope.access(.init(name: name, place: rule.place))
                    pieces.append(.column(access))
                    columns.append(access)
                }
            }
            text = .template(pieces)
            self.columns = columns
        }
    }

    /// What went wrong with a value, by its place in the selection.
    struct Failure: Error {
        let index: Int
        let message: String
        let hint: String?
    }

    /// The values of the selected rows.
    ///
    /// - Throws: for the first text that is no value of the type.
    func column(
        _ block: RowBlock, _ selection: RowSelection
    ) throws(Failure) -> (cells: ColumnCells, isPresent: [Bool]?) {
        if case .constant(let value) = text {
            return (Self.constants(value, count: selection.count), nil)
        }
        var texts = texts(block, selection)
        cutPrefix(&texts)
        let isPresent = presence(texts)
        try translate(&texts, isPresent)
        try lookUp(&texts, isPresent)
        do throws(CellConverter.Failure) {
            return (try converter.column(texts, isPresent: isPresent), isPresent)
        } catch {
            let shown = texts.text(error.index)
            throw Failure(
                index: error.index,
                message: error.problem.message(text: shown, type: converter.type),
                hint: error.problem.hint(text: shown))
        }
    }

    // MARK: Steps

    private func texts(_ block: RowBlock, _ selection: RowSelection) -> CellTexts {
        switch text {
        case .column(let access):
            return CellTexts(bytes: block.bytes, cells: selection.cells(access, in: block))
        case .constant: return CellTexts(bytes: [], cells: [])
        case .template(let pieces):
            let columns: [[CellRange]] = pieces.map { piece in
                if case .column(let access) = piece {
                    selection.cells(access, in: block)
                } else {
                    []
                }
            }
            var texts = CellTexts(bytes: [], cells: [])
            for index in 0..<selection.count {
                let start = texts.bytes.count
                var isMissing = false
                for (piece, cells) in zip(pieces, columns) {
                    if case .literal(let literal) = piece {
                        texts.bytes += literal
                    } else {
                        isMissing = isMissing || isAbsent(block.bytes.span, cells[index])
                        texts.bytes += block.bytes[cells[index].range]
                    }
                }
                texts.cells.append(
                    isMissing ? CellRange(start, start) : CellRange(start, texts.bytes.count))
            }
            return texts
        }
    }

    private func cutPrefix(_ texts: inout CellTexts) {
        guard !prefix.isEmpty else { return }
        for index in texts.cells.indices
        where texts.bytes.span.begins(texts.cells[index], with: prefix) {
            texts.cells[index].start += UInt32(prefix.count)
        }
    }

    @inline(__always)
    private func isAbsent(_ bytes: Span<UInt8>, _ cell: CellRange) -> Bool {
        cell.isEmpty
            || !missingWords.isEmpty && missingWords.contains { bytes.equals(cell, $0) }
    }

    /// Which texts are values; nil if all are.
    private func presence(_ texts: CellTexts) -> [Bool]? {
        let bytes = texts.bytes.span
        let cells = texts.cells.span
        var index = 0
        while index < cells.count, !isAbsent(bytes, cells[index]) { index += 1 }
        guard index < cells.count else { return nil }
        return texts.cells.map { !isAbsent(bytes, $0) }
    }

    private func translate(_ texts: inout CellTexts, _ isPresent: [Bool]?) throws(Failure) {
        guard let values else { return }
        var result = CellTexts(bytes: [], cells: [])
        for (index, cell) in texts.cells.enumerated() {
            let start = result.bytes.count
            if isPresent?[index] != false {
                if let entry = values.first(where: { texts.bytes.span.equals(cell, $0.word) }) {
                    result.bytes += entry.text
                } else if isPartial {
                    result.bytes += texts.bytes[cell.range]
                } else {
                    let text = texts.text(index)
                    let words = values.map { String(decoding: $0.word, as: UTF8.self) }
                    throw Failure(
                        index: index,
                        message: CellProblem.untranslated.message(
                            text: text, type: converter.type),
                        hint: NearMiss.hint(for: text, among: words))
                }
            }
            result.cells.append(CellRange(start, result.bytes.count))
        }
        texts = result
    }

    private func lookUp(_ texts: inout CellTexts, _ isPresent: [Bool]?) throws(Failure) {
        guard let lookup else { return }
        var result = CellTexts(bytes: [], cells: [])
        for (index, cell) in texts.cells.enumerated() {
            let start = result.bytes.count
            if isPresent?[index] != false {
                let text = Array(texts.bytes[cell.range])
                switch lookup[text] {
                case .text(let found): result.bytes += found
                case .none: throw lookup.failure(texts.text(index), index, isAmbiguous: false)
                case .ambiguous: throw lookup.failure(texts.text(index), index, isAmbiguous: true)
                }
            }
            result.cells.append(CellRange(start, result.bytes.count))
        }
        texts = result
    }

    private static func constants(_ value: PropertyValue, count: Int) -> ColumnCells {
        switch value {
        case .boolean(let value): .booleans(Array(repeating: value, count: count))
        case .integer(let value): .integers(Array(repeating: value, count: count))
        case .float(let value): .floats(Array(repeating: value, count: count))
        case .string(let value):
            .strings(TextColumn(Array(repeating: value, count: count)))
        case .list: .values(Array(repeating: value, count: count))
        }
    }
}
