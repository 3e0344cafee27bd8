import Diagnostics

extension QueryParser {
    /// Checks what `SingleQuery` says of the order of clauses.
    ///
    /// One problem is reported; the rest mostly follow from it.
    mutating func checkComposition(of part: SingleQuery, in place: QueryPlace) {
        var lastUpdate: Clause?
        for (index, clause) in part.clauses.enumerated() {
            if case .return = clause, index + 1 < part.clauses.count {
                let next = part.clauses[index + 1]
                return report(.clauseAfterReturn(head(next), return: head(clause)))
            }
            if case .subquery = place, clause.isUpdating {
                return report(.updateInSubquery(head(clause)))
            }
            switch clause {
            case .with: lastUpdate = nil
            case .match, .unwind:
                if let lastUpdate {
                    return report(.readingAfterWriting(head(clause), writing: head(lastUpdate)))
                }
            default: if clause.isUpdating { lastUpdate = clause }
            }
        }
        guard case .statement = place, let last = part.clauses.last else { return }
        if case .return = last { return }
        if !last.isUpdating {
            report(.endsWithoutReturn(head(last)))
        }
    }

    /// The first word of a clause, to point at it without drawing a caret under all of it.
    private func head(_ clause: Clause) -> SourceSpan {
        var end = clause.span.start
        while end < clause.span.end, CharacterClass.of(source.bytes[end]) == .letter { end += 1 }
        return SourceSpan(start: clause.span.start, end: end)
    }
}
