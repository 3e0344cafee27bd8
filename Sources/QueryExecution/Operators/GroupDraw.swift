import Diagnostics
import QueryPlanning
import Sampling

/// The draw from one group of rows after the other, in room that is used again.
///
/// Rows with equal identities are told apart by their place among each other: only then the rows
/// are sorted, since a race does not depend on their order.
struct GroupDraw: ~Copyable {
    private let sample: PhysicalSample
    /// Whether each row is kept or not, whatever becomes of others.
    private let keepsOneByOne: Bool
    private let hasReplacement: Bool
    /// Whether the rows that are drawn are those that arrive first, once each.
    private let areTimed: Bool
    /// Where the query says how many rows are drawn.
    private let countSpan: SourceSpan?
    private var stream = RandomStream(seed: 0)
    private var race: Race?
    /// The candidates of a group that has to be sorted.
    private var entries: [SortEntry] = []
    /// Room for the candidates of a group that do not lie together.
    private var identities: [RowIdentity] = []
    private var weights: [Double] = []
    private var table = IdentityTable()
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

    init(_ sample: PhysicalSample) {
        self.sample = sample
        switch sample.method {
        case .bernoulli: (keepsOneByOne, hasReplacement, countSpan) = (true, false, nil)
        case .count(let count, let hasReplacement):
            (keepsOneByOne, self.hasReplacement, countSpan) = (false, hasReplacement, count.span)
        }
        areTimed = !keepsOneByOne && !hasReplacement && !sample.isLogarithm
    }

    /// Draws in a stream from now on, up to `countMax` rows of each group.
    mutating func begin(_ stream: RandomStream, _ countMax: Int) {
        self.stream = stream
        if keepsOneByOne { return }
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
        guard
            max(identities.capacity, drawn.capacity) > Self.keptCountMax
                || max(race?.count ?? 0, table.capacity / 2) > Self.keptCountMax
        else { return }
        self = GroupDraw(sample)
    }

    /// Draws from all candidates.
    ///
    /// **Throws** `LimitExceeded` before it takes room for too many rows.
    mutating func draw(
        _ waiting: borrowing SampleRows, _ run: inout Run
    ) throws(ExecutionError) {
        if !keepsOneByOne, let identities = waiting.candidates.identities.whole,
            let weights = waiting.candidates.weights.whole
        {
            if try draw(identities, weights, &run) { return }
        }
        try draw(0..<waiting.candidates.count, waiting, &run)
    }

    /// Draws from candidates that wait nowhere, and notes their places.
    ///
    /// **Throws** `LimitExceeded` before it takes room for too many rows.
    ///
    /// - Precondition: rows are not kept one by one.
    /// - Returns: false, with none drawn, where some of them may be equal.
    mutating func draw(
        _ identities: [RowIdentity], _ weights: [Double], _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        try hold(identities.count, &run)
        if areTimed, identities.count <= FirstArrivals.rowCountMax, let limit = race?.count {
            drawn.removeAll(keepingCapacity: true)
            let isDrawn = FirstArrivals.append(
                limit, of: identities.span, weights: weights.span, in: stream, to: &drawn)
            if isDrawn { return true }
        }
        if try table.hasEqual(identities.span, run.control) { return false }
        try draw(identities, weights, run.control)
        return true
    }

    /// Draws from a group.
    ///
    /// **Throws** `LimitExceeded` before it takes room for too many rows.
    ///
    /// - Parameter members: which of the candidates the group has.
    mutating func draw(
        _ members: some RandomAccessCollection<Int>, _ waiting: borrowing SampleRows,
        _ run: inout Run
    ) throws(ExecutionError) {
        try hold(members.count, &run)
        var (identities, weights) = takeRoom()
        try take(members, waiting, into: &identities, &weights, &run)
        // Rows that are kept one by one come in the order of their identities.
        var isSorted = keepsOneByOne
        if !isSorted { isSorted = try table.hasEqual(identities.span, run.control) }
        if isSorted {
            try sort(members, waiting, into: &identities, &weights, &run)
        }
        try draw(identities, weights, run.control)
        giveRoom(identities, weights)
        // What was drawn are places.
        for index in drawn.indices {
            if index & 0xFFFF == 0xFFFF { try run.control.check() }
            let place = drawn[index]
            drawn[index] =
                isSorted
                ? entries[place].index
                : members[members.index(members.startIndex, offsetBy: place)]
        }
    }

