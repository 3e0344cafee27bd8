internal import Glibc
internal import Synchronization

// A handler of signals may call only what waits for nothing. What makes this one safe: the table is
// made before the handler is set, its names are never freed, and removing a file or a folder is allowed
// there.

/// The names of the files and folders that a signal removes.
enum RemovalTable {
    /// More files than this are left behind by a signal.
    static let countMax = 4_096

    /// Nil where there is room.
    nonisolated(unsafe) fileprivate static let names = {
        let names = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: countMax)
        unsafe names.initialize(repeating: nil, count: countMax)
        return unsafe names
    }()

    private static let isListening = Mutex(false)

    /// Takes a name in; nil when there is no room.
    static func add(_ path: String) -> Int? {
        isListening.withLock { isListening in
            guard let slot = (0..<countMax).first(where: { unsafe names[$0] == nil }) else {
                return nil
            }
            unsafe names[slot] = unsafe strdup(path)
            if !isListening {
                isListening = true
                for number in [SIGINT, SIGTERM, SIGHUP] { listen(to: number) }
            }
            return slot
        }
    }

    /// The name is not freed: the handler may be reading it.
    static func clear(_ slot: Int?) {
        guard let slot else { return }
        isListening.withLock { _ in unsafe names[slot] = nil }
    }

    /// A signal that somebody ignores or listens to is left to them.
    private static func listen(to number: Int32) {
        let former = signal(number, removeAll)
        if former != nil {
            _ = signal(number, former)
            return
        }
        // Who starts the program from a thread without signals leaves it without them.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, number)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}

/// Removes the files, then the folders that held them, and ends the program as the signal would have.
///
/// Other threads go on meanwhile, and may make the next file, whose name is in the table before it is
/// there: a folder that is not empty yet is tried again.
private func removeAll(_ number: Int32) {
    for _ in 0..<1_000 {
        var isEmpty = true
        for slot in 0..<RemovalTable.countMax {
            if let name = unsafe RemovalTable.names[slot] { _ = unsafe unlink(name) }
        }
        for slot in 0..<RemovalTable.countMax {
            guard let name = unsafe RemovalTable.names[slot] else { continue }
            if unsafe rmdir(name) != 0, errno == ENOTEMPTY { isEmpty = false }
        }
        if isEmpty { break }
    }
    _ = signal(number, SIG_DFL)
    _ = raise(number)
}
