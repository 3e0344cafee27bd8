internal import Diagnostics
internal import Glibc

/// Standard output: results, and nothing else.
///
/// What cannot be written is an error of the command, not lost in silence: `print` keeps no count of
/// what a full disk refuses, and Foundation's `FileHandle.write` ends the process.
enum StandardOutput {
    /// - Throws: ``InputError`` where not all of the text can be written. A reader that went away
    ///   ends the process by the signal that says so, as it ends other programs.
    static func write(_ text: String) throws(InputError) {
        guard let code = Descriptor.write(text, to: STDOUT_FILENO) else { return }
        throw InputError(
            "cannot write the result: \(Descriptor.reason(code))",
            hint: code == ENOSPC ? "what was written before is not whole" : nil)
    }

    /// Writes where nobody is left who could take an error: says it, and ends the process.
    static func writeOrExit(_ text: String) {
        do { try write(text) } catch {
            Console.write(error)
            exit(1)
        }
    }
}
