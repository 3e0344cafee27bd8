internal import Foundation
internal import Glibc
internal import MedGraph
internal import Synchronization

/// Makes Ctrl-C stop the running query instead of the program.
package final class Interrupts: Sendable {
    private let running = Mutex<Cancellation?>(nil)

    package init() {}

    /// Listens to the signal until the program ends.
    ///
    /// - Precondition: no other thread was started, since threads inherit what they do not take.
    package func listen() {
        // No thread takes the signal but the one below, which asks for it.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        Thread.detachNewThread { [self] in
            var signals = sigset_t()
            unsafe sigemptyset(&signals)
            unsafe sigaddset(&signals, SIGINT)
            var signal: Int32 = 0
            while unsafe sigwait(&signals, &signal) == 0 { interrupt() }
        }
    }

    /// Stops what runs.
    func interrupt() { running.withLock { $0?.cancel() } }

    /// What stops the query that is about to run.
    func begin() -> Cancellation {
        let cancellation = Cancellation()
        running.withLock { $0 = cancellation }
        return cancellation
    }

    func end() { running.withLock { $0 = nil } }
}
