internal import Foundation
internal import Glibc
internal import Synchronization

// A handler of signals may call only what waits for nothing. What makes this one safe: the table is
// made before the handler is set, its names are never freed, and removing a file is allowed there.

/// A file beside another one, which takes its place or is removed; also when a signal ends the
/// program.
struct TemporaryFile {
    let path: String
    private let slot: Int?

    /// Makes the file; nil when its folder does not allow it.
    init?(beside path: String) {
        let url = URL(filePath: path)
        let name = ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)"
        self.path = url.deletingLastPathComponent().appending(path: name).path
        slot = RemovalTable.add(self.path)
        guard FileManager.default.createFile(atPath: self.path, contents: nil) else {
            RemovalTable.clear(slot)
            return nil
        }
    }

    /// Gives the file the place of another one, which is gone at the same moment.
    ///
    /// Foundation's replacement first moves the old file away on Linux, and can fail between; the
    /// system call does both or neither.
    ///
    /// - Returns: whether it was done.
    func move(to other: String) -> Bool {
        guard unsafe rename(path, other) == 0 else { return false }
        RemovalTable.clear(slot)
        return true
    }

    /// Removes the file, if it still has this name.
    func remove() {
        _ = unsafe unlink(path)
        RemovalTable.clear(slot)
    }
}

/// The names of the files that a signal removes.
private enum RemovalTable {
    /// More files than this are left behind by a signal.
    static let countMax = 256

    /// Nil where there is room.
    nonisolated(unsafe) static let names = {
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

/// Removes the files, and ends the program as the signal would have.
private func removeAll(_ number: Int32) {
    for slot in 0..<RemovalTable.countMax {
        if let name = unsafe RemovalTable.names[slot] { _ = unsafe unlink(name) }
    }
    _ = signal(number, SIG_DFL)
    _ = raise(number)
}
