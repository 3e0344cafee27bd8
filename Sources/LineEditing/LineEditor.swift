/// Reads lines from a terminal that can be edited, completed and called back.
///
/// There is one in a process: the library below keeps its state in globals.
package protocol LineReading {
    /// The next line without its line break.
    func readLine(prompt: String) -> LineResult
    /// Adds a line to those that can be called back, and saves it.
    func remember(_ line: String)
}

/// What came of asking for a line.
package enum LineResult: Equatable {
    case line(String)
    /// Ctrl-C: the line is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case end
}

/// What can stand in place of the word before the cursor.
package struct Completion: Equatable {
    /// In the order in which they are shown.
    package let candidates: [String]
    /// What all candidates begin with; the word itself when they differ from it in case only.
    package let common: String

    /// Nil for no candidates.
    package init?(of word: String, _ candidates: [String]) {
        guard var common = candidates.first else { return nil }
        for candidate in candidates.dropFirst() {
            common = common.commonPrefix(with: candidate)
        }
        self.candidates = candidates
        self.common = common.count < word.count ? word : common
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map { $0.0 })
    }
}
