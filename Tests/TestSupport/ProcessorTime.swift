import Foundation

/// The time for which the thread of the caller had a core while `body` ran.
///
/// Tests run side by side and on busy machines: what a test waits for a core says nothing about what
/// it tests.
package func processorTime(of body: () throws -> Void) rethrows -> Duration {
    func now() -> Duration {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    try body()
    return now() - start
}
