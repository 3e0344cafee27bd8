/// The rows between the head and the foot of a rendered diagnostic.
///
/// Each line that holds the start or the end of a label is shown once, in the order of the
/// text, with its markers below it. Of a label over several lines the first and the last are
/// shown, with a gap between them.
struct DiagnosticExcerpt {
    enum Row {
        case source(number: Int, text: String)
        case marker(Marker)
        case gap
    }

    /// A run of carets or dashes. **Units** Cells of a terminal, from 0.
    struct Marker {
        let isPrimary: Bool
        let cellStart: Int
        let cellCount: Int
        let text: String
    }

    /// Longer lines are cut around what they are shown for, or one line of a generated query
    /// would fill the screen many times over.
    private static let characterCountMax = 200

    private(set) var rows: [Row] = []
    private(set) var numberWidth = 1

    init(_ diagnostic: Diagnostic, source: SourceText, table: LineTable) {
        var pieces = Self.pieces(of: diagnostic.primary, isPrimary: true, table)
        for label in diagnostic.labels {
            pieces += Self.pieces(of: label, isPrimary: false, table)
        }
        pieces.sort { left, right in
            (left.line, left.span.start, left.isPrimary ? 0 : 1)
                < (right.line, right.span.start, right.isPrimary ? 0 : 1)
        }
        var last: Int?
        for (line, group) in Self.grouped(pieces) {
            if let last, line > last + 1 { rows.append(.gap) }
            rows += Self.rows(of: group, line: line, source: source, table: table)
            last = line
        }
        numberWidth = String((last ?? 0) + 1).count
    }

    /// The part of a label that lies on one line.
    private struct Piece {
        let line: Int
        let span: SourceSpan
        let isPrimary: Bool
        let text: String
    }

    private static func pieces(
        of label: Diagnostic.Label, isPrimary: Bool, _ table: LineTable
    ) -> [Piece] {
        let span = label.span
        let first = table.lineIndex(of: span.start)
        let last = table.lineIndex(of: span.isEmpty ? span.start : span.end - 1)
        guard last > first else {
            return [Piece(line: first, span: span, isPrimary: isPrimary, text: label.text)]
        }
        let head = SourceSpan(
            start: span.start, end: max(span.start, table.lineSpan(first).end))
        let tail = SourceSpan(start: table.lineSpan(last).start, end: span.end)
        return [
            Piece(line: first, span: head, isPrimary: isPrimary, text: ""),
            Piece(line: last, span: tail, isPrimary: isPrimary, text: label.text),
        ]
    }

    private static func grouped(_ pieces: [Piece]) -> [(line: Int, pieces: [Piece])] {
        var groups: [(line: Int, pieces: [Piece])] = []
        for piece in pieces {
            if groups.last?.line == piece.line {
                groups[groups.count - 1].pieces.append(piece)
            } else {
                groups.append((piece.line, [piece]))
            }
        }
        return groups
    }

    private static func rows(
        of pieces: [Piece], line: Int, source: SourceText, table: LineTable
    ) -> [Row] {
        let window = Self.window(line: line, around: pieces[0].span, source, table)
        let shown = ExcerptText.expanded(window.prefix + source.text(window.span) + window.suffix)
        var rows: [Row] = [.source(number: line + 1, text: shown)]
        for piece in pieces {
            let start = min(max(piece.span.start, window.span.start), window.span.end)
            let end = min(max(piece.span.end, start), window.span.end)
            let before =
                window.prefix + source.text(SourceSpan(start: window.span.start, end: start))
            let upTo = before + source.text(SourceSpan(start: start, end: end))
            let cellStart = ExcerptText.width(ofLine: before)
            let cellCount = ExcerptText.width(ofLine: upTo) - cellStart
            rows.append(
                .marker(
                    Marker(
                        isPrimary: piece.isPrimary, cellStart: cellStart, cellCount: cellCount,
                        text: piece.text)))
        }
        return rows
    }

    /// The part of a line to show: all of it, or what lies around `span`.
    private static func window(
        line: Int, around span: SourceSpan, _ source: SourceText, _ table: LineTable
    ) -> (span: SourceSpan, prefix: String, suffix: String) {
        let full = table.lineSpan(line)
        guard full.byteCount > characterCountMax else { return (full, "", "") }
        let half = characterCountMax / 2
        var start = max(full.start, min(span.start, full.end) - half)
        var end = min(full.end, start + characterCountMax)
        while start > full.start, isContinuation(source.bytes[start]) { start -= 1 }
        while end < full.end, isContinuation(source.bytes[end]) { end += 1 }
        return (
            SourceSpan(start: start, end: end), start > full.start ? "…" : "",
            end < full.end ? "…" : ""
        )
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
