internal import Diagnostics
internal import Foundation

/// Hands steps from the reader's thread to the loader's, in order and never more than a few ahead.
///
/// Sendable without proof by the compiler: all state is touched with `condition` locked.
final class StepQueue: LoadStepReceiver, @unchecked Sendable {
    private let condition = NSCondition()
    private let countMax: Int
    private var steps: [LoadStep] = []
    private var outcome: Result<ReadAudit, InputError>?
    private var isCancelled = false

    init(countMax: Int = 16) { self.countMax = countMax }

    /// Adds a step, as soon as there is room.
    ///
    /// - Throws: once the loader wants no more.
    func receive(_ step: LoadStep) throws(InputError) {
        condition.lock()
        defer { condition.unlock() }
        while steps.count >= countMax, !isCancelled { condition.wait() }
        guard !isCancelled else { throw InputError("the loader has stopped") }
        steps.append(step)
        condition.signal()
    }

    /// Says that the reader is done, or why it cannot go on.
    func finish(_ result: Result<ReadAudit, InputError>) {
        condition.lock()
        defer { condition.unlock() }
        outcome = result
        condition.broadcast()
    }

    /// What comes next.
    enum Next {
        case steps([LoadStep])
        case end(ReadAudit)
    }

    /// Waits for steps, or for the end.
    ///
    /// - Throws: what the reader met, after all steps before it.
    func next() throws(InputError) -> Next {
        condition.lock()
        defer { condition.unlock() }
        while steps.isEmpty, outcome == nil { condition.wait() }
        guard steps.isEmpty, let outcome else {
            let next = steps
            steps.removeAll(keepingCapacity: true)
            condition.signal()
            return .steps(next)
        }
        return .end(try outcome.get())
    }

    /// Makes the reader stop, and waits until it has.
    func cancel() {
        condition.lock()
        defer { condition.unlock() }
        isCancelled = true
        condition.broadcast()
        while outcome == nil { condition.wait() }
    }
}
