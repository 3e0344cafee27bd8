/// Times of one kind of work.
struct Timing {
    private(set) var nanoseconds: [Double] = []

    /// Runs `body` and keeps how long it took.
    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        add(start.duration(to: clock.now).nanoseconds)
        return result
    }

    mutating func add(_ nanoseconds: Double) { self.nanoseconds.append(nanoseconds) }

    /// The middle time; 0 when there is none.
    var median: Double {
        guard !nanoseconds.isEmpty else { return 0 }
        let sorted = nanoseconds.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

extension Duration {
    var nanoseconds: Double {
        Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
    }
}

extension Double {
    /// Nanoseconds as a person reads them.
    var shown: String {
        switch self {
        case ..<1e3: "\(rounded(to: 1)) ns"
        case ..<1e6: "\((self / 1e3).rounded(to: 2)) µs"
        case ..<1e9: "\((self / 1e6).rounded(to: 3)) ms"
        default: "\((self / 1e9).rounded(to: 2)) s"
        }
    }

    func rounded(to digits: Int) -> Double {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}

/// A table in Markdown, its columns as wide as they need to be.
struct Table {
    let columns: [String]
    private var rows: [[String]] = []

    init(_ columns: [String]) { self.columns = columns }

    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "one cell for each column")
        rows.append(cells)
    }

    func show() {
        let widths = columns.indices.map { column in
            ([columns] + rows).map { $0[column].count }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        print(line(columns))
        print(
            "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|")
        for row in rows { print(line(row)) }
    }
}
