internal import Glibc

/// Gives a file the place of another one, which is gone at the same moment.
///
/// Foundation's replacement first moves the old file away on Linux, and can fail between; the
/// system call does both or neither. It is unsafe only in taking C strings.
///
/// - Returns: whether it was done.
func replaceFile(at path: String, with other: String) -> Bool {
    unsafe rename(other, path) == 0
}
