/// The first rows of an order among those that came, equal ones as they came.
///
/// ```
/// ORDER BY x LIMIT 3       7            5 takes the place of 7, the last row that is kept;
///                         / \           9 is passed over, and so is another 7
///                        2   4
/// ```
///
/// A value that its operator changes as a whole: each of its fields on its own would be watched
/// for overlapping accesses at run time. Nobody else can have it, so nothing of it is ever copied.
struct TopRows: ~Copyable {
    private let order: KeyOrder
    /// The slots of which values are kept.
    private let kept: [Int]
    private(set) var countMax = 0
    /// Keys and values of the rows that are kept.
    private var rows: RowStore
    /// When each of them came.
    private var arrivals: [Int] = []
    private var arrivalCount = 0
    /// The rows that are kept, the last one at the root.
    private var heap: [SortEntry] = []
    private var held = HeldValues()
    /// How much was held when it was last counted from the beginning.
    private var heldCount = 0
    /// Whether it is as it was made, but for its room.
    private var isAtRest = true
    /// Room for the first prefixes of a batch.
    private var firstPrefixes: [UInt64] = []
    /// Room for a row: its keys, then what is kept of it.
    private var row: [Value] = []

    /// Of larger batches the heap leaves out most rows at once.
    private static let sortedCountMax = 64
    /// More room is not kept for the next run.
    private static let keptCountMax = 1024

    init(_ order: KeyOrder, kept: [Int]) {
        self.order = order
        self.kept = kept
        rows = RowStore(width: order.count + kept.count)
    }

    /// How many rows there are.
    var count: Int { heap.count }

    /// Starts anew, to keep at most `countMax` rows.
    mutating func begin(_ countMax: Int, _ run: inout Run) {
        end(&run)
        self.countMax = countMax
    }

    /// Lets go of all rows.
    mutating func end(_ run: inout Run) {
        held.end(&run)
        rest()
    }

    /// The run is over, and what it held with it.
    mutating func rest() {
        guard !isAtRest else { return }
        isAtRest = true
        rows.removeAll()
        row.removeAll(keepingCapacity: true)
        arrivals.removeAll(keepingCapacity: arrivals.capacity <= Self.keptCountMax)
        heap.removeAll(keepingCapacity: heap.capacity <= Self.keptCountMax)
        (arrivalCount, heldCount) = (0, 0)
        held = HeldValues()
    }

    /// The rows of a batch that may be among the first; those that are left out are certainly not.
    ///
    /// ```
    /// LIMIT 2, nothing yet        prefixes  5 1 7 1 3   →   rows 1 and 3, since two are below 3
    /// ```
    ///
    /// - Parameter prefixes: of each row the prefix of its first key, as if that were ascending.
    mutating func select(_ prefixes: [UInt64], into places: inout [Int]) {
        places.removeAll(keepingCapacity: true)
        var bound = UInt64.max
        if heap.count == countMax {
            bound = heap[0].prefix
        } else if heap.isEmpty, countMax < prefixes.count,
            prefixes.count <= Self.sortedCountMax
        {
            bound = lastOfFirst(prefixes)
        }
        for place in prefixes.indices where order.prefix(prefixes[place]) <= bound {
            places.append(place)
        }
    }

    /// The prefix that as many rows as are wanted begin with at most.
    ///
    /// **Complexity**: O(rows · countMax): both are few.
    private mutating func lastOfFirst(_ prefixes: [UInt64]) -> UInt64 {
        firstPrefixes.removeAll(keepingCapacity: true)
        firstPrefixes.append(contentsOf: repeatElement(.max, count: countMax))
        let order = order
        var sorted = firstPrefixes.mutableSpan
        for prefix in prefixes {
            let prefix = order.prefix(prefix)
            var place = sorted.count - 1
            guard prefix < sorted[place] else { continue }
            while place > 0, prefix < sorted[place - 1] {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = prefix
        }
        return sorted[sorted.count - 1]
    }

    /// Takes a row, unless enough rows come before it; as ``add(_:at:areScalars:_:)``.
    mutating func add(
        _ keys: [Value], _ row: Row, _ run: inout Run
    ) throws(ExecutionError) {
        var values: [Value] = []
        swap(&values, &self.row)
        defer { swap(&values, &self.row) }
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: keys)
        for slot in kept { values.append(row[slot]) }
        try add(values, at: 0, areScalars: false, &run)
    }

