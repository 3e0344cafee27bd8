/// Writes a syntax tree as text that parses back to the same tree, spans apart.
///
/// The text is canonical: keywords in capitals, one space between words, parentheses only
/// where the tree needs them. Only a projected expression without alias stays as it was
/// written, because its text names the column.
package struct SyntaxPrinter {
    var text = ""

    /// The text of a statement, on one line unless a column name has several.
    package static func text(of statement: Statement) -> String {
        var printer = SyntaxPrinter()
        printer.write(statement)
        return printer.text
    }

    /// The text of an expression.
    package static func text(of expression: Expression) -> String {
        var printer = SyntaxPrinter()
        printer.write(expression)
        return printer.text
    }

    mutating func write(_ text: String) { self.text += text }

    /// Writes the elements with commas between them.
    mutating func writeList<Element>(
        _ elements: [Element], _ write: (inout SyntaxPrinter, Element) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            if index > 0 { self.write(", ") }
            write(&self, element)
        }
    }
}
