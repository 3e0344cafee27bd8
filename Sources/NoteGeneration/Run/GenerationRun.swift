internal import ClinicalNotes
package import Corpus
package import Diagnostics
internal import Dispatch
internal import Foundation
internal import JSONRecords
package import MedGraph

/// Asks a generator for the notes that a corpus lacks, several at a time, and stores each with its
/// spans and scores as soon as it is there.
///
/// A process that is killed loses at most the requests that were under way: they are asked again.
package struct GenerationRun: Sendable {
    /// Prompts are read in windows, since all of them can be more than memory holds.
    private static let windowCount = 4096

    private let corpus: Corpus
    private let graph: Database
    private let generator: any NoteGenerator
    private let jobCount: Int
    private let retry: RetryPolicy
    private let budget: TokenBudget

    /// - Parameters:
    ///   - graph: the graph that the prompts were made from.
    ///   - jobCount: how many requests are under way at most.
    package init(
        _ corpus: Corpus, _ graph: Database, _ generator: any NoteGenerator, jobCount: Int,
        retry: RetryPolicy = RetryPolicy(), budget: TokenBudget = TokenBudget(nil)
    ) {
        precondition(jobCount > 0, "someone has to do the work")
        self.corpus = corpus
        self.graph = graph
        self.generator = generator
        self.jobCount = jobCount
        self.retry = retry
        self.budget = budget
    }

    /// - Parameter show: called a few times a second, on this thread.
    /// - Throws: where the corpus cannot be written or the graph not be read. What a generator does
    ///   wrong is stored, and the rest goes on.
    package func run(
        _ work: WorkList, show: (GenerationProgress) -> Void = { _ in }
    ) throws(InputError) -> GenerationReport {
        let queue = WorkQueue(totalCount: work.open.count)
        var start = 0
        while start < work.open.count, !queue.isStopped {
            let window = Array(work.open[start..<min(start + Self.windowCount, work.open.count)])
            queue.fill(window, try requests(window))
            let count = min(jobCount, window.count)
            let group = Self.onThreads(count) { self.work(through: queue, work.generator) }
            while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
                show(queue.progress)
            }
            start += window.count
        }
        if let error = queue.error { throw error }
        return queue.report()
    }

    private func requests(_ ids: [PromptID]) throws(InputError) -> [NoteRequest] {
        do {
            let prompts = try corpus.prompts(ids)
            let contexts = try prompts.map { try NoteContext(record: JSONParser.parse($0.record)) }
            let lexicon = try Lexicon(graph, for: contexts)
            return zip(prompts, contexts).map {
                NoteRequest(prompt: $0, context: $1, lexicon: lexicon)
            }
        } catch let error as InputError {
            throw error
        } catch { throw InputError("a prompt of the corpus is damaged") }
    }

    /// Threads of their own, since most of them wait for a server.
    private static func onThreads(
        _ count: Int, _ body: @escaping @Sendable () -> Void
    ) -> DispatchGroup {
        let group = DispatchGroup()
        for _ in 0..<count {
            group.enter()
            let thread = Thread {
                body()
                group.leave()
            }
            // The parser of JSON goes down as deep as the text does.
            thread.stackSize = 8 << 20
            thread.start()
        }
        return group
    }

    // MARK: One thread

    private func work(through queue: WorkQueue, _ generatorID: GeneratorID) {
        while true {
            let batch = queue.take(generator.batchCount)
            guard !batch.isEmpty else { return }
            var outcomes: [WorkOutcome] = []
            var failures: [AttemptFailure] = []
            var tokenCount = 0
            for (prompt, request) in batch {
                guard let asked = ask(request) else {
                    queue.stop(.budget)
                    break
                }
                outcomes.append(outcome(prompt, request, asked))
                tokenCount += asked.tokenCount
                if case .failure(let failure) = asked.result { failures.append(failure) }
            }
            do throws(InputError) { try corpus.store(outcomes, of: generatorID) } catch {
                queue.fail(error)
                return
            }
            queue.count(
                written: outcomes.count - failures.count, failures: failures,
                tokenCount: tokenCount)
        }
    }

    private struct Asked {
        let result: Result<NoteAnswer, AttemptFailure>
        let requestCount: Int
        /// What the server counted, in all attempts.
        let tokenCount: Int
    }

    /// Asks until there is an answer or no hope; nil when the budget is used up.
    private func ask(_ request: NoteRequest) -> Asked? {
        var retryCount = 0
        var tokenCount = 0
        let tokenCountMax = generator.tokenCountMax(request)
        while true {
            guard budget.reserve(tokenCountMax) else { return nil }
            do throws(AttemptFailure) {
                let answer = try generator.answer(request)
                let used = Self.tokenCount(answer)
                budget.settle(reserved: tokenCountMax, used: used)
                return Asked(
                    result: .success(answer), requestCount: retryCount + 1,
                    tokenCount: tokenCount + (used ?? 0))
            } catch {
                budget.settle(reserved: tokenCountMax, used: error.tokenCount)
                tokenCount += error.tokenCount ?? 0
                let delay = retry.delay(
                    after: error, retryCount: retryCount, fraction: Double.random(in: 0...1))
                guard let delay else {
                    return Asked(
                        result: .failure(error), requestCount: retryCount + 1,
                        tokenCount: tokenCount)
                }
                Thread.sleep(forTimeInterval: delay)
                retryCount += 1
            }
        }
    }

    private static func tokenCount(_ answer: NoteAnswer) -> Int? {
        guard let prompt = answer.promptTokenCount, let completion = answer.completionTokenCount
        else { return nil }
        return prompt + completion
    }

    private func outcome(_ prompt: PromptID, _ request: NoteRequest, _ asked: Asked) -> WorkOutcome
    {
        switch asked.result {
        case .failure(let failure):
            let reason = WorkOutcome.Failure(
                kind: failure.kind.rawValue, message: failure.message)
            return WorkOutcome(
                prompt: prompt, requestCount: asked.requestCount, result: .failure(reason))
        case .success(let answer):
            let spans = GoldSpanFinder(request.lexicon).spans(
                in: answer.text, of: request.context)
            let scores = NoteScores(of: answer.text, request.context, spans, request.lexicon)
            let note = NewNote(
                text: answer.text, labels: answer.labels, finishReason: answer.finishReason,
                promptTokenCount: answer.promptTokenCount,
                completionTokenCount: answer.completionTokenCount, spans: spans,
                scores: scores.json)
            return WorkOutcome(
                prompt: prompt, requestCount: asked.requestCount, result: .note(note))
        }
    }
}
