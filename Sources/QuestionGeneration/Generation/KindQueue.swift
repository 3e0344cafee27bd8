internal import MedGraph

/// The drafts of one kind on their way to the output.
///
/// ```
/// subjects ──make──▶ waiting, by part ──fits──▶ output
///                        └── too large a share: waits until the output has grown
/// ```
struct KindQueue {
    let maker: QuestionMaker
    let subjects: [Subject]
    /// The part of the split that all of the kind belongs to; nil where questions are dealt alone.
    let part: Int?
    private(set) var madeCount = 0
    /// Drafts that wait, by part.
    private var waiting: [[Draft]]
    /// How many drafts at the front of a part wait for the output to grow, and the growth at which
    /// they were looked at last.
    private var deferred: [(count: Int, limit: Int)]

    init(_ maker: QuestionMaker, _ subjects: [Subject], part: Int?, partCount: Int) {
        self.maker = maker
        self.subjects = subjects
        self.part = part
        waiting = Array(repeating: [], count: partCount)
        deferred = Array(repeating: (0, 0), count: partCount)
    }

    var isExhausted: Bool { madeCount == subjects.count }

    /// How many drafts of a part have not been looked at.
    func freshCount(_ part: Int) -> Int { waiting[part].count - deferred[part].count }

    /// The next subjects to be made into drafts.
    mutating func takeSubjects(_ count: Int) -> ArraySlice<Subject> {
        let slice = subjects[madeCount...].prefix(count)
        madeCount += slice.count
        return slice
    }

    mutating func add(_ draft: Draft, to part: Int) { waiting[part].append(draft) }

    /// Takes the first draft of a part that fits; those that do not fit wait.
    ///
    /// - Parameter limit: how many questions an entity may be in now: with the same limit a draft
    ///   that did not fit does not fit again.
    mutating func take(_ part: Int, limit: Int, _ fits: (Draft) -> Bool) -> Draft? {
        if deferred[part].limit != limit { deferred[part] = (0, limit) }
        while deferred[part].count < waiting[part].count {
            let index = deferred[part].count
            if fits(waiting[part][index]) { return waiting[part].remove(at: index) }
            deferred[part].count += 1
        }
        return nil
    }

    /// Drafts that never fitted.
    var leftCount: Int { waiting.reduce(0) { $0 + $1.count } }
}
