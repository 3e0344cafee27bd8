extension SyntaxPrinter {
    mutating func write(_ statement: Statement) {
        switch statement.mode {
        case .run: break
        case .explain: write("EXPLAIN ")
        case .profile: write("PROFILE ")
        }
        switch statement.kind {
        case .query(let query): write(query)
        case .createIndex(let command):
            writeSchemaHead("INDEX", command.name, command.ifNotExists, command.label)
            write("ON (n.")
            writeSchemaName(command.key.text)
            write(")")
        case .createConstraint(let command):
            writeSchemaHead("CONSTRAINT", command.name, command.ifNotExists, command.label)
            write("REQUIRE n.")
            writeSchemaName(command.key.text)
            write(" IS UNIQUE")
        case .dropIndex(let command): writeDrop("INDEX", command)
        case .dropConstraint(let command): writeDrop("CONSTRAINT", command)
        }
    }

    private mutating func writeSchemaHead(
        _ what: String, _ name: Name?, _ ifNotExists: Bool, _ label: Name
    ) {
        write("CREATE \(what) ")
        if let name {
            writeVariable(name.text)
            write(" ")
        }
        if ifNotExists { write("IF NOT EXISTS ") }
        write("FOR (n:")
        writeSchemaName(label.text)
        write(") ")
    }

    private mutating func writeDrop(_ what: String, _ command: DropCommand) {
        write("DROP \(what) ")
        writeVariable(command.name.text)
        if command.ifExists { write(" IF EXISTS") }
    }

    mutating func write(_ query: Query) {
        for (index, part) in query.parts.enumerated() {
            if index > 0 { write(query.union == .all ? " UNION ALL " : " UNION ") }
            write(part.clauses)
        }
    }

    private mutating func write(_ clauses: [Clause]) {
        for (index, clause) in clauses.enumerated() {
            if index > 0 { write(" ") }
            write(clause)
        }
    }

    private mutating func write(_ clause: Clause) {
        switch clause {
        case .match(let clause):
            write(clause.isOptional ? "OPTIONAL MATCH " : "MATCH ")
            write(clause.pattern)
            writeWhere(clause.condition)
        case .unwind(let clause):
            write("UNWIND ")
            write(clause.list)
            write(" AS ")
            writeVariable(clause.variable.text)
        case .with(let clause):
            write("WITH ")
            write(clause.projection)
            writeWhere(clause.condition)
        case .return(let clause):
            write("RETURN ")
            write(clause.projection)
        case .create(let clause):
            write("CREATE ")
            write(clause.pattern)
        case .merge(let clause): write(clause)
        case .set(let clause):
            write("SET ")
            writeList(clause.items) { $0.write($1) }
        case .remove(let clause):
            write("REMOVE ")
            writeList(clause.items) { $0.write($1) }
        case .delete(let clause):
            write(clause.isDetach ? "DETACH DELETE " : "DELETE ")
            writeList(clause.targets) { $0.write($1) }
        case .foreach(let clause):
            write("FOREACH (")
            writeVariable(clause.variable.text)
            write(" IN ")
            write(clause.list)
            write(" | ")
            write(clause.clauses)
            write(")")
        }
    }

    private mutating func write(_ clause: MergeClause) {
        write("MERGE ")
        write(clause.path)
        for action in clause.actions {
            write(action.event == .create ? " ON CREATE SET " : " ON MATCH SET ")
            writeList(action.items) { $0.write($1) }
        }
    }

    private mutating func write(_ item: SetItem) {
        switch item.kind {
        case .property(let entity, let key, let value):
            writeProperty(of: entity, key: key)
            write(" = ")
            write(value)
        case .replace(let variable, let value):
            writeVariable(variable.text)
            write(" = ")
            write(value)
        case .merge(let variable, let value):
            writeVariable(variable.text)
            write(" += ")
            write(value)
        case .labels(let variable, let labels):
            writeVariable(variable.text)
            write(labels)
        }
    }

    private mutating func write(_ item: RemoveClause.Item) {
        switch item.kind {
        case .property(let entity, let key): writeProperty(of: entity, key: key)
        case .labels(let variable, let labels):
            writeVariable(variable.text)
            write(labels)
        }
    }

    mutating func writeWhere(_ condition: Expression?) {
        guard let condition else { return }
        write(" WHERE ")
        write(condition)
    }
}
