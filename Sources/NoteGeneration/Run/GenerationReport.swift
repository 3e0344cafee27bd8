internal import Diagnostics

/// What a run did.
package struct GenerationReport: Sendable, Equatable {
    package enum Stop: Sendable, Equatable {
        /// The next request could take more tokens than are left.
        case budget
        /// Many prompts in a row failed for a reason that holds for all of them.
        case server(AttemptFailure)

        fileprivate var failure: AttemptFailure? {
            if case .server(let failure) = self { failure } else { nil }
        }
    }

    package var writtenCount = 0
    /// By kind of failure.
    package var failures: [AttemptFailure.Kind: Int] = [:]
    /// Of each kind, what the first failure said.
    package var reasons: [AttemptFailure.Kind: String] = [:]
    /// Prompts that were not asked.
    package var waitingCount = 0
    /// As far as the server told it.
    package var tokenCount = 0
    /// Nil when every prompt was asked.
    package var stop: Stop?

    package init() {}

    package var failedCount: Int { failures.values.reduce(0, +) }

    /// Whether every prompt has a note.
    package var isComplete: Bool { failedCount == 0 && waitingCount == 0 }

    /// In sentences, one a line.
    package var text: String {
        var text = writtenCount.counted("note") + " written"
        if tokenCount > 0 { text += ", \(tokenCount.counted("token")) used" }
        text += "\n"
        if failedCount > 0 {
            let kinds = failures.sorted {
                ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
            }
            let counts = kinds.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
            text +=
                failedCount.counted("prompt")
                + " failed (\(counts)); the same command tries again\n"
            for (kind, _) in kinds where kind != stop?.failure?.kind {
                if let reason = reasons[kind] { text += "  \(kind.rawValue): \(reason)\n" }
            }
        }
        let waiting =
            waitingCount.counted("prompt waits", "prompts wait") + " for the same command"
        switch stop {
        case .budget:
            text +=
                "stopped before the budget of tokens would be exceeded: \(waiting)\n"
        case .server(let failure):
            text +=
                "stopped, since no prompt is answered: \(failure.message); \(waiting)\n"
        case nil: break
        }
        return text
    }
}
