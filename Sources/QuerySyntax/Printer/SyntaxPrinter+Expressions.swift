/// How tightly an expression holds together when it is written.
private enum Level: Int, Comparable {
    case or = 1
    case xor, and, not, comparison, predicate, additive, multiplicative, power, sign
    case labels, postfix

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    var next: Level { Level(rawValue: rawValue + 1) ?? .postfix }
}

extension SyntaxPrinter {
    mutating func write(_ expression: Expression) { write(expression, atLeast: .or) }

    /// Writes `entity.key`.
    mutating func writeProperty(of entity: Expression, key: Name) {
        write(entity, atLeast: .postfix)
        write(".")
        writeSchemaName(key.text)
    }

    private mutating func write(_ expression: Expression, atLeast lowest: Level) {
        let isLoose = level(of: expression) < lowest
        if isLoose { write("(") }
        writeBare(expression)
        if isLoose { write(")") }
    }

    private func level(of expression: Expression) -> Level {
        switch expression.kind {
        case .boolean(.or, _): .or
        case .boolean(.xor, _): .xor
        case .boolean(.and, _): .and
        case .unary(.not, _): .not
        case .comparison: .comparison
        case .membership, .stringPredicate, .nullPredicate: .predicate
        case .arithmetic(_, let steps): level(of: steps[0].operator)
        case .unary: .sign
        case .literal(.integer(let value)): value < 0 ? .sign : .postfix
        case .literal(.float(let value)): value.sign == .minus ? .sign : .postfix
        case .labels: .labels
        default: .postfix
        }
    }

    private func level(of sign: ArithmeticOperator) -> Level {
        switch sign {
        case .add, .subtract: .additive
        case .multiply, .divide, .remainder: .multiplicative
        case .power: .power
        }
    }

    private mutating func writeBare(_ expression: Expression) {
        switch expression.kind {
        case .literal(let literal): write(literal)
        case .parameter(let name):
            write("$")
            writeParameter(name)
        case .variable(let name): writeVariable(name)
        case .list(let elements): writeListLiteral(elements)
        case .map(let entries): write(entries)
        case .property(let base, let key): writeProperty(of: base, key: key)
        case .index(let base, let index):
            write(base, atLeast: .postfix)
            write("[")
            write(index)
            write("]")
        case .slice(let base, let lower, let upper):
            write(base, atLeast: .postfix)
            write("[")
            if let lower { write(lower) }
            write("..")
            if let upper { write(upper) }
            write("]")
        case .labels(let base, let labels):
            write(base, atLeast: .postfix)
            write(labels)
        case .unary(let sign, let operand): writeUnary(sign, operand)
        case .arithmetic(let first, let steps):
            let level = level(of: expression).next
            write(first, atLeast: level)
            for step in steps {
                write(" \(step.operator.rawValue) ")
                write(step.operand, atLeast: level)
            }
        case .boolean(let word, let operands):
            let level = level(of: expression).next
            for (index, operand) in operands.enumerated() {
                if index > 0 { write(" \(word.rawValue) ") }
                write(operand, atLeast: level)
            }
        case .comparison(let first, let steps):
            write(first, atLeast: .predicate)
            for step in steps {
                write(" \(step.operator.rawValue) ")
                write(step.operand, atLeast: .predicate)
            }
        case .membership(let element, let list):
            write(element, atLeast: .predicate)
            write(" IN ")
            write(list, atLeast: .additive)
        case .stringPredicate(let test, let text, let part):
            write(text, atLeast: .predicate)
            write(" \(test.rawValue) ")
            write(part, atLeast: .additive)
        case .nullPredicate(let base, let isNegated):
            write(base, atLeast: .predicate)
            write(isNegated ? " IS NOT NULL" : " IS NULL")
        default: writeCompound(expression)
        }
    }

    private mutating func writeUnary(_ sign: UnaryOperator, _ operand: Expression) {
        if sign == .not {
            write("NOT ")
            if case .unary(.not, _) = operand.kind { return write(operand) }
            return write(operand, atLeast: .comparison)
        }
        write(sign.rawValue)
        switch operand.kind {
        case .unary: write(operand, atLeast: .sign)
        case .literal(.integer(let value)) where sign == .minus && value >= 0:
            write("(\(value))")
        case .literal(.float(let value)) where sign == .minus && value.sign == .plus:
            write("(\(value))")
        case .literal: write(operand)
        default: write(operand, atLeast: .labels)
        }
    }

    /// A lone condition would read as a comprehension: `[x IN list]`.
    private mutating func writeListLiteral(_ elements: [Expression]) {
        write("[")
        writeList(elements) { printer, element in
            printer.write(element, atLeast: elements.count == 1 ? .additive : .or)
        }
        write("]")
    }

    private mutating func write(_ entries: [MapEntry]) {
        write("{")
        writeList(entries) { printer, entry in
            printer.writeSchemaName(entry.key.text)
            printer.write(": ")
            printer.write(entry.value)
        }
        write("}")
    }

    /// Writes arguments, of `any` and its like so that they do not read as a quantifier.
    mutating func writeArguments(_ arguments: [Expression], areTight: Bool) {
        writeList(arguments) { $0.write($1, atLeast: areTight ? .additive : .or) }
    }
}
