internal import ArgumentParser

/// `--quiet`, the same for all commands that tell of their work.
struct QuietOption: ParsableArguments {
    @Flag(name: .customLong("quiet"), help: "Print neither progress nor what was done.")
    var isQuiet = false

    /// Tells how far the work is, to a terminal whose user wants to know.
    func statusLine() -> StatusLine { StatusLine(isShown: !isQuiet && Console.isTerminal) }

    /// Tells what was done, to a user who wants to know.
    func tell(_ text: @autoclosure () -> String) {
        if !isQuiet { Console.write(text()) }
    }
}
