internal import Foundation
internal import Glibc

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
