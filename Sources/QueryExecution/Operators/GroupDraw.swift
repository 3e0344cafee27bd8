import Diagnostics
import QueryPlanning
import Sampling

/// The draw from one group of rows after the other, in room that is used again.
///
/// Rows with equal identities are told apart by their place among each other: only then the rows
/// are sorted, since a race does not depend on their order.
struct GroupDraw {
    private let sample: PhysicalSample
    private var stream = RandomStream(seed: 0)
    private var race: Race?
    private var entries: [SortEntry] = []
    private var identities: [RowIdentity] = []
    private var weights: [Double] = []
    /// See ``hasEqual()``.
    private var slots: [UInt32] = []
    /// The rows that were drawn from the last group, in the order in which they were.
    private(set) var drawn: [Int] = []

    /// More room is not kept between two runs.
    private static let keptCountMax = 1024
    /// How many rows are drawn from between two looks at the clock.
    private static let rowsPerCheck = 4096

    init(_ sample: PhysicalSample) { self.sample = sample }

    /// Draws in a stream from now on, up to `countMax` rows of each group.
    mutating func begin(_ stream: RandomStream, _ countMax: Int) {
        self.stream = stream
        guard case .count(_, let hasReplacement) = sample.method else { return }
        if race?.count == countMax {
            race?.reset(to: stream)
        } else {
            race = Race(
                stream: stream, count: countMax, replacement: hasReplacement ? .with : .without)
        }
    }

    mutating func rest() {
        guard entries.capacity > Self.keptCountMax || (race?.count ?? 0) > Self.keptCountMax else {
            return
        }
        self = GroupDraw(sample)
    }

    /// Draws from a group.
    ///
    /// - Parameter members: which of the candidates the group has.
    mutating func draw(
        _ members: some Collection<Int>, _ candidates: PieceArray<SampleCandidate>,
        _ rows: RowStore, _ run: inout Run
    ) throws(ExecutionError) {
        try take(members, candidates, &run)
        // Rows that are kept one by one come in the order of their identities.
        var isSorted = false
        if case .bernoulli = sample.method { isSorted = true }
        if isSorted || hasEqual() { try sort(candidates, rows, &run) }
        drawn.removeAll(keepingCapacity: true)
        do throws(DrawProblem) {
            if case .bernoulli = sample.method {
                try keep(run.control)
            } else {
                try runRace(run.control)
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

    private mutating func take(
        _ members: some Collection<Int>, _ candidates: PieceArray<SampleCandidate>,
        _ run: inout Run
    ) throws(ExecutionError) {
        entries.removeAll(keepingCapacity: true)
        identities.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        entries.reserveCapacity(members.count)
        identities.reserveCapacity(members.count)
        weights.reserveCapacity(members.count)
        for index in members {
            try run.step()
            let candidate = candidates[index]
            entries.append(SortEntry(prefix: candidate.identity.high, index: index))
            identities.append(candidate.identity)
            weights.append(candidate.weight)
        }
    }

    /// Whether two identities may be equal: their first words are.
    ///
    /// **Complexity**: O(rows): a table with open addressing, whose slots hold the place of an
    /// identity plus 1, or 0.
    private mutating func hasEqual() -> Bool {
        var size = 16
        while size < 2 * entries.count { size *= 2 }
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(0, count: size))
        for place in entries.indices {
            let word = entries[place].prefix
            // The words are hashes themselves.
            var slot = Int(truncatingIfNeeded: word) & (size - 1)
            while slots[slot] != 0 {
                if entries[Int(slots[slot]) - 1].prefix == word { return true }
                slot = (slot + 1) & (size - 1)
            }
            slots[slot] = UInt32(truncatingIfNeeded: place + 1)
        }
        return false
    }

    /// Puts candidates in the order of their identities, equal rows in that of their weights and
    /// ties, and numbers these.
    private mutating func sort(
        _ candidates: PieceArray<SampleCandidate>, _ rows: RowStore, _ run: inout Run
    ) throws(ExecutionError) {
        let tieCount = sample.ties.count
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
        var ordinal: UInt64 = 0
        var last: RowIdentity?
        for place in entries.indices {
            try run.step()
            let candidate = candidates[entries[place].index]
            ordinal = candidate.identity == last ? ordinal + 1 : 0
            last = candidate.identity
            identities[place] = candidate.identity.copy(ordinal)
            weights[place] = candidate.weight
        }
    }

    private func parts() -> some Sequence<Range<Int>> {
        let count = entries.count
        return stride(from: 0, to: count, by: Self.rowsPerCheck).lazy.map {
            $0..<min($0 + Self.rowsPerCheck, count)
        }
    }

    private mutating func keep(_ control: RunControl) throws(DrawProblem) {
        for part in parts() {
            do { try control.check() } catch { throw .ended(error) }
            let (stream, identities, weights) = (stream, identities, weights)
            do throws(WeightProblem) {
                let places = try [Int](capacity: part.count) { rows throws(WeightProblem) in
                    try stream.keep(
                        identities.span.extracting(part),
                        probabilities: weights.span.extracting(part),
                        firstRow: part.lowerBound, into: &rows)
                }
                for place in places { drawn.append(entries[place].index) }
            } catch { throw .weight }
        }
    }

    private mutating func runRace(_ control: RunControl) throws(DrawProblem) {
        // Taken out, to be changed while the columns are lent.
        var taken: Race?
        swap(&taken, &race)
        guard var own = taken.take() else { preconditionFailure("a draw has begun") }
        own.reset()
        for part in parts() {
            if part.lowerBound > 0 { do { try control.check() } catch { throw .ended(error) } }
            let members = identities.span.extracting(part)
            let numbers = weights.span.extracting(part)
            do throws(WeightProblem) {
                if sample.isLogarithm {
                    try own.enter(members, logWeights: numbers, firstRow: part.lowerBound)
                } else {
                    try own.enter(members, weights: numbers, firstRow: part.lowerBound)
                }
            } catch { throw .weight }
        }
        let places: [Int]
        do throws(ExecutionError) {
            places = try [Int](capacity: own.drawnCount) { rows throws(ExecutionError) in
                try own.finish(into: &rows) { () throws(ExecutionError) in try control.check() }
            }
        } catch { throw .ended(error) }
        race = own
        for place in places { drawn.append(entries[place].index) }
    }
}
