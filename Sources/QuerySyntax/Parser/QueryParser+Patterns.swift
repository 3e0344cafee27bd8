import Diagnostics

/// Where a pattern stands, which decides what it may hold.
enum PatternPlace {
    /// `MATCH`, and subqueries.
    case match
    case create
    case merge
    /// Inside an expression.
    case expression
}

extension QueryParser {
    /// `Pattern`: `PathPattern {"," PathPattern}`
    mutating func pattern(in place: PatternPlace) throws(SyntaxAbort) -> [PathPattern] {
        var paths: [PathPattern] = []
        repeat { paths.append(try pathPattern(in: place)) } while take(.comma)
        return paths
    }

    /// `PathPattern`: `[Variable "="] (Steps | ("shortestPath" | "allShortestPaths") "(" Steps ")")`
    mutating func pathPattern(in place: PatternPlace) throws(SyntaxAbort) -> PathPattern {
        let first = cursor
        var variable: Name?
        if isVariable(token), peek(1).kind == .equal {
            variable = try self.variable()
            advance()
        }
        guard let search = pathSearch else {
            let (start, steps) = try steps(in: place)
            return PathPattern(
                variable: variable, search: nil, start: start, steps: steps,
                span: span(from: first))
        }
        let name = token.span
        advance()
        let opening = token.span
        advance()
        let (start, steps) = try steps(in: place)
        try close(.rightParenthesis, ")", opening: opening)
        let path = PathPattern(
            variable: variable, search: search, start: start, steps: steps,
            span: span(from: first))
        guard case .match = place else { throw fail(.misplacedShortestPath(name)) }
        if steps.count != 1 { report(.shortestPathShape(path.span)) }
        return path
    }

    /// The search that the word at the cursor asks for, if a parenthesis follows.
    var pathSearch: PathPattern.Search? {
        guard token.kind == .word, token.keyword == nil, peek(1).kind == .leftParenthesis else {
            return nil
        }
        switch text(token).lowercased() {
        case "shortestpath": return .shortest
        case "allshortestpaths": return .allShortest
        default: return nil
        }
    }

    /// `Steps`: `NodePattern {RelationshipPattern NodePattern}`
    private mutating func steps(
        in place: PatternPlace
    ) throws(SyntaxAbort) -> (start: NodePattern, steps: [PathPattern.Step]) {
        let start = try nodePattern(in: place)
        var steps: [PathPattern.Step] = []
        while at(.minus) || at(.less) {
            let relationship = try relationshipPattern(in: place)
            if let feature = UnsupportedFeature.quantifier(at: self) {
                throw fail(.unsupported(feature, token.span))
            }
            let node = try nodePattern(in: place)
            steps.append(PathPattern.Step(relationship: relationship, node: node))
        }
        return (start, steps)
    }

    /// `NodePattern`: `"(" [Variable] {":" Label} [Properties] ")"`
    private mutating func nodePattern(in place: PatternPlace) throws(SyntaxAbort) -> NodePattern {
        let first = cursor
        let opening = token.span
        guard take(.leftParenthesis) else { throw unexpected("a node such as `(n)`") }
        if at(.leftParenthesis) { throw fail(.unsupported(.pathGroup, token.span)) }
        let variable = isSchemaName(token) ? try variable() : nil
        let labels = try labelNames()
        let properties = try patternProperties(in: place)
        if isInlineCondition { throw fail(.unsupported(.inlineCondition, token.span)) }
        try close(.rightParenthesis, ")", opening: opening)
        return NodePattern(
            variable: variable, labels: labels, properties: properties, span: span(from: first))
    }

    /// The labels of a node; signs of label expressions are refused by name.
    private mutating func labelNames() throws(SyntaxAbort) -> [Name] {
        var labels: [Name] = []
        while take(.colon) {
            try refuseLabelExpression()
            labels.append(try schemaName("the name of a label"))
        }
        try refuseLabelExpression()
        return labels
    }

    func isLabelExpressionSign(_ token: Token) -> Bool {
        switch token.kind {
        case .pipe, .percent, .leftParenthesis: true
        case .strayCharacter: ["&", "!"].contains(text(token))
        case .word: token.keyword == .is
        default: false
        }
    }

    private mutating func refuseLabelExpression() throws(SyntaxAbort) {
        guard isLabelExpressionSign(token) else { return }
        if token.keyword == .is, tokens[cursor - 1].kind == .colon { return }
        throw fail(.unsupported(.labelExpression, token.span))
    }

    /// `Properties`: `Map`, in `CREATE` also `Parameter`
    private mutating func patternProperties(
        in place: PatternPlace
    ) throws(SyntaxAbort) -> Expression? {
        if at(.leftBrace) { return try map() }
        guard at(.parameter) else { return nil }
        let first = cursor
        let name = nameText(token)
        if case .create = place {} else { report(.parameterAsProperties(token.span)) }
        advance()
        return Expression(kind: .parameter(name), span: span(from: first))
    }
}
