import QueryPlanning
import Sampling

/// The rows that may be drawn, each with its group, its identity and its weight.
///
/// A value that its operator changes as a whole: each of its fields on its own would be watched
/// for overlapping accesses at run time. Nobody else can have it, so nothing of it is ever copied.
struct SampleRows: ~Copyable {
    private let sample: PhysicalSample
    private let expressions: SampleExpressions
    /// The slots of which values are kept.
    private let kept: [Int]
    private var groups: GroupTable
    /// Those of each row that may be drawn.
    private(set) var candidates = SampleCandidates()
    /// Of each candidate the ties, then the values.
    private(set) var rows: RowStore
    private var held = HeldValues()
    private var identities = ContentIdentities()
    private var keys: [Value] = []
    private var lastGroup = LastGroup()
    private var columns = SampleColumns()
    /// Room for the values of a batch.
    private var values: [Value] = []
    /// Whether it is as it was made, but for its room.
    private var isAtRest = true

    init(_ sample: PhysicalSample, _ expressions: SampleExpressions, kept: [Int]) {
        self.sample = sample
        self.expressions = expressions
        self.kept = kept
        groups = GroupTable(width: sample.groups.count)
        rows = RowStore(width: sample.ties.count + kept.count)
    }

    /// How many groups there are; 0 where the rows are drawn from together.
    var groupCount: Int { groups.count }

    /// Lets go of all rows, for a new run.
    mutating func begin(_ run: inout Run) {
        end(&run)
        identities.begin(run)
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
        groups.removeAll()
        candidates.removeAll()
        rows.removeAll()
        identities.rest()
        lastGroup = LastGroup()
        keys.removeAll(keepingCapacity: true)
        columns.rest()
        values.removeAll(keepingCapacity: true)
        held = HeldValues()
    }

    /// Lets go of the rows, for those of the next partition.
    mutating func endPartition(_ run: inout Run) {
        held.end(&run)
        groups.removeAll()
        candidates.removeAll()
        rows.removeAll()
        lastGroup = LastGroup()
    }

    /// Takes a row.
    ///
    /// **Complexity**: O(values in it) on the average; the values of a group are hashed for the
    /// first of the rows that come together.
    mutating func add(_ row: inout Row, _ run: inout Run) throws(ExecutionError) {
        isAtRest = false
        var hasher = IdentityHasher()
        let group = try group(&row, &hasher, &run)
        for slot in sample.items where !row[slot].hashPlain(into: &hasher) {
            try row[slot].hashIdentity(into: &hasher, &identities, &run)
        }
        let weight = try self.weight(&row, &run)
        if !expressions.ties.isEmpty {
            keys.removeAll(keepingCapacity: true)
            for tie in expressions.ties { keys.append(try tie.value(&row, &run)) }
            try held.add(keys, &run)
            rows.append(contentsOf: keys)
        }
        if row.areScalars(kept) {
            try held.add(scalars: kept.count + 2, &run)
        } else {
            try held.add(kept, of: row, &run)
            try held.add(count: 2, &run)
        }
        rows.append(kept, of: row)
        rows.endRow()
        candidates.append(weight: weight)
        candidates.append(hasher.identity(), group: group)
    }

    /// The number of the group of a row, whose values belong to the identity; nil where there are
    /// no groups.
    private mutating func group(
        _ row: inout Row, _ hasher: inout IdentityHasher, _ run: inout Run
    ) throws(ExecutionError) -> Int? {
        if expressions.groups.isEmpty { return nil }
        keys.removeAll(keepingCapacity: true)
        for group in expressions.groups { keys.append(try group.value(&row, &run)) }
        return try groupOfKeys(&hasher, &run)
    }

    private mutating func groupOfKeys(
        _ hasher: inout IdentityHasher, _ run: inout Run
    ) throws(ExecutionError) -> Int {
        if lastGroup.has(keys) {
            hasher = lastGroup.hasher
            return lastGroup.number
        }
        for value in keys { try value.hashIdentity(into: &hasher, &identities, &run) }
        let groupCount = groups.count
        let group = try groups.number(of: keys, run.control)
        if group == groupCount { try held.add(keys, &run) }
        lastGroup = LastGroup(values: keys, number: group, hasher: hasher)
        return group
    }

    private func weight(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Double {
        guard sample.weight != nil else { return 1 }
        return try weight(try expressions.weight.value(&row, &run))
    }

    private func weight(_ value: Value) throws(ExecutionError) -> Double {
        if case .float(let number) = value { return number }
        if value.isNull { return sample.isLogarithm ? -.infinity : 0 }
        guard let number = value.number else {
            throw .wrongType(expressions.weight.span, expected: "a number", value)
        }
        return number
    }

    /// The candidates group by group, and where each group begins.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    func grouped(_ run: inout Run) throws(ExecutionError) -> (members: [Int], starts: [Int]) {
        var starts = Array(repeating: 0, count: groups.count + 1)
        for index in 0..<candidates.count {
            try run.step()
            starts[candidates.groups[index] + 1] += 1
        }
        for group in 0..<groups.count { starts[group + 1] += starts[group] }
        var ends = starts
        var members = Array(repeating: 0, count: candidates.count)
        for index in 0..<candidates.count {
            try run.step()
            let group = candidates.groups[index]
            members[ends[group]] = index
            ends[group] += 1
        }
        return (members, starts)
    }

