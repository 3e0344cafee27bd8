internal import CEditLine
internal import Glibc

/// The size of the terminal that standard output is.
package enum TerminalWidth {
    /// In columns; nil when standard output is no terminal, or does not say.
    package static func current() -> Int? {
        var size = winsize()
        // The call fills the structure, which lives as long as it.
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}
