import Diagnostics
import GraphModel
import QueryPlanning
import Sampling

/// Draws some of the rows, for each value of the groups on its own.
///
/// A row is drawn by what it is: its groups and items. Equal rows are numbered in the order of
/// their weights and of what else is asked of them behind the draw, so that the order in which
/// they come decides nothing.
final class SampleOperator: PipelineOperator {
    private let sample: PhysicalSample
    private var countMax = 0
    private var stream = RandomStream(seed: 0)
    private var groups: [GroupKey: Int] = [:]
    private var candidates: [[Candidate]] = []
    private var heldCount = 0

    /// A row that may be drawn.
    private struct Candidate {
        let row: Row
        var identity: RowIdentity
        /// The weight, its logarithm, or the probability.
        let weight: Double
        let ties: [Value]
    }

    init(_ sample: PhysicalSample, into next: Operator) {
        self.sample = sample
        super.init(into: next)
    }

    override func begin(_ row: Row, _ run: inout Run) throws(ExecutionError) {
        (groups, candidates, heldCount) = ([:], [], 0)
        if case .count(let count, let hasReplacement) = sample.method {
            countMax = try run.rowCount(count, row)
            guard !hasReplacement || countMax <= run.control.limits.valueCountMax else {
                throw .tooMuchMemory(count.span)
            }
        }
        stream = RandomStream(seed: try run.seed(sample.seed, row), stage: UInt32(sample.stage))
        try next.begin(row, &run)
    }

    override func rest() {
        (groups, candidates) = ([:], [])
        next.rest()
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        try run.step()
        var hasher = IdentityHasher()
        var keys: [Value] = []
        for group in sample.groups {
            let value = try run.evaluate(group, &row)
            value.hashIdentity(into: &hasher)
            keys.append(value)
        }
        for slot in sample.items { row[slot].hashIdentity(into: &hasher) }
        let weight = try self.weight(&row, &run)
        var ties: [Value] = []
        for tie in sample.ties { ties.append(try run.evaluate(tie, &row)) }
        let key = GroupKey(values: keys)
        let index = groups[key] ?? candidates.count
        if index == candidates.count {
            groups[key] = index
            candidates.append([])
        }
        candidates[index].append(
            Candidate(row: row, identity: hasher.identity(), weight: weight, ties: ties))
        heldCount += row.count
        try run.checkHeld(heldCount)
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
        let all = candidates
        (groups, candidates) = ([:], [])
        draw: for group in all {
            let group = Self.numbered(group)
            for index in try drawn(group) {
                var row = group[index].row
                guard try next.push(&row, &run) else { break draw }
            }
        }
        try next.finish(&run)
    }

    /// Tells equal rows apart.
    private static func numbered(_ candidates: [Candidate]) -> [Candidate] {
        var sorted = candidates
        sorted.sort { left, right in
            if left.identity != right.identity { return left.identity < right.identity }
            if left.weight != right.weight { return left.weight < right.weight }
            for (left, right) in zip(left.ties, right.ties) {
                let order = Value.order(left, right)
                if order != 0 { return order < 0 }
            }
            return false
        }
        var ordinal: UInt64 = 0
        var last: RowIdentity?
        for index in sorted.indices {
            let identity = sorted[index].identity
            ordinal = identity == last ? ordinal + 1 : 0
            last = identity
            sorted[index].identity = identity.copy(ordinal)
        }
        return sorted
    }

    private func drawn(_ group: [Candidate]) throws(ExecutionError) -> [Int] {
        let identities = group.map(\.identity)
        let weights = group.map(\.weight)
        do throws(WeightProblem) {
            switch sample.method {
            case .bernoulli:
                let stream = stream
                return try [Int](capacity: group.count) { rows throws(WeightProblem) in
                    try stream.keep(
                        identities.span, probabilities: weights.span, into: &rows)
                }
            case .count(_, let hasReplacement):
                var race = Race(
                    stream: stream, count: hasReplacement ? countMax : min(countMax, group.count),
                    replacement: hasReplacement ? .with : .without)
                if sample.isLogarithm {
                    try race.enter(identities.span, logWeights: weights.span)
                } else {
                    try race.enter(identities.span, weights: weights.span)
                }
                return [Int](capacity: race.drawnCount) { rows in race.finish(into: &rows) }
            }
        } catch {
            let span = sample.weight?.span ?? SourceSpan(start: 0, end: 0)
            if case .bernoulli = sample.method { throw .outOfRange(span, "a probability") }
            throw .outOfRange(span, "a weight")
        }
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

extension Value {
    /// Adds the value to the identity of a row.
    fileprivate func hashIdentity(into hasher: inout IdentityHasher) {
        switch self {
        case .null: hasher.combineNull()
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): hasher.combine(value)
        case .string(let text): hasher.combine(text)
        case .list(let elements):
            hasher.combineList(count: elements.count)
            for element in elements { element.hashIdentity(into: &hasher) }
        case .map(let map):
            hasher.combineMap(count: map.entries.count)
            for entry in map.entries {
                hasher.combine(entry.key)
                entry.value.hashIdentity(into: &hasher)
            }
        case .node(let node): hasher.combine(node: UInt64(node.rawValue))
        case .relationship(let relationship):
            hasher.combine(relationship: relationship.id.rawValue)
        case .path(let path):
            hasher.combinePath(count: path.nodes.count + path.relationships.count)
            for (index, node) in path.nodes.enumerated() {
                hasher.combine(node: UInt64(node.rawValue))
                if index < path.relationships.count {
                    hasher.combine(relationship: path.relationships[index].id.rawValue)
                }
            }
        }
    }
}