    /// Copies what is kept of a row into the slots it came from.
    func read(_ index: Int, into row: inout Row) {
        rows.read(index, from: sample.ties.count, into: kept, of: &row)
    }
}

// MARK: Batches

extension SampleRows {
    /// Takes the rows of a batch; as ``add(_:_:)`` for one after the other.
    ///
    /// - Returns: false, with no row taken, where they are to be taken one by one.
    mutating func add(
        _ batch: RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        isAtRest = false
        // Taken out, to be read while others are changed.
        var columns = SampleColumns()
        swap(&columns, &self.columns)
        defer {
            columns.clear()
            swap(&columns, &self.columns)
        }
        guard
            try columns.fill(
                expressions, items: sample.items, kept: kept, from: batch, &row, &run)
        else { return false }
        try appendWeights(columns.weight, batch.count)
        if columns.groups.allSatisfy(\.isConstant) {
            var hasher = IdentityHasher()
            let group = try group(of: columns, 0, &hasher, &run)
            try addIdentities(of: columns.items, group, hasher, batch.count, &run)
        } else {
            try addIdentities(of: columns, batch.count, &run)
        }
        if columns.values.allSatisfy(\.areScalars) {
            try held.add(scalars: (columns.values.count + 2) * batch.count, &run)
            rows.append(columns: columns.values, count: batch.count)
        } else {
            BatchColumn.interleave(columns.values, count: batch.count, into: &values)
            try held.add(values, &run)
            try held.add(count: 2 * batch.count, &run)
            rows.append(rows: values, count: batch.count)
        }
        return true
    }

    /// The number of the group of a row, whose values belong to the identity; nil where there are
    /// no groups.
    @inline(__always)
    private mutating func group(
        of columns: SampleColumns, _ index: Int, _ hasher: inout IdentityHasher, _ run: inout Run
    ) throws(ExecutionError) -> Int? {
        if columns.groups.isEmpty { return nil }
        keys.removeAll(keepingCapacity: true)
        for place in columns.groups.indices { keys.append(columns.groups[place][index]) }
        return try groupOfKeys(&hasher, &run)
    }

    /// Adds candidates of several groups.
    private mutating func addIdentities(
        of columns: SampleColumns, _ count: Int, _ run: inout Run
    ) throws(ExecutionError) {
        for index in 0..<count {
            var hasher = IdentityHasher()
            let group = try group(of: columns, index, &hasher, &run)
            for item in columns.items { try add(item[index], &hasher, &run) }
            candidates.append(hasher.identity(), group: group)
        }
    }

    /// Adds candidates of one group.
    ///
    /// - Parameter hasher: what has taken in the group.
    private mutating func addIdentities(
        of items: [BatchColumn], _ group: Int?, _ hasher: IdentityHasher, _ count: Int,
        _ run: inout Run
    ) throws(ExecutionError) {
        var hasher = hasher
        var items = items[...]
        // What all rows begin with is taken in once.
        while case .constant(let value)? = items.first {
            try add(value, &hasher, &run)
            items.removeFirst()
        }
        if items.count == 1, case .integers(let values)? = items.first {
            return candidates.append(integers: values, behind: hasher, group: group)
        }
        for index in 0..<count {
            var own = hasher
            for item in items { try add(item[index], &own, &run) }
            candidates.append(own.identity(), group: group)
        }
    }

    private mutating func add(
        _ value: Value, _ hasher: inout IdentityHasher, _ run: inout Run
    ) throws(ExecutionError) {
        if value.hashPlain(into: &hasher) { return }
        try value.hashIdentity(into: &hasher, &identities, &run)
    }

    private mutating func appendWeights(
        _ column: BatchColumn, _ count: Int
    ) throws(ExecutionError) {
        if case .floats(let numbers) = column {
            candidates.append(weights: numbers)
        } else {
            for index in 0..<count { candidates.append(weight: try weight(column[index])) }
        }
    }
}

/// The group of the row before. Rows often come group by group, and what its values are need not
/// be found out for each of them.
private struct LastGroup {
    var values: [Value] = []
    var number = 0
    /// What a row has taken in behind its group.
    var hasher = IdentityHasher()

    /// Whether values are certainly those of the group.
    func has(_ other: [Value]) -> Bool {
        guard other.count == values.count else { return false }
        for index in values.indices where !values[index].isCertainly(other[index]) {
            return false
        }
        return true
    }
}

extension Value {
    /// Whether both values are the same in every way, as far as that is told at once: false is no
    /// answer. The integer 1 and the float 1.0 are of one group and of two identities.
    fileprivate func isCertainly(_ other: Value) -> Bool {
        switch (self, other) {
        case (.node(let left), .node(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.relationship(let left), .relationship(let right)): left == right
        case (.string(let left), .string(let right)): Text.isSame(left, right)
        case (.boolean(let left), .boolean(let right)): left == right
        case (.null, .null): true
        default: false
        }
    }
}
