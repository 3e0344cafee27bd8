import Diagnostics
import GraphModel
import QueryPlanning
import Sampling

/// Draws some of the rows, for each value of the groups on its own.
///
/// A row is drawn by what it is: its groups and items, entities by what they hold. Equal rows are numbered in the order of
/// their weights and of what else is asked of them behind the draw, so that the order in which
/// they come decides nothing.
final class SampleOperator: PipelineOperator {
    private let sample: PhysicalSample
    private var countMax = 0
    private var stream = RandomStream(seed: 0)
    private var groups: GroupTable
    private var candidates = PieceArray<Candidate>()
    /// Of each candidate the ties, then the values.
    private var rows = RowStore(width: 0)
    private var held = HeldValues()
    private var identities = ContentIdentities()
    private var keys: [Value] = []

    /// A row that may be drawn.
    private struct Candidate {
        let group: Int
        let identity: RowIdentity
        /// The weight, its logarithm, or the probability.
        let weight: Double
    }

    init(_ sample: PhysicalSample, into next: Operator) {
        self.sample = sample
        groups = GroupTable(width: sample.groups.count)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        clear()
        rows = RowStore(width: sample.ties.count + row.count)
        if case .count(let count, let hasReplacement) = sample.method {
            countMax = try run.rowCount(count, row)
            guard !hasReplacement || countMax <= run.control.limits.valueCountMax else {
                throw .tooMuchMemory(count.span)
            }
        }
        stream = RandomStream(seed: try run.seed(sample.seed, row), stage: UInt32(sample.stage))
        try next.begin(row, &run)
    }

    private func clear() {
        groups = GroupTable(width: sample.groups.count)
        candidates.removeAll()
        rows = RowStore(width: 0)
        // What entities hold may have changed since.
        identities = ContentIdentities()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        var hasher = IdentityHasher()
        keys.removeAll(keepingCapacity: true)
        for group in sample.groups {
            let value = try run.evaluate(group, &row)
            try value.hashIdentity(into: &hasher, &identities, &run)
            keys.append(value)
        }
        for slot in sample.items {
            try row[slot].hashIdentity(into: &hasher, &identities, &run)
        }
        let weight = try self.weight(&row, &run)
        let groupCount = groups.count
        let group = try groups.number(of: keys, run.control)
        if group == groupCount { try held.add(keys, &run) }
        keys.removeAll(keepingCapacity: true)
        for tie in sample.ties { keys.append(try run.evaluate(tie, &row)) }
        try held.add(keys, &run)
        try held.add(row, &run)
        try held.add(count: 2, &run)
        rows.append(contentsOf: keys)
        rows.append(contentsOf: row)
        rows.endRow()
        candidates.append(Candidate(group: group, identity: hasher.identity(), weight: weight))
        return true
    }

    private func weight(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Double {
        guard let expression = sample.weight else { return 1 }
        let value = try run.evaluate(expression, &row)
        if value.isNull { return sample.isLogarithm ? -.infinity : 0 }
        guard let number = value.number else {
            throw .wrongType(expression.span, expected: "a number", value)
        }
        return number
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        let (members, starts) = try grouped(&run)
        var row = Row(repeating: .null, count: run.plan.slotCount)
        draw: for group in 0..<groups.count {
            let entries = try sorted(members[starts[group]..<starts[group + 1]], &run)
            for place in try drawn(entries, run.control) {
                try run.step()
                rows.read(entries[place].index, from: sample.ties.count, into: &row)
                guard try next.push(&row, &run) else { break draw }
            }
        }
        clear()
        held.end(&run)
        try next.finish(&run)
    }

    /// The candidates group by group, and where each group begins.
    private func grouped(
        _ run: inout Run
    ) throws(ExecutionError) -> (members: [Int], starts: [Int]) {
        var starts = Array(repeating: 0, count: groups.count + 1)
        for index in 0..<candidates.count {
            try run.step()
            starts[candidates[index].group + 1] += 1
        }
        for group in 0..<groups.count { starts[group + 1] += starts[group] }
        var ends = starts
        var members = Array(repeating: 0, count: candidates.count)
        for index in 0..<candidates.count {
            try run.step()
            let group = candidates[index].group
            members[ends[group]] = index
            ends[group] += 1
        }
        return (members, starts)
    }

    /// Candidates by their identities; equal rows by their weights and ties.
    private func sorted(
        _ members: ArraySlice<Int>, _ run: inout Run
    ) throws(ExecutionError) -> [SortEntry] {
        var entries: [SortEntry] = []
        entries.reserveCapacity(members.count)
        for index in members {
            try run.step()
            entries.append(SortEntry(prefix: candidates[index].identity.high, index: index))
        }
        let (candidates, rows, tieCount) = (candidates, rows, sample.ties.count)
        try StableSort.sort(&entries, run.control) { left, right in
            let (first, second) = (candidates[left], candidates[right])
            if first.identity.low != second.identity.low {
                return first.identity.low < second.identity.low
            }
            if first.weight != second.weight { return first.weight < second.weight }
            for column in 0..<tieCount {
                let order = Value.order(rows[left, column], rows[right, column])
                if order != 0 { return order < 0 }
            }
            return false
        }
        return entries
    }
}

// MARK: Drawing

extension SampleOperator {
    /// How many rows are drawn from between two looks at the clock.
    private static let rowsPerCheck = 4096

