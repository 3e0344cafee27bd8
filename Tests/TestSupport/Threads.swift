import Dispatch
import Foundation
import Synchronization

/// Runs each closure on a thread of its own, all at once, and waits for them.
///
/// Tasks would share as many threads as there are cores.
///
/// - Throws: the first error of a closure.
package func runThreads(_ bodies: [@Sendable () throws -> Void]) throws {
    let group = DispatchGroup()
    let failure = FirstError()
    for body in bodies {
        group.enter()
        Thread.detachNewThread {
            do { try body() } catch { failure.note(error) }
            group.leave()
        }
    }
    group.wait()
    try failure.rethrow()
}

private final class FirstError: Sendable {
    private let error = Mutex<(any Error)?>(nil)

    func note(_ new: any Error) { error.withLock { if $0 == nil { $0 = new } } }

    func rethrow() throws {
        if let error = error.withLock({ $0 }) { throw error }
    }
}
