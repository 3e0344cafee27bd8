internal import CLMDB
internal import Glibc

/// Lets one writer of a file in after the other, and lets those who wait give up.
///
/// LMDB's own lock waits for ever. So whoever holds this gate is the only one to ask for that
/// lock. Threads of one process are let in as they came; processes find each other by a lock on
/// the data file, which ends with the process that has it. Where a file system knows no such
/// locks, LMDB's own remains.
@safe
final class WriteGate: Sendable {
    // The pointers never change, and what they point to is made for many threads.
    nonisolated(unsafe) private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    nonisolated(unsafe) private let isChanged: UnsafeMutablePointer<pthread_cond_t>

    // What follows is looked at and changed only by who holds `mutex`.
    nonisolated(unsafe) private var isTaken = false
    nonisolated(unsafe) private var waiting: [UInt64] = []
    nonisolated(unsafe) private var ticketCount: UInt64 = 0

    /// A descriptor of the data file that nobody else has; −1 without one.
    private let descriptor: CInt

    /// How long a writer waits before it asks again whether it may.
    private static let nanosecondsPerWait = 5_000_000

    /// A byte far behind the end of any data file.
    private static let lockedByte: Int = 1 << 62

    /// `F_OFD_SETLK` of Linux, which the C library shows only to GNU sources.
    private static let setOpenFileLock: CInt = 37

    /// - Parameter path: the data file; nil where nobody writes.
    init(path: String?) {
        descriptor = path.map { unsafe open($0, O_RDWR | O_CLOEXEC) } ?? -1
        unsafe mutex = .allocate(capacity: 1)
        unsafe isChanged = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(isChanged, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        unsafe pthread_cond_destroy(isChanged)
        unsafe pthread_mutex_destroy(mutex)
        unsafe isChanged.deallocate()
        unsafe mutex.deallocate()
    }

    /// Waits for the gate as long as `isWelcome` says yes, asking it every few milliseconds.
    ///
    /// Returns whether the gate is ours.
    func enter(while isWelcome: () -> Bool) -> Bool {
        guard enterProcess(while: isWelcome) else { return false }
        var pause: useconds_t = 20
        while !lockFile() {
            guard isWelcome() else {
                leaveProcess()
                return false
            }
            usleep(pause)
            pause = min(pause * 2, 2_000)
        }
        return true
    }

    /// Lets the next one in.
    func leave() {
        setFileLock(CInt(F_UNLCK))
        leaveProcess()
    }

    private func enterProcess(while isWelcome: () -> Bool) -> Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        if unsafe !isTaken && waiting.isEmpty {
            unsafe isTaken = true
            return true
        }
        let ticket = unsafe ticketCount
        unsafe ticketCount += 1
        unsafe waiting.append(ticket)
        defer { unsafe waiting.removeAll { $0 == ticket } }
        while unsafe isTaken || waiting[0] != ticket {
            waitForChange()
            guard isWelcome() else { return false }
        }
        unsafe isTaken = true
        return true
    }

    private func leaveProcess() {
        unsafe pthread_mutex_lock(mutex)
        unsafe isTaken = false
        unsafe pthread_cond_broadcast(isChanged)
        unsafe pthread_mutex_unlock(mutex)
    }

    private func waitForChange() {
        var end = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &end)
        end.tv_nsec += Self.nanosecondsPerWait
        if end.tv_nsec >= 1_000_000_000 {
            end.tv_nsec -= 1_000_000_000
            end.tv_sec += 1
        }
        unsafe pthread_cond_timedwait(isChanged, mutex, &end)
    }

    /// Whether no other process writes.
    private func lockFile() -> Bool { setFileLock(CInt(F_WRLCK)) }

    /// False only when another process has the lock.
    @discardableResult
    private func setFileLock(_ kind: CInt) -> Bool {
        guard descriptor >= 0 else { return true }
        var lock = flock()
        lock.l_type = Int16(kind)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = off_t(Self.lockedByte)
        lock.l_len = 1
        if unsafe fcntl(descriptor, Self.setOpenFileLock, &lock) == 0 { return true }
        return errno != EAGAIN && errno != EACCES
    }
}
