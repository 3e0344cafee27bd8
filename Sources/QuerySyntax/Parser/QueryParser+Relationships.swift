import Diagnostics

extension QueryParser {
    /// `RelationshipPattern`: `["<"] "-" ["[" Details "]"] "-" [">"]`
    mutating func relationshipPattern(
        in place: PatternPlace
    ) throws(SyntaxAbort) -> RelationshipPattern {
        let first = cursor
        let pointsLeft = take(.less)
        try expect(.minus, "`-`")
        var details = Details()
        if at(.leftBracket) { details = try relationshipDetails(in: place) }
        try expect(.minus, "`-`")
        let pointsRight = take(.greater)
        let direction: RelationshipPattern.Direction =
            pointsLeft == pointsRight ? .either : pointsLeft ? .incoming : .outgoing
        let relationship = RelationshipPattern(
            direction: direction, variable: details.variable, types: details.types,
            length: details.length, properties: details.properties, span: span(from: first))
        checkWritten(relationship, in: place)
        return relationship
    }

    private struct Details {
        var variable: Name?
        var types: [Name] = []
        var length: RelationshipPattern.Length?
        var properties: Expression?
    }

    /// `Details`: `[Variable] [":" Type {"|" [":"] Type}] ["*" [Range]] [Properties]`
    private mutating func relationshipDetails(
        in place: PatternPlace
    ) throws(SyntaxAbort) -> Details {
        let opening = token.span
        advance()
        var details = Details()
        if isSchemaName(token) { details.variable = try variable() }
        if take(.colon) { details.types = try relationshipTypes() }
        if at(.dotDot) || at(.integer) { throw fail(.lengthWithoutStar(token.span)) }
        if at(.star) { details.length = try length() }
        if at(.leftBrace) {
            details.properties = try map()
        } else if at(.parameter) {
            let parameter = Expression(kind: .parameter(nameText(token)), span: token.span)
            if case .create = place {} else { report(.parameterAsProperties(token.span)) }
            details.properties = parameter
            advance()
        }
        if isInlineCondition { throw fail(.unsupported(.inlineCondition, token.span)) }
        try close(.rightBracket, "]", opening: opening)
        return details
    }

    private mutating func relationshipTypes() throws(SyntaxAbort) -> [Name] {
        var types: [Name] = []
        repeat {
            if !types.isEmpty { _ = take(.colon) }
            if isTypeExpressionSign { throw fail(.unsupported(.labelExpression, token.span)) }
            types.append(try schemaName("the name of a relationship type"))
            if isTypeExpressionSign { throw fail(.unsupported(.labelExpression, token.span)) }
        } while take(.pipe)
        return types
    }

    private var isTypeExpressionSign: Bool {
        token.kind == .percent || token.kind == .leftParenthesis
            || token.kind == .strayCharacter && ["&", "!"].contains(text(token))
    }

    /// `"*" [Integer] [".." [Integer]]`
    private mutating func length() throws(SyntaxAbort) -> RelationshipPattern.Length {
        let first = cursor
        advance()
        let lower = try bound()
        guard take(.dotDot) else {
            return RelationshipPattern.Length(lower: lower, upper: lower, span: span(from: first))
        }
        let upper = try bound()
        return RelationshipPattern.Length(lower: lower, upper: upper, span: span(from: first))
    }

    private mutating func bound() throws(SyntaxAbort) -> Int64? {
        switch token.kind {
        case .integer:
            let value = try integerValue(token, isNegative: false, span: token.span)
            advance()
            return value
        case .minus, .plus, .float, .string, .parameter, .malformedNumber, .word:
            throw fail(.invalidLength(token.span, isParameter: at(.parameter)))
        default: return nil
        }
    }

    /// Checks what `CREATE` and `MERGE` ask of a relationship.
    ///
    /// A variable without a type is left to the names: if it is bound, that is the problem.
    private mutating func checkWritten(
        _ relationship: RelationshipPattern, in place: PatternPlace
    ) {
        let clause: String
        switch place {
        case .create: clause = "CREATE"
        case .merge: clause = "MERGE"
        case .match, .expression: return
        }
        if let length = relationship.length {
            return report(.writtenLength(length.span, clause: clause))
        }
        let mayBeBound = relationship.variable != nil && relationship.types.isEmpty
        if relationship.types.count != 1, !mayBeBound {
            let others = relationship.types.dropFirst()
            let span = others.first?.span ?? relationship.span
            return report(.writtenType(span, clause: clause, isMissing: others.isEmpty))
        }
        if case .create = place, relationship.direction == .either {
            report(.writtenDirection(relationship.span))
        }
    }
}
