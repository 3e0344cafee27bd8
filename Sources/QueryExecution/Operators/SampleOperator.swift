import Diagnostics
import GraphModel
import QueryPlanning
import Sampling

/// Draws some of the rows, for each value of the groups on its own.
///
/// A row is drawn by what it is: its groups and items, entities by what they hold. Equal rows are
/// numbered in the order of their weights and of what else is asked of them behind the draw, so
/// that the order in which they come decides nothing.
final class SampleOperator: PipelineOperator {
    private let sample: PhysicalSample
    private let expressions: SampleExpressions
    /// The slots that are read behind the step: only those wait.
    private let kept: [Int]
    private var countMax = 0
    private var stream = RandomStream(seed: 0)
    private var groups: GroupTable
    private var candidates = PieceArray<SampleCandidate>()
    /// Of each candidate the ties, then the values.
    private var rows: RowStore
    private var held = HeldValues()
    private var identities = ContentIdentities()
    private var keys: [Value] = []
    private var draw: GroupDraw

    init(
        _ sample: PhysicalSample, _ expressions: SampleExpressions, kept: [Int],
        into next: Operator
    ) {
        self.sample = sample
        self.expressions = expressions
        self.kept = kept
        groups = GroupTable(width: sample.groups.count)
        rows = RowStore(width: sample.ties.count + kept.count)
        draw = GroupDraw(sample)
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        held.end(&run)
        clear()
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
        groups.removeAll()
        candidates.removeAll()
        rows.removeAll()
        // What entities hold may have changed since.
        identities = ContentIdentities()
    }

    override func rest() {
        clear()
        draw.rest()
        held = HeldValues()
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
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
        candidates.append(
            SampleCandidate(group: group, identity: hasher.identity(), weight: weight))
        return true
    }

    /// The number of the group of a row, whose values belong to the identity.
    private func group(
        _ row: inout Row, _ hasher: inout IdentityHasher, _ run: inout Run
    ) throws(ExecutionError) -> Int {
        if expressions.groups.isEmpty { return 0 }
        keys.removeAll(keepingCapacity: true)
        for group in expressions.groups {
            let value = try group.value(&row, &run)
            try value.hashIdentity(into: &hasher, &identities, &run)
            keys.append(value)
        }
        let groupCount = groups.count
        let group = try groups.number(of: keys, run.control)
        if group == groupCount { try held.add(keys, &run) }
        return group
    }

    private func weight(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Double {
        guard let expression = expressions.weight else { return 1 }
        let value = try expression.value(&row, &run)
        if value.isNull { return sample.isLogarithm ? -.infinity : 0 }
        guard let number = value.number else {
            throw .wrongType(expression.span, expected: "a number", value)
        }
        return number
    }

    override func finish(_ run: inout Run) throws(ExecutionError) {
        // Taken out, so that what is changed meanwhile cannot copy them.
        var draw = GroupDraw(sample)
        swap(&draw, &self.draw)
        var candidates = PieceArray<SampleCandidate>()
        swap(&candidates, &self.candidates)
        var rows = RowStore(width: 0)
        swap(&rows, &self.rows)
        draw.begin(stream, countMax)
        var row = Row(repeating: .null, count: run.prepared.plan.slotCount)
        if expressions.groups.isEmpty {
            if !candidates.isEmpty {
                try draw.draw(0..<candidates.count, candidates, rows, &run)
                _ = try push(draw.drawn, rows, &row, &run)
            }
        } else {
            let (members, starts) = try grouped(candidates, &run)
            for group in 0..<groups.count {
                let own = members[starts[group]..<starts[group + 1]]
                try draw.draw(own, candidates, rows, &run)
                guard try push(draw.drawn, rows, &row, &run) else { break }
            }
        }
        swap(&draw, &self.draw)
        swap(&candidates, &self.candidates)
        swap(&rows, &self.rows)
        clear()
        held.end(&run)
        try next.finish(&run)
    }

    private func push(
        _ drawn: [Int], _ rows: RowStore, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        for index in drawn {
            try run.step()
            rows.read(index, from: sample.ties.count, into: kept, of: &row)
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }

    /// The candidates group by group, and where each group begins.
    private func grouped(
        _ candidates: PieceArray<SampleCandidate>, _ run: inout Run
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
}

/// A row that may be drawn.
struct SampleCandidate {
    let group: Int
    let identity: RowIdentity
    /// The weight, its logarithm, or the probability.
    let weight: Double
}

/// What a draw asks of each row.
struct SampleExpressions {
    let groups: [Evaluation]
    let weight: Evaluation?
    let ties: [Evaluation]
}

extension Run {
    /// The seed of a draw: the one that is asked for, or one for the whole run.
    mutating func seed(
        _ expression: PlanExpression?, _ row: Row
    ) throws(ExecutionError) -> Int64 {
        guard let expression else {
            let seed = freshSeed ?? FreshSeeds.next()
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