    /// The places of the entries that are drawn.
    private func drawn(
        _ entries: [SortEntry], _ control: RunControl
    ) throws(ExecutionError) -> [Int] {
        let identities = try numbered(entries, control)
        do throws(DrawProblem) {
            switch sample.method {
            case .bernoulli: return try kept(entries, identities, control)
            case .count(_, let hasReplacement):
                return try raced(entries, identities, hasReplacement, control)
            }
        } catch {
            switch error {
            case .ended(let error): throw error
            case .weight:
                let span = sample.weight?.span ?? SourceSpan(start: 0, end: 0)
                if case .bernoulli = sample.method { throw .outOfRange(span, "a probability") }
                throw .outOfRange(span, "a weight")
            }
        }
    }

    private enum DrawProblem: Error {
        case weight
        case ended(ExecutionError)
    }

    /// The identities, with equal rows told apart.
    private func numbered(
        _ entries: [SortEntry], _ control: RunControl
    ) throws(ExecutionError) -> [RowIdentity] {
        var identities: [RowIdentity] = []
        identities.reserveCapacity(entries.count)
        var ordinal: UInt64 = 0
        var last: RowIdentity?
        for (place, entry) in entries.enumerated() {
            if place % Self.rowsPerCheck == 0 { try control.check() }
            let identity = candidates[entry.index].identity
            ordinal = identity == last ? ordinal + 1 : 0
            last = identity
            identities.append(identity.copy(ordinal))
        }
        return identities
    }

    private func weights(_ entries: ArraySlice<SortEntry>) -> [Double] {
        entries.map { candidates[$0.index].weight }
    }

    private func parts(_ count: Int) -> some Sequence<Range<Int>> {
        stride(from: 0, to: count, by: Self.rowsPerCheck).lazy.map {
            $0..<min($0 + Self.rowsPerCheck, count)
        }
    }

    private func kept(
        _ entries: [SortEntry], _ identities: [RowIdentity], _ control: RunControl
    ) throws(DrawProblem) -> [Int] {
        var places: [Int] = []
        for part in parts(entries.count) {
            do { try control.check() } catch { throw .ended(error) }
            let weights = weights(entries[part])
            let stream = stream
            do throws(WeightProblem) {
                places += try [Int](capacity: part.count) { rows throws(WeightProblem) in
                    try stream.keep(
                        identities.span.extracting(part), probabilities: weights.span,
                        firstRow: part.lowerBound, into: &rows)
                }
            } catch { throw .weight }
        }
        return places
    }

    private func raced(
        _ entries: [SortEntry], _ identities: [RowIdentity], _ hasReplacement: Bool,
        _ control: RunControl
    ) throws(DrawProblem) -> [Int] {
        var race = Race(
            stream: stream, count: hasReplacement ? countMax : min(countMax, entries.count),
            replacement: hasReplacement ? .with : .without)
        for part in parts(entries.count) {
            do { try control.check() } catch { throw .ended(error) }
            let weights = weights(entries[part])
            let own = identities.span.extracting(part)
            do throws(WeightProblem) {
                if sample.isLogarithm {
                    try race.enter(own, logWeights: weights.span, firstRow: part.lowerBound)
                } else {
                    try race.enter(own, weights: weights.span, firstRow: part.lowerBound)
                }
            } catch { throw .weight }
        }
        do throws(ExecutionError) {
            return try [Int](capacity: race.drawnCount) { rows throws(ExecutionError) in
                try race.finish(into: &rows) { () throws(ExecutionError) in try control.check() }
            }
        } catch { throw .ended(error) }
    }
}

extension Run {
    /// The seed of a draw: the one that is asked for, or one for the whole run.
    mutating func seed(
        _ expression: PlanExpression?, _ row: Row
    ) throws(ExecutionError) -> Int64 {
        guard let expression else {
            let seed = freshSeed ?? Int64.random(in: 0...Int64.max)
            freshSeed = seed
            return seed
        }
        var row = row
        switch try evaluate(expression, &row) {
        case .integer(let seed): return seed
        case let value: throw .wrongType(expression.span, expected: "an integer", value)
        }
    }
}
