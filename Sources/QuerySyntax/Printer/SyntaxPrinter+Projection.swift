extension SyntaxPrinter {
    mutating func write(_ projection: Projection) {
        if projection.isDistinct { write("DISTINCT ") }
        if projection.includesAll { write(projection.items.isEmpty ? "*" : "*, ") }
        writeList(projection.items) { $0.write($1) }
        if let sample = projection.sample { write(sample) }
        if !projection.order.isEmpty {
            write(" ORDER BY ")
            writeList(projection.order) { printer, item in
                printer.write(item.expression)
                if item.isDescending { printer.write(" DESC") }
            }
        }
        writePart(" SKIP ", projection.skip)
        writePart(" LIMIT ", projection.limit)
    }

    private mutating func write(_ item: ProjectionItem) {
        if let alias = item.alias {
            write(item.expression)
            write(" AS ")
            writeVariable(alias.text)
        } else if case .variable(item.columnName) = item.expression.kind {
            writeVariable(item.columnName)
        } else {
            write(item.columnName)
        }
    }

    private mutating func write(_ sample: Sample) {
        switch sample.method {
        case .count(let count, let groups, let weight, let hasReplacement):
            writePart(" SAMPLE ", count)
            if !groups.isEmpty {
                write(" PER ")
                writeList(groups) { $0.write($1) }
            }
            writePart(" WEIGHTED BY ", weight)
            if hasReplacement { write(" WITH REPLACEMENT") }
        case .bernoulli(let probability): writePart(" SAMPLE BERNOULLI ", probability)
        }
        writePart(" SEED ", sample.seed)
    }

    private mutating func writePart(_ keyword: String, _ expression: Expression?) {
        guard let expression else { return }
        write(keyword)
        write(expression)
    }
}
