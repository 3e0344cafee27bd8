extension UnsupportedFeature {
    /// The feature that a word begins where a clause is expected.
    static func clause(at parser: QueryParser) -> UnsupportedFeature? {
        guard parser.token.kind == .word else { return nil }
        switch parser.text(parser.token).uppercased() {
        case "CALL", "YIELD": return .procedures
        case "LOAD": return .loading
        case "USE": return .otherGraphs
        case "USING": return .plannerHints
        case "SHOW": return .showing
        case "BEGIN", "COMMIT", "ROLLBACK": return .transactionControl
        case "MANDATORY": return .mandatoryMatch
        case "GRANT", "DENY", "REVOKE", "ALTER", "DROP", "TERMINATE", "RENAME", "START", "STOP":
            return .administration
        case "FINISH", "FILTER", "LET", "INSERT", "NEXT", "NODETACH", "OFFSET", "FETCH":
            return .otherDialect
        default: return nil
        }
    }

    /// The feature that the words at the start of a statement ask for.
    static func schemaCommand(at parser: QueryParser) -> UnsupportedFeature? {
        guard parser.at(.create), parser.peek(1).kind == .word else { return nil }
        switch parser.text(parser.peek(1)).uppercased() {
        case "RANGE", "TEXT", "POINT", "FULLTEXT", "LOOKUP", "VECTOR", "BTREE":
            return parser.peek(2).keyword == .index ? .indexKind : nil
        case "DATABASE", "USER", "ROLE", "ALIAS", "COMPOSITE", "OR":
            return parser.peek(2).kind == .word ? .administration : nil
        default: return nil
        }
    }

    /// The feature that a name begins inside an expression.
    static func expression(at parser: QueryParser) -> UnsupportedFeature? {
        guard parser.peek(1).kind == .leftBrace else { return nil }
        let isCollect = parser.text(parser.token).uppercased() == "COLLECT"
        return isCollect ? .collectSubquery : .mapProjection
    }

    /// The feature that a quantifier behind a relationship asks for.
    static func quantifier(at parser: QueryParser) -> UnsupportedFeature? {
        switch parser.token.kind {
        case .plus, .star, .leftBrace: .quantifiedRelationship
        default: nil
        }
    }

    /// The feature that a sign asks for that no rule takes.
    static func sign(at parser: QueryParser) -> UnsupportedFeature? {
        let isLabelUnion =
            parser.at(.pipe) && parser.cursor >= 2
            && parser.tokens[parser.cursor - 2].kind == .colon
        return isLabelUnion ? .labelExpression : nil
    }

    /// The feature that a function belongs to.
    static func function(_ name: String) -> UnsupportedFeature? {
        let folded = name.lowercased()
        switch folded {
        case "shortestpath", "allshortestpaths": return .shortestPathExpression
        case "point", "distance": return .spatial
        case "date", "time", "localtime", "datetime", "localdatetime", "duration": return .temporal
        default: break
        }
        switch folded.prefix(while: { $0 != "." }) {
        case "date", "time", "localtime", "datetime", "localdatetime", "duration": return .temporal
        case "point": return .spatial
        default: return nil
        }
    }
}
