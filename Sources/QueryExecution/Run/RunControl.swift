import Synchronization

/// What may end a run early. It can be shared with other threads, to cancel from there.
package final class RunControl: Sendable {
    /// How much one run may take.
    package struct Limits: Sendable {
        package var timeoutMilliseconds: Int?
        /// Rows of the result.
        package var rowCountMax: Int?
        /// Values that lists and operators hold at once, about 24 bytes each.
        package var valueCountMax = 1 << 26

        package init() {}
    }

    let limits: Limits
    private let deadline: ContinuousClock.Instant?
    private let isCancelled = Atomic<Bool>(false)

    package init(_ limits: Limits = Limits()) {
        self.limits = limits
        deadline = limits.timeoutMilliseconds.map {
            ContinuousClock.now.advanced(by: .milliseconds($0))
        }
    }

    /// Ends the run soon, from any thread.
    package func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Whether ``check()`` would throw.
    package var isOver: Bool {
        if isCancelled.load(ordering: .relaxed) { return true }
        guard let deadline else { return false }
        return ContinuousClock.now >= deadline
    }

    /// **Throws** `Timeout` and `Cancelled`.
    package func check() throws(ExecutionError) {
        if isCancelled.load(ordering: .relaxed) { throw .cancelled }
        if let deadline, ContinuousClock.now >= deadline {
            throw .timeout(limits.timeoutMilliseconds ?? 0)
        }
    }
}
