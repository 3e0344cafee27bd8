package import Diagnostics
package import MedGraph

/// Makes questions of kinds out of a graph.
///
/// The same graph, kinds and options give the same questions, whatever the number of threads; and
/// a larger count only adds to them.
package struct QuestionGenerator: Sendable {
    private let database: Database
    private let graph: GraphEntities
    private let kinds: [QuestionKind]
    private let options: QuestionOptions

    /// One line of the output.
    package struct Line: Sendable {
        package let record: QuestionRecord
        /// In the format that was asked for, without a line end.
        package let text: String
        /// The part of the split; 0 without one.
        package let part: Int
    }

    /// - Throws: when the graph cannot be read.
    package init(
        _ database: Database, kinds: [QuestionKind], options: QuestionOptions
    ) throws(InputError) {
        self.database = database
        self.kinds = kinds
        self.options = options
        do throws(MedGraphError) { graph = try GraphEntities(database) } catch {
            throw InputError(error.description)
        }
    }

    /// Makes the questions.
    ///
    /// Everything about the kinds is checked before the first question: what is wrong with one of
    /// them is said before `consume` is called.
    ///
    /// - Parameters:
    ///   - consume: takes the questions in their order.
    ///   - progress: is told how many there are, now and then.
    package func run(
        progress: (Int) -> Void = { _ in }, _ consume: (Line) -> Void
    ) throws(InputError) -> QuestionReport {
        var stream = QuestionStream(try makeQueues(), options)
        var count = 0
        while count < options.count {
            guard let (draft, part, kind) = try stream.next(remaining: options.count - count) else {
                break
            }
            let kept = min(draft.records.count, options.count - count)
            for index in 0..<kept {
                consume(Line(record: draft.records[index], text: draft.lines[index], part: part))
            }
            stream.note(kept, of: kind)
            count += kept
            progress(count)
        }
        try checkSnapshot()
        return stream.finish()
    }

    /// Each query sees the graph as it is when it runs; a record names a single state of it.
    private func checkSnapshot() throws(InputError) {
        let hash: String
        do throws(MedGraphError) { hash = try database.contentHash() } catch {
            throw InputError(error.description)
        }
        guard hash == graph.snapshot else {
            throw InputError(
                "the graph was changed while questions were made of it",
                hint: "run it again, or on a copy made with `medgraph backup`")
        }
    }

    private func makeQueues() throws(InputError) -> [KindQueue] {
        let reachable = ReachableNodes(database)
        let prepared = try parallelMap(kinds, threadCount: options.threadCount) {
            kind throws(InputError) in
            let check = KindCheck(kind, database, graph, options.language)
            try check.checkQueries()
            let list = try SubjectList(kind, database, seed: options.seed)
            let maker = try check.maker(list, options, reachable)
            // The first subject shows what no check of the text can: the columns of the result.
            if let first = list.subjects.first { _ = try maker.make(first) }
            return (maker, list.subjects)
        }
        let parts =
            options.split.flatMap { split in
                split.separation == .kind
                    ? split.parts(ofKinds: kinds.map(\.name), seed: options.seed) : nil
            }
        // At random any question may go to any part, so all wait in one line.
        let lineCount =
            options.split.map { $0.separation == .random ? 1 : $0.parts.count } ?? 1
        return prepared.enumerated().map { index, pair in
            KindQueue(pair.0, pair.1, part: parts?[index], partCount: lineCount)
        }
    }
}
