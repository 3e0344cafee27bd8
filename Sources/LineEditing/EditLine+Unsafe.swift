internal import CEditLine
internal import Glibc

// The library is C with global variables and callbacks. What makes its use safe: one object exists,
// made and used on the main thread only; strings that go in are copied by the library or live as
// long as the call; strings that come out are copied and freed here.

/// Line editing through libedit.
package final class EditLine: LineReading {
    /// Asked for what can stand in place of a word, with what stands before it on the line.
    package typealias Completer = (_ word: String, _ before: String) -> [String]

    private static let historyCountMax: Int32 = 1_000
    fileprivate static var completer: Completer?
    fileprivate static var wasInterrupted = false

    private let historyPath: String?
    private var lastLine: String?

    /// - Parameters:
    ///   - historyPath: the file of lines of former sessions; its folder must be there. Nil for none.
    ///   - wordBreaks: the characters between words.
    package init(historyPath: String?, wordBreaks: String, completer: @escaping Completer) {
        self.historyPath = historyPath
        Self.completer = completer
        Self.useUTF8()
        // The library keeps the pointers for good.
        unsafe rl_readline_name = unsafe UnsafePointer(strdup("medgraph"))
        unsafe rl_basic_word_break_characters = unsafe UnsafePointer(strdup(wordBreaks))
        unsafe rl_attempted_completion_function = unsafe complete
        rl_completion_append_character = 0
        // The library takes the keys of the terminal as it finds them, here and before each line.
        let settings = Self.freeInterruptKey()
        rl_initialize()
        Self.restore(settings)
        _ = unsafe rl_add_defun("medgraph-interrupt", interrupt, 3)
        _ = unsafe rl_parse_and_bind("bind ^R em-inc-search-prev")
        // The library shows the prompt before it takes the terminal over, and a Ctrl-D typed in
        // between would be lost.
        rl_pre_input_hook = takeTerminal
        using_history()
        stifle_history(Self.historyCountMax)
        if let historyPath { _ = unsafe read_history(historyPath) }
    }

    /// Text is UTF-8 even where the environment says nothing about it.
    private static func useUTF8() {
        _ = unsafe setlocale(LC_CTYPE, "")
        guard let codeset = unsafe nl_langinfo(nl_item(CODESET)) else { return }
        if unsafe String(cString: codeset) != "UTF-8" { _ = unsafe setlocale(LC_CTYPE, "C.UTF-8") }
    }

    /// Makes Ctrl-C a character like others, and gives the settings from before.
    private static func freeInterruptKey() -> termios {
        var settings = termios()
        _ = unsafe tcgetattr(STDIN_FILENO, &settings)
        var changed = settings
        changed.c_cc.0 = 0
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &changed)
        return settings
    }

    private static func restore(_ settings: termios) {
        var settings = settings
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }

    package func readLine(prompt: String) -> LineResult {
        // Ctrl-C comes as a character while a line is edited, and as a signal otherwise.
        let settings = Self.freeInterruptKey()
        defer { Self.restore(settings) }
        Self.wasInterrupted = false
        guard let line = unsafe readline(prompt) else {
            guard Self.wasInterrupted else { return .end }
            // The cursor stands behind the line that was dropped.
            _ = unsafe fputs("\n", stdout)
            _ = unsafe fflush(stdout)
            return .interrupted
        }
        defer { unsafe free(line) }
        return .line(unsafe String(cString: line))
    }

    package func remember(_ line: String) {
        guard !line.isEmpty, line != lastLine else { return }
        lastLine = line
        _ = unsafe add_history(line)
        if let historyPath { _ = unsafe write_history(historyPath) }
    }
}

/// Has keys come one by one, as they are typed.
private func takeTerminal() -> Int32 {
    rl_prep_terminal(1)
    return 0
}

/// Ends the line that is edited.
private func interrupt(_ count: Int32, _ key: Int32) -> Int32 {
    EditLine.wasInterrupted = true
    rl_done = 1
    return 0
}

/// The candidates as the library wants them: what they have in common, then each, then nil, all to
/// be freed by it.
private func complete(
    _ word: UnsafePointer<CChar>?, _ start: Int32, _ end: Int32
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    // Nothing else, such as names of files, is tried after this.
    rl_attempted_completion_over = 1
    guard let word = unsafe word, let buffer = unsafe rl_line_buffer else { return nil }
    let text = unsafe String(cString: word)
    let line = unsafe String(cString: buffer)
    // Places are counted in characters of the terminal, which are Unicode scalars.
    let before = String(String.UnicodeScalarView(line.unicodeScalars.prefix(Int(start))))
    guard let completer = EditLine.completer,
        let completion = Completion(of: text, completer(text, before))
    else { return nil }
    var strings = [completion.common]
    if completion.candidates.count > 1 { strings += completion.candidates }
    let matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
        capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { unsafe matches[index] = unsafe strdup(string) }
    unsafe matches[strings.count] = nil
    return unsafe matches
}
