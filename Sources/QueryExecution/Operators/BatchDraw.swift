import QueryPlanning
import Sampling

/// Draws from the partitions of a batch, all of which begin and end there: no row waits, and only
/// those that are drawn are looked at again.
///
/// ```
/// d   s   w        identity   arrives
/// 1   4   0.5      …          0.7            first 1 of each partition: rows 1 and 2
/// 1   7   2        …          0.2  ◀
/// 2   4   0.5      …          1.1  ◀
/// ```
///
/// What each row needs is computed for the whole batch.
struct BatchDraw: ~Copyable {
    private let sample: PhysicalSample
    private let expressions: SampleExpressions
    private var stream = RandomStream(seed: 0)
    private var countMax = 0
    private var columns = SampleColumns()
    private var contents = ContentIdentities()
    /// The batch's number of the row that the first identity is of.
    private var start = 0
    /// Of the rows from the first partition on.
    private var identities: [RowIdentity] = []
    private var weights: [Double] = []
    private var waits: [Double] = []
    private var times: [Double] = []
    /// Whether the times tell which rows are drawn.
    private var areTimed = false
    /// The rows of the batch that were drawn.
    private var drawn: [Int] = []

    init(_ sample: PhysicalSample, _ expressions: SampleExpressions) {
        self.sample = sample
        self.expressions = expressions
    }

    /// Draws in a stream from now on, up to `countMax` rows of each partition.
    mutating func begin(_ stream: RandomStream, _ countMax: Int, _ run: borrowing Run) {
        self.stream = stream
        self.countMax = countMax
        contents.begin(run)
    }

    /// The run is over.
    mutating func rest() {
        columns.rest()
        contents.rest()
    }

    /// Whether the groups are the partitions, and rows are drawn by race.
    private var mayDraw: Bool {
        guard case .count = sample.method else { return false }
        return sample.partition != nil && sample.groups.count == 1
    }

    /// Computes what the rows of partitions are drawn by.
    ///
    /// - Parameter partitions: rows that lie one behind the other, of one node each.
    /// - Parameter nodes: the node of each row.
    /// - Returns: false where the rows have to be drawn otherwise.
    mutating func begin(
        _ batch: RowBatch, _ partitions: some RandomAccessCollection<Range<Int>>,
        _ nodes: BatchColumn, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard mayDraw, let first = partitions.first, let last = partitions.last else {
            return false
        }
        // Taken out, to be read while others are changed.
        var columns = SampleColumns()
        swap(&columns, &self.columns)
        defer {
            columns.clear()
            swap(&columns, &self.columns)
        }
        start = first.lowerBound
        guard
            try columns.fill(expressions, items: sample.items, kept: [], from: batch, &row, &run),
            columns.weight.takeNumbers(start..<last.upperBound, into: &weights)
        else { return false }
        identities.removeAll(keepingCapacity: true)
        for partition in partitions {
            try identify(partition, nodes[partition.lowerBound], columns.items, &run)
        }
        areTimed = fillTimes()
        return true
    }

    /// Adds the identities of the rows of a partition.
    private mutating func identify(
        _ rows: Range<Int>, _ node: Value, _ items: [BatchColumn], _ run: inout Run
    ) throws(ExecutionError) {
        var hasher = IdentityHasher()
        try node.hashIdentity(into: &hasher, &contents, &run)
        var first = 0
        // What all rows begin with is taken in once.
        while first < items.count, items[first].isSame(in: rows) {
            try items[first][rows.lowerBound].hashIdentity(into: &hasher, &contents, &run)
            first += 1
        }
        if first == items.count - 1, case .integers(let values) = items[first] {
            return identities.append(addingCapacity: rows.count) { identities in
                hasher.identities(behind: values.span.extracting(rows), into: &identities)
            }
        }
        for row in rows {
            var own = hasher
            for place in first..<items.count {
                try items[place][row].hashIdentity(into: &own, &contents, &run)
            }
            identities.append(own.identity())
        }
    }

    /// - Returns: whether the times tell which rows are drawn.
    private mutating func fillTimes() -> Bool {
        guard case .count(_, hasReplacement: false) = sample.method, !sample.isLogarithm else {
            return false
        }
        let missing = identities.count - times.count
        if missing > 0 {
            waits += repeatElement(0, count: missing)
            times += repeatElement(0, count: missing)
        }
        // Taken out or held once more, to be lent while others are changed.
        let (stream, identities, weights) = (stream, identities, weights)
        var (waits, times): ([Double], [Double]) = ([], [])
        swap(&waits, &self.waits)
        swap(&times, &self.times)
        defer {
            swap(&waits, &self.waits)
            swap(&times, &self.times)
        }
        var waitRoom = waits.mutableSpan
        var timeRoom = times.mutableSpan
        return stream.fillArrivals(
            of: identities.span, weights: weights.span, waits: &waitRoom, times: &timeRoom)
    }

    /// Draws from one partition after the other.
    ///
    /// - Parameter draw: draws where the times do not tell.
    /// - Returns: how many were drawn from. The next, if there is one, has to be drawn from
    ///   otherwise, because some of its rows may be equal or have no weight.
    mutating func draw(
        _ partitions: some RandomAccessCollection<Range<Int>>, _ draw: inout GroupDraw,
        _ run: inout Run
    ) throws(ExecutionError) -> Int {
        let (waits, times) = (waits, times)
        var count = 0
        for partition in partitions {
            let own = (partition.lowerBound - start)..<(partition.upperBound - start)
            let isDrawn =
                areTimed && own.count <= FirstArrivals.rowCountMax
                && FirstArrivals.append(
                    countMax, waits: waits.span.extracting(own), times: times.span.extracting(own),
                    firstRow: partition.lowerBound, to: &drawn)
            if !isDrawn {
                // What is wrong with a weight is found when what was drawn before is handed on.
                guard areWeights(own),
                    try draw.draw(Array(identities[own]), Array(weights[own]), &run)
                else { break }
                for row in draw.drawn { drawn.append(partition.lowerBound + row) }
            }
            count += 1
        }
        return count
    }

    private func areWeights(_ rows: Range<Int>) -> Bool {
        let isLogarithm = sample.isLogarithm
        return weights[rows].allSatisfy { $0 < .infinity && (isLogarithm || $0 >= 0) }
    }

    /// The rows that were drawn since this was asked last, with the columns of some slots.
    mutating func takeDrawn(from batch: RowBatch, _ slots: [Int]) -> RowBatch? {
        if drawn.isEmpty { return nil }
        defer { drawn.removeAll(keepingCapacity: true) }
        return batch.rows(at: drawn, of: slots)
    }
}

extension BatchColumn {
    /// Whether the column is certainly the same in some rows.
    fileprivate func isSame(in rows: Range<Int>) -> Bool {
        switch self {
        case .constant: true
        case .integers(let values): values.span.extracting(rows).areSame
        case .nodes(let nodes): nodes.span.extracting(rows).areSame
        case .ends, .relationships, .floats, .values: false
        }
    }
}

extension Span where Element: Equatable {
    /// Whether all elements are equal.
    fileprivate var areSame: Bool {
        var index = 1
        while index < count, self[index] == self[0] { index += 1 }
        return index >= count
    }
}
