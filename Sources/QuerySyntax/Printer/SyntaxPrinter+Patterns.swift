extension SyntaxPrinter {
    mutating func write(_ pattern: [PathPattern]) {
        writeList(pattern) { $0.write($1) }
    }

    mutating func write(_ path: PathPattern) {
        if let variable = path.variable {
            writeVariable(variable.text)
            write(" = ")
        }
        switch path.search {
        case .shortest?: write("shortestPath(")
        case .allShortest?: write("allShortestPaths(")
        case nil: break
        }
        write(path.start)
        for step in path.steps {
            write(step.relationship)
            write(step.node)
        }
        if path.search != nil { write(")") }
    }

    mutating func write(_ labels: [Name]) {
        for label in labels {
            write(":")
            writeSchemaName(label.text)
        }
    }

    private mutating func write(_ node: NodePattern) {
        write("(")
        if let variable = node.variable { writeVariable(variable.text) }
        write(node.labels)
        if let properties = node.properties {
            if node.variable != nil || !node.labels.isEmpty { write(" ") }
            write(properties)
        }
        write(")")
    }

    private mutating func write(_ relationship: RelationshipPattern) {
        write(relationship.direction == .incoming ? "<-" : "-")
        var details = SyntaxPrinter()
        details.writeDetails(of: relationship)
        if !details.text.isEmpty { write("[\(details.text)]") }
        write(relationship.direction == .outgoing ? "->" : "-")
    }

    private mutating func writeDetails(of relationship: RelationshipPattern) {
        if let variable = relationship.variable { writeVariable(variable.text) }
        for (index, type) in relationship.types.enumerated() {
            write(index == 0 ? ":" : "|")
            writeSchemaName(type.text)
        }
        if let length = relationship.length {
            write("*")
            if let lower = length.lower { write(String(lower)) }
            if length.upper != length.lower {
                write("..")
                if let upper = length.upper { write(String(upper)) }
            }
        }
        if let properties = relationship.properties {
            if !text.isEmpty { write(" ") }
            write(properties)
        }
    }
}
