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
    /// The room for the largest group.
    private var held = HeldValues()

    /// More room is not kept between two runs.
    private static let keptCountMax = 1024
    /// How many rows are drawn from between two looks at the clock.
    private static let rowsPerCheck = 4096
    /// What a row takes part with, as so many values: about 50 bytes.
    private static let valuesPerRow = 2
    /// What a row that is drawn takes, as so many values: about 60 bytes.
    private static let valuesPerDraw = 3

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

    /// Whether a run may draw so many rows with replacement out of any number.
    static func mayDraw(_ countMax: Int, _ control: RunControl) -> Bool {
        countMax <= min(control.limits.valueCountMax / valuesPerDraw, 1 << 32)
    }

    /// Lets go of what it holds. The room stays where it is small.
    mutating func end(_ run: inout Run) {
        held.end(&run)
        rest()
    }

    /// The run is over, and what it held with it.
    mutating func rest() {
        held = HeldValues()
        guard entries.capacity > Self.keptCountMax || (race?.count ?? 0) > Self.keptCountMax else {
            return
        }
        self = GroupDraw(sample)
    }

    /// Draws from a group.
    ///
    /// **Throws** `LimitExceeded` before it takes room for too many rows.
    ///
    /// - Parameter members: which of the candidates the group has.
    mutating func draw(
        _ members: some Collection<Int>, _ candidates: PieceArray<SampleCandidate>,
        _ rows: RowStore, _ run: inout Run
    ) throws(ExecutionError) {
        try hold(members.count, &run)
        try take(members, candidates, &run)
        // Rows that are kept one by one come in the order of their identities.
        if case .bernoulli = sample.method {
            try sort(candidates, rows, &run)
        } else if try hasEqual(run.control) {
            try sort(candidates, rows, &run)
        }
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

    /// Counts the room for a group of so many rows.
    private mutating func hold(_ rowCount: Int, _ run: inout Run) throws(ExecutionError) {
        var drawCount = rowCount
        var span: SourceSpan?
        if case .count(let count, let hasReplacement) = sample.method, let race {
            drawCount = hasReplacement ? race.count : min(race.count, rowCount)
            span = count.span
        }
        let room = rowCount * Self.valuesPerRow + drawCount * Self.valuesPerDraw
        guard room > held.count else { return }
        try held.add(count: room - held.count, &run, span)
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
    private mutating func hasEqual(_ control: RunControl) throws(ExecutionError) -> Bool {
        var size = 16
        while size < 2 * entries.count { size *= 2 }
        try clearSlots(size, control)
        for part in parts() {
            if part.lowerBound > 0 { try control.check() }
            for place in part {
                let word = entries[place].prefix
                // The words are hashes themselves.
                var slot = Int(truncatingIfNeeded: word) & (size - 1)
                while slots[slot] != 0 {
                    if entries[Int(slots[slot]) - 1].prefix == word { return true }
                    slot = (slot + 1) & (size - 1)
                }
                slots[slot] = UInt32(truncatingIfNeeded: place + 1)
            }
        }
        return false
    }

    private mutating func clearSlots(
        _ size: Int, _ control: RunControl
    ) throws(ExecutionError) {
        slots.removeAll(keepingCapacity: true)
        slots.reserveCapacity(size)
        while slots.count < size {
            if !slots.isEmpty { try control.check() }
            slots.append(contentsOf: repeatElement(0, count: min(size - slots.count, 1 << 18)))
        }
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
        drawn.removeAll(keepingCapacity: true)
        for part in parts() {
            try check(control)
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
        own.reserve(rowCount: entries.count)
        for part in parts() {
            if part.lowerBound > 0 { try check(control) }
            while try !enter(part, &own) { try check(control) }
        }
        do throws(ExecutionError) {
            drawn = try [Int](capacity: own.drawnCount) { rows throws(ExecutionError) in
                try own.finish(into: &rows) { () throws(ExecutionError) in try control.check() }
            }
        } catch { throw .ended(error) }
        race = own
        // What was drawn are places.
        for index in drawn.indices {
            if index & 0xFFFF == 0xFFFF { try check(control) }
            drawn[index] = entries[drawn[index]].index
        }
    }

    /// - Returns: whether all rows of the part take part.
    private func enter(_ part: Range<Int>, _ race: inout Race) throws(DrawProblem) -> Bool {
        let members = identities.span.extracting(part)
        let numbers = weights.span.extracting(part)
        do throws(WeightProblem) {
            if sample.isLogarithm {
                return try race.enterSome(
                    of: members, logWeights: numbers, firstRow: part.lowerBound)
            }
            return try race.enterSome(of: members, weights: numbers, firstRow: part.lowerBound)
        } catch { throw .weight }
    }

    private func check(_ control: RunControl) throws(DrawProblem) {
        do throws(ExecutionError) { try control.check() } catch { throw .ended(error) }
    }
}
