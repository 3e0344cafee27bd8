package import Diagnostics
internal import Foundation
internal import Glibc

/// Lets only one process at a time work for a corpus, so that nothing is asked twice.
///
/// The system lets go of it when the process ends in whatever way. The file beside the corpus stays:
/// removing it would let two processes hold locks on two files of the same name.
package final class WorkLock {
    private let handle: FileHandle

    /// - Throws: where another process works for the corpus, or the file cannot be made.
    package init(corpus path: String) throws(InputError) {
        let file = path + "-lock"
        if !FileManager.default.fileExists(atPath: file) {
            _ = FileManager.default.createFile(atPath: file, contents: nil)
        }
        guard let handle = FileHandle(forUpdatingAtPath: file) else {
            throw InputError(
                "cannot open `\(file)`", hint: "the folder must be there and allow new files")
        }
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw InputError("another `medgraph generate` is working for the corpus `\(path)`")
        }
        self.handle = handle
    }

    deinit { try? handle.close() }
}
