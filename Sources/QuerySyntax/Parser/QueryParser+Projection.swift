import Diagnostics

extension QueryParser {
    /// `RETURN Projection`
    mutating func returnClause() throws(SyntaxAbort) -> ReturnClause {
        let first = cursor
        advance()
        let projection = try projection(isWith: false)
        return ReturnClause(projection: projection, span: span(from: first))
    }

    /// `WITH Projection [WHERE Condition]`
    mutating func withClause() throws(SyntaxAbort) -> WithClause {
        let first = cursor
        advance()
        let projection = try projection(isWith: true)
        let condition = try whereCondition()
        return WithClause(
            projection: projection, condition: condition, span: span(from: first))
    }

    /// `[DISTINCT] ("*" | Item) {"," Item} [Sample] [OrderBy] [Skip] [Limit]`
    private mutating func projection(isWith: Bool) throws(SyntaxAbort) -> Projection {
        let first = cursor
        let isDistinct = take(.distinct)
        let includesAll = take(.star)
        var items: [ProjectionItem] = []
        if !includesAll || at(.comma) {
            if includesAll { advance() }
            repeat { items.append(try projectionItem()) } while take(.comma)
        }
        let sample = at(.sample) ? try sample(isWith: isWith) : nil
        let order = try orderBy()
        let skip = take(.skip) ? try expression() : nil
        let limit = take(.limit) ? try expression() : nil
        return Projection(
            isDistinct: isDistinct, includesAll: includesAll, items: items, sample: sample,
            order: order, skip: skip, limit: limit, span: span(from: first))
    }

    private mutating func projectionItem() throws(SyntaxAbort) -> ProjectionItem {
        let first = cursor
        let expression = try expression()
        let written = span(from: first)
        let alias = take(.as) ? try variable("a name for the column") : nil
        return ProjectionItem(
            expression: expression, alias: alias,
            columnName: alias?.text ?? columnName(of: expression, written),
            span: span(from: first))
    }

    /// A variable in backticks gives a column of its name; anything else is named by its text.
    private func columnName(of expression: Expression, _ written: SourceSpan) -> String {
        if case .variable(let name) = expression.kind,
            source.bytes[written.start] == UInt8(ascii: "`")
        {
            return name
        }
        return source.text(written)
    }

    /// `[ORDER BY SortItem {"," SortItem}]`
    private mutating func orderBy() throws(SyntaxAbort) -> [SortItem] {
        guard take(.order) else { return [] }
        try expect(.by)
        var items: [SortItem] = []
        repeat {
            let first = cursor
            let expression = try expression()
            let isDescending = take(.desc) || take(.descending)
            if !isDescending { _ = take(.asc) || take(.ascending) }
            items.append(
                SortItem(
                    expression: expression, isDescending: isDescending, span: span(from: first)))
        } while take(.comma)
        return items
    }
}
