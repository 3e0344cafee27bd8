extension SyntaxPrinter {
    /// Writes the expressions that have words or brackets of their own.
    mutating func writeCompound(_ expression: Expression) {
        switch expression.kind {
        case .function(let call): write(call)
        case .caseExpression(let node): write(node)
        case .listComprehension(let node):
            writeIteration("[", node.variable, node.list)
            writeWhere(node.condition)
            if let value = node.value { writeValue(value) }
            write("]")
        case .patternComprehension(let node):
            write("[")
            write(node.path)
            writeWhere(node.condition)
            writeValue(node.value)
            write("]")
        case .quantifier(let node):
            writeIteration("\(node.kind.rawValue)(", node.variable, node.list)
            writeWhere(node.condition)
            write(")")
        case .reduce(let node):
            write("reduce(")
            writeVariable(node.accumulator.text)
            write(" = ")
            write(node.initial)
            writeIteration(", ", node.variable, node.list)
            writeValue(node.value)
            write(")")
        case .patternPredicate(let path): write(path)
        case .exists(let subquery): write("EXISTS", subquery)
        case .count(let subquery): write("COUNT", subquery)
        default: preconditionFailure("operators are written by precedence")
        }
    }

    private mutating func writeIteration(_ head: String, _ variable: Name, _ list: Expression) {
        write(head)
        writeVariable(variable.text)
        write(" IN ")
        write(list)
    }

    private mutating func writeValue(_ value: Expression) {
        write(" | ")
        write(value)
    }

    private mutating func write(_ call: FunctionCall) {
        writeFunctionName(call.name)
        write("(")
        if call.isDistinct { write("DISTINCT ") }
        if call.isStar { write("*") }
        let isQuantifierName = ["all", "any", "none", "single", "reduce"]
            .contains(call.name.lowercased())
        writeArguments(call.arguments, areTight: isQuantifierName)
        write(")")
    }

    private mutating func write(_ node: CaseExpression) {
        write("CASE")
        if let subject = node.subject {
            write(" ")
            write(subject)
        }
        for branch in node.branches {
            write(" WHEN ")
            write(branch.condition)
            write(" THEN ")
            write(branch.value)
        }
        if let otherwise = node.otherwise {
            write(" ELSE ")
            write(otherwise)
        }
        write(" END")
    }

    private mutating func write(_ word: String, _ subquery: Subquery) {
        write("\(word) { ")
        switch subquery {
        case .pattern(let pattern, let condition):
            write(pattern)
            writeWhere(condition)
        case .query(let query): write(query)
        }
        write(" }")
    }
}
