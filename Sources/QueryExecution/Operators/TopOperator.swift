import QueryPlanning

/// Gives the first rows of an order, equal ones as they came.
///
/// ```
/// ORDER BY x LIMIT 3       7            5 takes the place of 7, the last row that is kept;
///                         / \           9 is passed over, and so is another 7
///                        2   4
/// ```
///
/// **Complexity**: O(rows · log count), and no more rows in memory than are wanted.
final class TopOperator: PipelineOperator {
    private let order: [PhysicalOrder]
    private let keyValues: [Evaluation]
    /// The slots that are read behind the step: only those wait.
    private let kept: [Int]
    private let limit: PlanExpression
    private let skip: PlanExpression?
    private var countMax = 0
    /// Keys and values of the rows that are kept.
    private var rows: RowStore
    /// When each of them came.
    private var arrivals: [Int] = []
    private var arrivalCount = 0
    /// The rows that are kept, the last one at the root.
    private var heap: [SortEntry] = []
    private var keys: [Value] = []
    private var held = HeldValues()
    /// How much was held when it was last counted from the beginning.
    private var heldCount = 0

    /// - Parameter keys: the expressions of `order`.
    /// - Parameter skip: how many of the rows are passed over behind.
    init(
        _ order: [PhysicalOrder], _ keys: [Evaluation], limit: PlanExpression,
        skip: PlanExpression?, kept: [Int], into next: Operator
    ) {
        self.order = order
        keyValues = keys
        self.kept = kept
        rows = RowStore(width: order.count + kept.count)
        self.limit = limit
        self.skip = skip
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        clear()
        let skipped = try skip.map { e throws(ExecutionError) in try run.rowCount(e, row) } ?? 0
        let (sum, isHuge) = try run.rowCount(limit, row).addingReportingOverflow(skipped)
        countMax = isHuge ? .max : sum
        try next.begin(row, &run)
    }

    private func clear() {
        rows.removeAll()
        arrivals.removeAll(keepingCapacity: arrivals.capacity <= Self.keptCountMax)
        heap.removeAll(keepingCapacity: heap.capacity <= Self.keptCountMax)
        (arrivalCount, heldCount) = (0, 0)
    }

    /// More room is not kept for the next run.
    private static let keptCountMax = 1024

    override func rest() {
        clear()
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        guard countMax > 0 else { return true }
        keys.removeAll(keepingCapacity: true)
        for key in keyValues { keys.append(try key.value(&row, &run)) }
        let prefix = order.prefix(keys[0])
        if heap.count < countMax {
            if row.areScalars(kept), keys.allSatisfy(\.isScalar) {
                try held.add(scalars: kept.count + keys.count, &run)
            } else {
                try held.add(keys, &run)
                try held.add(kept, of: row, &run)
            }
            rows.append(contentsOf: keys)
            rows.append(kept, of: row)
            rows.endRow()
            arrivals.append(arrivalCount)
            heap.append(SortEntry(prefix: prefix, index: heap.count))
            siftUp()
        } else {
            let last = heap[0]
            guard
                prefix < last.prefix
                    || prefix == last.prefix && order.compare(keys, rows, last.index) < 0
            else { return true }
            try replace(last.index, row, &run)
            arrivals[last.index] = arrivalCount
            heap[0] = SortEntry(prefix: prefix, index: last.index)
            siftDown()
        }
        arrivalCount += 1
        return true
    }

    private func replace(
        _ index: Int, _ row: Row, _ run: inout Run
    ) throws(ExecutionError) {
        for (column, value) in keys.enumerated() { rows[index, column] = value }
        for (column, slot) in kept.enumerated() { rows[index, keys.count + column] = row[slot] }
        // Scalars count alike. What was replaced counts until it is too much to ignore.
        try held.add(keys.lazy.filter { !$0.isScalar }, &run)
        for slot in kept where !row[slot].isScalar { try held.add(row[slot], &run) }
        guard held.count > 2 * heldCount + 4096 else { return }
        held.end(&run)
        for index in 0..<rows.count {
            for column in 0..<(keys.count + kept.count) { try held.add(rows[index, column], &run) }
        }
        heldCount = held.count
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        // Taken out, so that what is changed meanwhile cannot copy them.
        var entries: [SortEntry] = []
        swap(&entries, &heap)
        var rows = RowStore(width: 0)
        swap(&rows, &self.rows)
        if entries.count > 1 {
            let (order, sorted, times) = (order, rows, arrivals)
            try StableSort.sort(&entries, run.control) { left, right in
                let result = order.compare(sorted, left, right)
                return result == 0 ? times[left] < times[right] : result < 0
            }
        }
        var row = Row(repeating: .null, count: run.prepared.plan.slotCount)
        for entry in entries {
            try run.step()
            rows.read(entry.index, from: order.count, into: kept, of: &row)
            guard try next.push(&row, &run) else { break }
        }
        swap(&entries, &heap)
        swap(&rows, &self.rows)
        clear()
        held.end(&run)
        try next.finish(&run)
    }
}

// MARK: The heap

extension TopOperator {
    private func isBehind(_ left: SortEntry, _ right: SortEntry) -> Bool {
        if left.prefix != right.prefix { return left.prefix > right.prefix }
        let result = order.compare(rows, left.index, right.index)
        return result == 0 ? arrivals[left.index] > arrivals[right.index] : result > 0
    }

    private func siftUp() {
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard isBehind(heap[place], heap[parent]) else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    private func siftDown() {
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
