/// Writes diagnostics for people, with the lines they speak of and carets under them.
///
/// ```
/// error[S014]: no label is named `Diseas`
///   ┌─ query:2:10
/// 2 │ MATCH (d:Diseas)-[:TREATED_BY]->(m)
///   │          ^^^^^^ unknown label
///   = hint: did you mean `Disease`?
/// ```
package struct DiagnosticRenderer: Sendable {
    private let decorator: any DiagnosticDecorator

    package init(decorator: any DiagnosticDecorator = PlainDecorator()) {
        self.decorator = decorator
    }

    /// All diagnostics, with an empty line between two. Ends with a line break.
    package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        let table = source.lineTable()
        return diagnostics.map { render($0, in: source, table) }.joined(separator: "\n")
    }

    private func render(
        _ diagnostic: Diagnostic, in source: SourceText, _ table: LineTable
    ) -> String {
        let excerpt = DiagnosticExcerpt(diagnostic, source: source, table: table)
        let numberWidth = excerpt.numberWidth
        let margin = String(repeating: " ", count: numberWidth + 1)
        let position = table.position(of: diagnostic.span.start)

        var lines: [String] = []
        let heading = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
        lines.append(
            decorator.decorate(heading, as: .heading(diagnostic.severity))
                + decorator.decorate(": \(diagnostic.message)", as: .message))
        lines.append(
            margin + decorator.decorate("┌─", as: .gutter) + " \(source.name):\(position)")
        for row in excerpt.rows { lines.append(render(row, diagnostic, numberWidth)) }
        for note in diagnostic.notes { lines.append(footer("note", note, margin)) }
        if let hint = diagnostic.hint { lines.append(footer("hint", hint, margin)) }
        return lines.map { $0.trimmingTrailingSpaces() + "\n" }.joined()
    }

    private func render(
        _ row: DiagnosticExcerpt.Row, _ diagnostic: Diagnostic, _ numberWidth: Int
    ) -> String {
        let blank = String(repeating: " ", count: numberWidth)
        switch row {
        case .source(let number, let text):
            let shown = String(number)
            let padding = String(repeating: " ", count: numberWidth - shown.count)
            return decorator.decorate("\(padding)\(shown) │", as: .gutter) + " " + text
        case .marker(let marker):
            let part: DiagnosticPart =
                marker.isPrimary ? .primary(diagnostic.severity) : .secondary
            let sign = String(
                repeating: marker.isPrimary ? "^" : "-", count: max(1, marker.cellCount))
            let words = marker.text.isEmpty ? sign : "\(sign) \(marker.text)"
            let indent = String(repeating: " ", count: marker.cellStart + 1)
            return decorator.decorate("\(blank) │", as: .gutter) + indent
                + decorator.decorate(words, as: part)
        case .gap:
            return decorator.decorate("\(blank) …", as: .gutter)
        }
    }

    private func footer(_ name: String, _ text: String, _ margin: String) -> String {
        margin + decorator.decorate("=", as: .gutter) + " "
            + decorator.decorate("\(name):", as: .footer) + " \(text)"
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> Substring {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
