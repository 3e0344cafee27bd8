internal import DatasetImport
internal import Diagnostics
internal import Foundation
internal import Glibc
internal import LineEditing

/// Standard error: messages, audits and progress.
enum Console {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether colours and moves of the cursor are welcome.
    static var hasColor: Bool {
        isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// The columns of the terminal that results go to; nil when they go elsewhere.
    static var outputWidth: Int? { TerminalWidth.current() }

    static func write(_ text: String) {
        // Where messages cannot be written, nobody can be told.
        _ = Descriptor.write(text, to: STDERR_FILENO)
    }

    static func write(_ error: InputError) {
        var text = error.description
        if hasColor, text.hasPrefix("error:") {
            text = "\u{1B}[1;31merror:\u{1B}[0m" + text.dropFirst("error:".count)
        }
        write(text + "\n")
    }
}
