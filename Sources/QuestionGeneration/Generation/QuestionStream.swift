internal import Diagnostics
internal import MedGraph

/// Puts the questions of all kinds into one order, in which each number of questions from the
/// start is what fewer or more would have begun with.
///
/// The kinds take turns. Drafts are made ahead on several threads; whether one is taken depends
/// on those before it alone.
struct QuestionStream {
    private var queues: [KindQueue]
    private let split: QuestionSplit?
    private let shareMax: Double
    private let seed: Int64
    private let threadCount: Int
    /// Whose turn it is in each part of the split.
    private var turns: [Int]
    private var partCounts: [Int]
    private var asked = AskedQuestions()
    private(set) var count = 0
    private(set) var report: QuestionReport

    init(_ queues: [KindQueue], _ options: QuestionOptions) {
        self.queues = queues
        split = options.split
        shareMax = options.shareMax
        seed = options.seed
        threadCount = options.threadCount
        let partCount = options.split?.parts.count ?? 1
        turns = Array(repeating: 0, count: partCount)
        partCounts = Array(repeating: 0, count: partCount)
        report = QuestionReport(
            askedCount: options.count,
            kinds: queues.map {
                QuestionReport.Kind(name: $0.maker.kind.name, subjectCount: $0.subjects.count)
            })
    }

    /// The next question or pair of twins, and the part it belongs to; nil where no more are
    /// possible.
    mutating func next(
        remaining: Int
    ) throws(InputError) -> (draft: Draft, part: Int, kind: Int)? {
        let part = split?.nextPart(after: partCounts) ?? 0
        for _ in queues.indices {
            // At random all parts take from one line, in the order that there is without parts.
            let line = split?.separation == .random ? 0 : part
            let kind = turns[line]
            turns[line] = (kind + 1) % queues.count
            guard let draft = try take(kind, line, remaining) else { continue }
            partCounts[part] += draft.records.count
            return (draft, part, kind)
        }
        return nil
    }

    /// Ends the count of what was not asked.
    mutating func finish() -> QuestionReport {
        for (index, queue) in queues.enumerated() {
            report.kinds[index].isExhausted = queue.isExhausted
            if queue.isExhausted, report.isShort, queue.leftCount > 0, shareMax < 1 {
                report.kinds[index].dropped[.share, default: 0] += queue.leftCount
            }
        }
        return report
    }

    mutating func note(_ count: Int, of kind: Int) {
        report.kinds[kind].questionCount += count
        report.questionCount += count
    }

    private mutating func take(
        _ kind: Int, _ part: Int, _ remaining: Int
    ) throws(InputError) -> Draft? {
        if let own = queues[kind].part, own != part { return nil }
        // Out of the way of the queue's own change, and not as a copy.
        var asked = AskedQuestions()
        swap(&asked, &self.asked)
        defer { swap(&asked, &self.asked) }
        while true {
            let limit = entityCountMax
            if let draft = queues[kind].take(part, limit: limit, { asked.allows($0, limit: limit) })
            {
                // Two kinds, or two subjects, may come to the same words.
                guard !asked.has(draft) else {
                    report.kinds[kind].dropped[.duplicate, default: 0] += 1
                    continue
                }
                asked.add(draft)
                count += draft.records.count
                return draft
            }
            if queues[kind].isExhausted { return nil }
            try makeMore(kind, part, remaining)
        }
    }

    /// How many questions an entity may be in after the next one.
    private var entityCountMax: Int {
        guard shareMax < 1 else { return .max }
        return max(1, Int(shareMax * Double(count + 1)))
    }

    /// Makes drafts of the kind that has none left, and of others that soon will have none.
    private mutating func makeMore(
        _ kind: Int, _ part: Int, _ remaining: Int
    ) throws(InputError) {
        let size = min(64, max(4, remaining / queues.count + 1))
        var work: [(kind: Int, maker: QuestionMaker, subject: Subject)] = []
        for index in queues.indices
        where index == kind || queues[index].freshCount(part) < size / 2 {
            if let own = queues[index].part, own != part { continue }
            for subject in queues[index].takeSubjects(size) {
                work.append((index, queues[index].maker, subject))
            }
        }
        let made = try parallelMap(work, threadCount: threadCount) {
            item throws(InputError) in try item.maker.make(item.subject)
        }
        for (item, result) in zip(work, made) {
            switch result {
            case .failure(let dropped):
                report.kinds[item.kind].dropped[dropped.reason, default: 0] += 1
            case .success(let draft):
                if let part = self.part(of: draft, item.kind) {
                    queues[item.kind].add(draft, to: part)
                } else {
                    report.kinds[item.kind].dropped[.crossing, default: 0] += 1
                }
            }
        }
    }

    /// The part that a draft can go to; nil when there is none.
    ///
    /// Where questions are dealt at random any part will do: it waits for the one whose turn it is.
    private func part(of draft: Draft, _ kind: Int) -> Int? {
        guard let split else { return 0 }
        switch split.separation {
        case .random: return 0
        case .kind: return queues[kind].part
        case .entity:
            let parts = Set(draft.topics.map { split.part(of: $0, seed: seed) })
            return parts.count == 1 ? parts.first : nil
        }
    }
}
