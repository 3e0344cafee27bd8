internal import Corpus
internal import Diagnostics
internal import Synchronization

/// Hands the requests of a run out to its threads and counts what became of them.
final class WorkQueue: Sendable {
    /// So many prompts in a row that failed for a reason of the server end the run.
    private static let serverFailureCountMax = 20

    private struct State {
        var requests: [NoteRequest] = []
        var prompts: [PromptID] = []
        var next = 0
        var progress: GenerationProgress
        var failures: [AttemptFailure.Kind: Int] = [:]
        var reasons: [AttemptFailure.Kind: String] = [:]
        var serverFailureCount = 0
        var stop: GenerationReport.Stop?
        var error: InputError?
    }

    private let state: Mutex<State>

    init(totalCount: Int) {
        state = Mutex(State(progress: GenerationProgress(totalCount: totalCount)))
    }

    var progress: GenerationProgress { state.withLock { $0.progress } }
    var error: InputError? { state.withLock { $0.error } }
    var isStopped: Bool { state.withLock { $0.stop != nil || $0.error != nil } }

    /// Sets the next requests; those before them are all taken.
    func fill(_ prompts: [PromptID], _ requests: [NoteRequest]) {
        state.withLock { state in
            state.prompts = prompts
            state.requests = requests
            state.next = 0
        }
    }

    /// Takes the next requests; none at the end and when the run is stopped.
    func take(_ count: Int) -> [(PromptID, NoteRequest)] {
        state.withLock { state in
            guard state.stop == nil, state.error == nil else { return [] }
            let end = min(state.next + count, state.requests.count)
            defer { state.next = end }
            return (state.next..<end).map { (state.prompts[$0], state.requests[$0]) }
        }
    }

    /// Counts what is stored.
    ///
    /// - Parameter tokenCount: as far as the server told it.
    func count(written: Int, failures: [AttemptFailure], tokenCount: Int) {
        state.withLock { state in
            state.progress.writtenCount += written
            state.progress.failedCount += failures.count
            state.progress.tokenCount += tokenCount
            if written > 0 { state.serverFailureCount = 0 }
            for failure in failures {
                state.failures[failure.kind, default: 0] += 1
                if state.reasons[failure.kind] == nil {
                    state.reasons[failure.kind] = failure.message
                }
                state.serverFailureCount = failure.isOfServer ? state.serverFailureCount + 1 : 0
                if state.serverFailureCount >= Self.serverFailureCountMax {
                    state.stop = state.stop ?? .server(failure)
                }
            }
        }
    }

    func stop(_ reason: GenerationReport.Stop) {
        state.withLock { $0.stop = $0.stop ?? reason }
    }

    func fail(_ error: InputError) { state.withLock { $0.error = $0.error ?? error } }

    func report() -> GenerationReport {
        state.withLock { state in
            var report = GenerationReport()
            report.writtenCount = state.progress.writtenCount
            report.failures = state.failures
            report.reasons = state.reasons
            report.waitingCount =
                state.progress.totalCount - state.progress.writtenCount - state.progress.failedCount
            report.tokenCount = state.progress.tokenCount
            // A run that was to stop when nothing was left is done.
            report.stop = report.waitingCount > 0 ? state.stop : nil
            return report
        }
    }
}
