import Diagnostics

extension QueryParser {
    /// `SchemaCommand`, or nil if the statement does not begin like one.
    mutating func schemaCommand() throws(SyntaxAbort) -> Statement.Kind? {
        if let feature = UnsupportedFeature.schemaCommand(at: self) {
            throw fail(.unsupported(feature, token.span.joined(with: peek(1).span)))
        }
        let isIndex = peek(1).keyword == .index
        guard isIndex || peek(1).keyword == .constraint else { return nil }
        if at(.create), peek(2).kind != .equal {
            cursor += 2
            return isIndex
                ? .createIndex(try createIndex()) : .createConstraint(try createConstraint())
        }
        if take(.drop) {
            advance()
            let command = try dropCommand(isIndex ? "index" : "constraint")
            return isIndex ? .dropIndex(command) : .dropConstraint(command)
        }
        return nil
    }

    private mutating func createIndex() throws(SyntaxAbort) -> CreateIndexCommand {
        let head = try schemaHead("index")
        try expect(.on)
        let opening = token.span
        try expect(.leftParenthesis, "`(`")
        let key = try schemaProperty(of: head.variable)
        if at(.comma) { throw fail(.unsupported(.compositeIndex, token.span)) }
        try close(.rightParenthesis, ")", opening: opening)
        return CreateIndexCommand(
            name: head.name, ifNotExists: head.ifNotExists, label: head.label, key: key)
    }

    private mutating func createConstraint() throws(SyntaxAbort) -> CreateConstraintCommand {
        let head = try schemaHead("constraint")
        try expect(.require)
        if at(.leftParenthesis) { throw fail(.unsupported(.compositeConstraint, token.span)) }
        let key = try schemaProperty(of: head.variable)
        try expect(.is)
        guard take(.unique) else {
            if token.kind == .word {
                throw fail(.unsupported(.constraintKind, token.span))
            }
            throw unexpected("`UNIQUE`")
        }
        return CreateConstraintCommand(
            name: head.name, ifNotExists: head.ifNotExists, label: head.label, key: key)
    }

    private struct SchemaHead {
        var name: Name?
        var ifNotExists: Bool
        var variable: Name
        var label: Name
    }

    /// `[name] [IF NOT EXISTS] FOR (variable:Label)`
    private mutating func schemaHead(_ what: String) throws(SyntaxAbort) -> SchemaHead {
        var name: Name?
        let isNamed =
            !(at(.for) && peek(1).kind == .leftParenthesis)
            && !(at(.if) && peek(1).keyword == .not) && !at(.on)
        if isNamed { name = try variable("the name of the \(what), or `FOR`") }
        var ifNotExists = false
        if take(.if) {
            try expect(.not)
            try expect(.exists)
            ifNotExists = true
        }
        if at(.on) { throw fail(.unsupported(.oldSchemaForm, token.span)) }
        try expect(.for)
        let opening = token.span
        try expect(.leftParenthesis, "`(`")
        if at(.rightParenthesis) { throw fail(.unsupported(.relationshipSchema, opening)) }
        let variable = try variable()
        try expect(.colon, "`:` and a label")
        let label = try schemaName("the name of a label")
        if at(.colon) { throw unexpected("`)`: one label is indexed", opening: opening) }
        try close(.rightParenthesis, ")", opening: opening)
        return SchemaHead(name: name, ifNotExists: ifNotExists, variable: variable, label: label)
    }

    /// `variable.key`, the variable being the one that `FOR` introduced.
    private mutating func schemaProperty(of variable: Name) throws(SyntaxAbort) -> Name {
        let used = try self.variable()
        if used.text != variable.text { report(.otherSchemaVariable(used, variable)) }
        try expect(.dot, "`.` and a property key")
        return try schemaName("a property key")
    }

    private mutating func dropCommand(_ what: String) throws(SyntaxAbort) -> DropCommand {
        if at(.on) { throw fail(.unsupported(.oldSchemaForm, token.span)) }
        let name = try variable("the name of the \(what)")
        var ifExists = false
        if take(.if) {
            try expect(.exists)
            ifExists = true
        }
        return DropCommand(name: name, ifExists: ifExists)
    }
}