    /// Takes a row, unless enough rows come before it.
    ///
    /// **Complexity**: O(log count).
    ///
    /// **Throws** `LimitExceeded` when the run holds too much, `Timeout` and `Cancelled`.
    ///
    /// - Parameter values: from `place` on the keys of the row, then what is kept of it.
    /// - Parameter areScalars: whether that is already known of all of these values.
    /// - Precondition: `countMax` is not 0.
    mutating func add(
        _ values: [Value], at place: Int, areScalars: Bool, _ run: inout Run
    ) throws(ExecutionError) {
        isAtRest = false
        let prefix = order.prefix(values[place])
        if heap.count < countMax {
            try hold(values, place, areScalars, &run)
            rows.append(values, at: place)
            arrivals.append(arrivalCount)
            heap.append(SortEntry(prefix: prefix, index: heap.count))
            siftUp()
        } else {
            let last = heap[0]
            guard
                prefix < last.prefix
                    || prefix == last.prefix
                        && order.compare(values, at: place, rows, last.index) < 0
            else { return }
            try replace(last.index, values, place, &run)
            arrivals[last.index] = arrivalCount
            heap[0] = SortEntry(prefix: prefix, index: last.index)
            siftDown()
        }
        arrivalCount += 1
    }

    /// How many values a row has: its keys, then what is kept of it.
    private var width: Int { order.count + kept.count }

    private mutating func hold(
        _ values: [Value], _ place: Int, _ areScalars: Bool, _ run: inout Run
    ) throws(ExecutionError) {
        let row = values[place..<(place + width)]
        if areScalars || row.allSatisfy(\.isScalar) {
            try held.add(scalars: width, &run)
        } else {
            try held.add(row, &run)
        }
    }

    private mutating func replace(
        _ index: Int, _ values: [Value], _ place: Int, _ run: inout Run
    ) throws(ExecutionError) {
        // Scalars count alike. What was replaced counts until it is too much to ignore.
        for column in 0..<width {
            let value = values[place + column]
            if !value.isScalar { try held.add(value, &run) }
            rows[index, column] = value
        }
        guard held.count > 2 * heldCount + 4096 else { return }
        held.end(&run)
        for index in 0..<rows.count {
            for column in 0..<width { try held.add(rows[index, column], &run) }
        }
        heldCount = held.count
    }
}

// MARK: Giving out

extension TopRows {
    /// Puts the rows into their order. Nothing is added behind.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    mutating func sort(_ control: RunControl) throws(ExecutionError) {
        guard heap.count > 1 else { return }
        var entries: [SortEntry] = []
        swap(&entries, &heap)
        let (order, rows, arrivals) = (order, rows, arrivals)
        try StableSort.sort(&entries, control) { left, right in
            let result = order.compare(rows, left, right)
            return result == 0 ? arrivals[left] < arrivals[right] : result < 0
        }
        swap(&entries, &heap)
    }

    /// Copies what is kept of a row, by its place in the order, into the slots it came from.
    func read(_ place: Int, into row: inout Row) {
        rows.read(heap[place].index, from: order.count, into: kept, of: &row)
    }
}

// MARK: The heap

extension TopRows {
    private func isBehind(_ left: SortEntry, _ right: SortEntry) -> Bool {
        if left.prefix != right.prefix { return left.prefix > right.prefix }
        let result = order.compare(rows, left.index, right.index)
        return result == 0 ? arrivals[left.index] > arrivals[right.index] : result > 0
    }

    private mutating func siftUp() {
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard isBehind(heap[place], heap[parent]) else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func siftDown() {
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < heap.count else { return }
            if child + 1 < heap.count, isBehind(heap[child + 1], heap[child]) { child += 1 }
            guard isBehind(heap[child], heap[place]) else { return }
            heap.swapAt(place, child)
            place = child
        }
    }
}
