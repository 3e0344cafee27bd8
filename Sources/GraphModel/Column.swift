/// One property of a batch of rows, by column.
public struct PropertyColumn: Sendable {
    /// The property key.
    public let key: String
    public let cells: ColumnCells
    /// Whether each row has a value at all; nil when all have. The cells of rows without a value
    /// are there, and mean nothing.
    public let isPresent: [Bool]?

    /// - Precondition: `isPresent` is as long as `cells`.
    public init(key: String, cells: ColumnCells, isPresent: [Bool]? = nil) {
        precondition(isPresent.map { $0.count == cells.count } ?? true, "one flag for each cell")
        self.key = key
        self.cells = cells
        self.isPresent = isPresent
    }
}

/// The cells of a column, all of one type where that is known beforehand.
public enum ColumnCells: Sendable {
    case booleans([Bool])
    case integers([Int64])
    case floats([Double])
    case strings(TextColumn)
    /// Lists, or values of different types.
    case values([PropertyValue])

    public var count: Int {
        switch self {
        case .booleans(let cells): cells.count
        case .integers(let cells): cells.count
        case .floats(let cells): cells.count
        case .strings(let cells): cells.count
        case .values(let cells): cells.count
        }
    }
}

/// Strings laid end to end: one allocation for a whole column.
public struct TextColumn: Sendable {
    /// The UTF-8 of all cells, one after the other.
    public private(set) var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`; it begins where the one before it ends.
    public private(set) var ends: [Int] = []

    public init() {}

    public init(_ strings: [String]) {
        for string in strings { append(string) }
    }

    public var count: Int { ends.count }

    /// Adds a cell.
    ///
    /// - Precondition: `cell` is valid UTF-8. The loader does not look again.
    public mutating func append(_ cell: Span<UInt8>) {
        for index in cell.indices { bytes.append(cell[index]) }
        ends.append(bytes.count)
    }

    public mutating func append(_ cell: String) {
        bytes.append(contentsOf: cell.utf8)
        ends.append(bytes.count)
    }

    /// The range of `bytes` that a cell takes.
    ///
    /// - Precondition: `0 <= row < count`.
    public func range(_ row: Int) -> Range<Int> {
        (row == 0 ? 0 : ends[row - 1])..<ends[row]
    }

    public subscript(row: Int) -> String {
        String(decoding: bytes[range(row)], as: UTF8.self)
    }

    public mutating func removeAll(keepingCapacity: Bool) {
        bytes.removeAll(keepingCapacity: keepingCapacity)
        ends.removeAll(keepingCapacity: keepingCapacity)
    }
}
