import Foundation

/// Time that a processor spent, which does not count waiting for other work of the machine.
enum ProcessorClock {
    /// The nanoseconds of the thread that asks.
    static var threadNanoseconds: Double {
        var time = timespec()
        // The structure outlives the call.
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// The nanoseconds of all child processes that have ended.
    static var childNanoseconds: Double {
        var usage = rusage()
        // The structure outlives the call.
        unsafe getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        return seconds * 1e9 + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e3
    }
}
