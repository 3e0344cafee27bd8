import Diagnostics

/// How tightly operators bind, from the loosest on.
private enum Precedence: Int, Comparable {
    case or, xor, and, not, comparison, predicate, additive, multiplicative, power, unary

    var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .unary }

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}

extension QueryParser {
    /// `Expression`: a value. A path pattern alone is none.
    mutating func expression() throws(SyntaxAbort) -> Expression {
        let expression = try condition()
        refusePattern(expression)
        return expression
    }

    /// `Condition`: an expression or a path pattern.
    mutating func condition() throws(SyntaxAbort) -> Expression {
        try enter()
        let expression = try operation(.or)
        leave()
        return expression
    }

    /// Reports a path pattern where a value is needed.
    mutating func refusePattern(_ expression: Expression) {
        if case .patternPredicate = expression.kind {
            report(.patternAsValue(expression.span))
        }
    }

    /// Operators that bind at least as tightly as `lowest`, by precedence climbing.
    private mutating func operation(_ lowest: Precedence) throws(SyntaxAbort) -> Expression {
        let first = cursor
        var left = try prefixed(lowest)
        var links = 0
        while let precedence = precedence(of: token), precedence >= lowest {
            if precedence > .not { refusePattern(left) }
            switch precedence {
            case .or: left = try booleanChain(left, .or, .or, first)
            case .xor: left = try booleanChain(left, .xor, .xor, first)
            case .and: left = try booleanChain(left, .and, .and, first)
            case .comparison: left = try comparisonChain(left, first)
            case .predicate:
                links += 1
                try checkDepth(further: links)
                left = try predicate(left, first)
            case .additive, .multiplicative, .power:
                left = try arithmeticChain(left, precedence, first)
            case .not, .unary: return left
            }
        }
        return left
    }

    /// `NOT` where conditions may stand, else an operand with its signs.
    private mutating func prefixed(_ lowest: Precedence) throws(SyntaxAbort) -> Expression {
        guard at(.not) else { return try signed() }
        guard lowest <= .not else { throw fail(.misplacedNot(token.span)) }
        let first = cursor
        while take(.not) {}
        let count = cursor - first
        try checkDepth(further: count)
        var result = try operation(.comparison)
        let end = tokens[cursor - 1].end
        for index in (first..<first + count).reversed() {
            let span = SourceSpan(start: tokens[index].start, end: end)
            result = Expression(kind: .unary(.not, result), span: span)
        }
        return result
    }

    /// `{"+" | "-"} Postfix`; a minus right before a number belongs to the number.
    private mutating func signed() throws(SyntaxAbort) -> Expression {
        guard at(.minus) || at(.plus) else { return try postfix() }
        let first = cursor
        while at(.minus) || at(.plus) { advance() }
        var signEnd = cursor
        try checkDepth(further: signEnd - first)
        var result: Expression
        if tokens[signEnd - 1].kind == .minus, isPlainNumber {
            signEnd -= 1
            cursor = signEnd
            result = try negativeNumber()
        } else {
            result = try postfix()
            refusePattern(result)
        }
        let end = tokens[cursor - 1].end
        for index in (first..<signEnd).reversed() {
            let sign: UnaryOperator = tokens[index].kind == .minus ? .minus : .plus
            let span = SourceSpan(start: tokens[index].start, end: end)
            result = Expression(kind: .unary(sign, result), span: span)
        }
        return result
    }

    /// Whether a number is at the cursor to which nothing is applied.
    private var isPlainNumber: Bool {
        guard at(.integer) || at(.float) else { return false }
        switch peek(1).kind {
        case .dot, .leftBracket, .colon: return false
        default: return true
        }
    }

    private mutating func booleanChain(
        _ left: Expression, _ operation: BooleanOperator, _ keyword: Keyword, _ first: Int
    ) throws(SyntaxAbort) -> Expression {
        let precedence: Precedence =
            operation == .or ? .or : operation == .xor ? .xor : .and
        var operands = [left]
        while take(keyword) { operands.append(try self.operation(precedence.next)) }
        return Expression(kind: .boolean(operation, operands), span: span(from: first))
    }

    private mutating func comparisonChain(
        _ left: Expression, _ first: Int
    ) throws(SyntaxAbort) -> Expression {
        var steps: [ComparisonStep] = []
        while let sign = comparisonOperator(token) {
            let operatorSpan = token.span
            advance()
            let operand = try operation(.predicate)
            refusePattern(operand)
            steps.append(
                ComparisonStep(operator: sign, operatorSpan: operatorSpan, operand: operand))
        }
        return Expression(kind: .comparison(left, steps), span: span(from: first))
    }

    private mutating func arithmeticChain(
        _ left: Expression, _ precedence: Precedence, _ first: Int
    ) throws(SyntaxAbort) -> Expression {
        var steps: [ArithmeticStep] = []
        while let sign = arithmeticOperator(token), self.precedence(of: token) == precedence {
            let operatorSpan = token.span
            advance()
            let operand = try operation(precedence.next)
            refusePattern(operand)
            steps.append(
                ArithmeticStep(operator: sign, operatorSpan: operatorSpan, operand: operand))
        }
        return Expression(kind: .arithmetic(left, steps), span: span(from: first))
    }

    /// `IN list`, `STARTS WITH part`, `ENDS WITH part`, `CONTAINS part`, `=~ part`,
    /// `IS [NOT] NULL`
    private mutating func predicate(
        _ left: Expression, _ first: Int
    ) throws(SyntaxAbort) -> Expression {
        if take(.is) {
            let isNegated = take(.not)
            guard take(.null) else {
                throw unexpected(isNegated ? "`NULL`" : "`NULL` or `NOT NULL`", or: [.null, .not])
            }
            return Expression(
                kind: .nullPredicate(left, isNegated: isNegated), span: span(from: first))
        }
        var test: StringPredicate?
        if take(.starts) {
            try expect(.with)
            test = .startsWith
        } else if take(.ends) {
            try expect(.with)
            test = .endsWith
        } else if take(.contains) {
            test = .contains
        } else if take(.matches) {
            test = .matches
        } else {
            try expect(.in)
        }
        let right = try operation(.additive)
        refusePattern(right)
        let kind: Expression.Kind =
            test.map { .stringPredicate($0, left, right) } ?? .membership(left, list: right)
        return Expression(kind: kind, span: span(from: first))
    }

    private func precedence(of token: Token) -> Precedence? {
        switch token.kind {
        case .word:
            switch token.keyword {
            case .or: .or
            case .xor: .xor
            case .and: .and
            case .in, .starts, .ends, .contains, .is: .predicate
            default: nil
            }
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .matches: .predicate
        case .plus, .minus: .additive
        case .star, .slash, .percent: .multiplicative
        case .caret: .power
        default: nil
        }
    }

    private func comparisonOperator(_ token: Token) -> ComparisonOperator? {
        switch token.kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    private func arithmeticOperator(_ token: Token) -> ArithmeticOperator? {
        switch token.kind {
        case .plus: .add
        case .minus: .subtract
        case .star: .multiply
        case .slash: .divide
        case .percent: .remainder
        case .caret: .power
        default: nil
        }
    }
}
