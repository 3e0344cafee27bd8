/// A place in a text as people count: from 1, in characters.
///
/// **Units** `column` counts grapheme clusters: `é` is one, and so is a flag.
package struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column)" }
}