    /// Draws from candidates that are all different, and notes their places.
    private mutating func draw(
        _ identities: [RowIdentity], _ weights: [Double], _ control: RunControl
    ) throws(ExecutionError) {
        do throws(DrawProblem) {
            if keepsOneByOne {
                try keep(identities, weights, control)
            } else {
                try runRace(identities, weights, control)
            }
        } catch {
            switch error {
            case .ended(let error): throw error
            case .weight:
                let span = sample.weight?.span ?? SourceSpan(start: 0, end: 0)
                if keepsOneByOne { throw .outOfRange(span, "a probability") }
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
        if !keepsOneByOne, let countMax = race?.count {
            drawCount = hasReplacement ? countMax : min(countMax, rowCount)
        }
        let room = rowCount * Self.valuesPerRow + drawCount * Self.valuesPerDraw
        guard room > held.count else { return }
        try held.add(count: room - held.count, &run, countSpan)
    }

    /// The room for candidates, empty, to be changed while the draw is read.
    private mutating func takeRoom() -> (identities: [RowIdentity], weights: [Double]) {
        var room: (identities: [RowIdentity], weights: [Double]) = ([], [])
        swap(&room.identities, &identities)
        swap(&room.weights, &weights)
        room.identities.removeAll(keepingCapacity: true)
        room.weights.removeAll(keepingCapacity: true)
        return room
    }

    private mutating func giveRoom(_ identities: [RowIdentity], _ weights: [Double]) {
        self.identities = identities
        self.weights = weights
    }

    private func take(
        _ members: some RandomAccessCollection<Int>, _ waiting: borrowing SampleRows,
        into identities: inout [RowIdentity], _ weights: inout [Double], _ run: inout Run
    ) throws(ExecutionError) {
        identities.reserveCapacity(members.count)
        weights.reserveCapacity(members.count)
        for index in members {
            try run.step()
            identities.append(waiting.candidates.identities[index])
            weights.append(waiting.candidates.weights[index])
        }
    }

    /// Puts candidates in the order of their identities, equal rows in that of their weights and
    /// ties, and numbers these.
    private mutating func sort(
        _ members: some RandomAccessCollection<Int>, _ waiting: borrowing SampleRows,
        into identities: inout [RowIdentity], _ weights: inout [Double], _ run: inout Run
    ) throws(ExecutionError) {
        let (candidates, rows) = (waiting.candidates, waiting.rows)
        entries.removeAll(keepingCapacity: true)
        entries.reserveCapacity(members.count)
        for (place, index) in members.enumerated() {
            try run.step()
            entries.append(SortEntry(prefix: identities[place].high, index: index))
        }
        let tieCount = sample.ties.count
        try StableSort.sort(&entries, run.control) { left, right in
            let first = candidates.identities[left].low
            let second = candidates.identities[right].low
            if first != second { return first < second }
            let (weight, other) = (candidates.weights[left], candidates.weights[right])
            if weight != other { return weight < other }
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
            let index = entries[place].index
            let identity = candidates.identities[index]
            ordinal = identity == last ? ordinal + 1 : 0
            last = identity
            identities[place] = identity.copy(ordinal)
            weights[place] = candidates.weights[index]
        }
    }

    private mutating func keep(
        _ identities: [RowIdentity], _ weights: [Double], _ control: RunControl
    ) throws(DrawProblem) {
        drawn.removeAll(keepingCapacity: true)
        for part in RowParts(of: identities.count, each: Self.rowsPerCheck) {
            try check(control)
            let stream = stream
            do throws(WeightProblem) {
                drawn += try [Int](capacity: part.count) { rows throws(WeightProblem) in
                    try stream.keep(
                        identities.span.extracting(part),
                        probabilities: weights.span.extracting(part),
                        firstRow: part.lowerBound, into: &rows)
                }
            } catch { throw .weight }
        }
    }

    private mutating func runRace(
        _ identities: [RowIdentity], _ weights: [Double], _ control: RunControl
    ) throws(DrawProblem) {
        // Taken out, to be changed while the columns are lent.
        guard var own = race.take() else { preconditionFailure("a draw has begun") }
        own.reset()
        own.reserve(rowCount: identities.count)
        for part in RowParts(of: identities.count, each: Self.rowsPerCheck) {
            if part.lowerBound > 0 { try check(control) }
            while try !enter(identities, weights, part, &own) { try check(control) }
        }
        do throws(ExecutionError) {
            try own.finish(replacing: &drawn) { () throws(ExecutionError) in try control.check() }
        } catch { throw .ended(error) }
        race = own
    }

    /// - Returns: whether all rows of the part take part.
    private func enter(
        _ identities: [RowIdentity], _ weights: [Double], _ part: Range<Int>, _ race: inout Race
    ) throws(DrawProblem) -> Bool {
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
