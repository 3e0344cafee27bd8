import Synchronization

/// What may end a run early. It can be shared with other threads, to cancel from there.
package final class RunControl: Sendable {
    /// How much one run may take, and what it draws by.
    package struct Limits: Sendable {
        package var timeoutMilliseconds: Int?
        /// Rows of the result.
        package var rowCountMax: Int?
        /// Values that lists and operators hold at once, about 24 bytes each.
        package var valueCountMax = 1 << 26
        /// The seed of draws for which the query names none; nil for a fresh one.
        package var seed: Int64?

        package init() {}
    }

    let limits: Limits
    private let deadline: ContinuousClock.Instant?
    private let isCancelled = Atomic<Bool>(false)

    /// - Parameter start: when the time that the limits allow begins.
    package init(
        _ limits: Limits = Limits(), from start: ContinuousClock.Instant = .now
    ) {
        self.limits = limits
        deadline = limits.timeoutMilliseconds.map { start.advanced(by: .milliseconds($0)) }
    }

    /// Ends the run soon, from any thread.
    package func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Whether ``check()`` would throw.
    package var isOver: Bool {
        if isCancelled.load(ordering: .relaxed) { return true }
        guard let deadline else { return false }
        return ContinuousClock.now >= deadline
    }

    /// As ``check()`` for a run whose time has just begun: the clock is not asked.
    ///
    /// **Throws** `Timeout` when it has no time at all, and `Cancelled`.
    func checkBegin() throws(ExecutionError) {
        if isCancelled.load(ordering: .relaxed) { throw .cancelled }
        if let milliseconds = limits.timeoutMilliseconds, milliseconds <= 0 {
            throw .timeout(milliseconds)
        }
    }

    /// **Throws** `Timeout` and `Cancelled`.
    package func check() throws(ExecutionError) {
        if isCancelled.load(ordering: .relaxed) { throw .cancelled }
        if let deadline, ContinuousClock.now >= deadline {
            throw .timeout(limits.timeoutMilliseconds ?? 0)
        }
    }
}
