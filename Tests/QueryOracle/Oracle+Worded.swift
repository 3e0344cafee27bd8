import QuerySemantics
import QuerySyntax

extension Oracle {
    /// The expressions that have words and variables of their own.
    mutating func evaluateWorded(
        _ expression: BoundExpression, _ row: Row
    ) throws(OracleError) -> OracleValue {
        switch expression.kind {
        case .caseExpression(let subject, let branches, let otherwise):
            let subject: OracleValue? = if let subject { try evaluate(subject, row) } else { nil }
            for branch in branches {
                let condition = try evaluate(branch.condition, row)
                let isTaken: Bool? =
                    if let subject { subject.equals(condition) } else {
                        condition.equals(.boolean(true))
                    }
                if isTaken == true { return try evaluate(branch.value, row) }
            }
            if let otherwise { return try evaluate(otherwise, row) }
            return .null
        case .listComprehension(let variable, let list, let condition, let value):
            guard case .list(let elements) = try evaluate(list, row) else { return .null }
            var row = row
            var result: [OracleValue] = []
            for element in elements {
                row[variable.rawValue] = element
                if let condition, !(try holds(condition, row)) { continue }
                if let value {
                    result.append(try evaluate(value, row))
                } else {
                    result.append(element)
                }
            }
            return .list(result)
        case .patternComprehension(let path, let condition, let value):
            var result: [OracleValue] = []
            for row in try match([path], condition, row) { result.append(try evaluate(value, row)) }
            return .list(result)
        case .quantifier(let kind, let variable, let list, let condition):
            guard case .list(let elements) = try evaluate(list, row) else { return .null }
            var row = row
            var truths: [Bool?] = []
            for element in elements {
                row[variable.rawValue] = element
                let value = try evaluate(condition, row)
                truths.append(value.isNull ? nil : value.equals(.boolean(true)))
            }
            return OracleValue(truth(kind, truths))
        case .reduce(let accumulator, let initial, let variable, let list, let value):
            var result = try evaluate(initial, row)
            guard case .list(let elements) = try evaluate(list, row) else { return .null }
            var row = row
            for element in elements {
                row[accumulator.rawValue] = result
                row[variable.rawValue] = element
                result = try evaluate(value, row)
            }
            return result
        default: throw .unsupported("an expression")
        }
    }

    private func truth(_ kind: Quantifier.Kind, _ truths: [Bool?]) -> Bool? {
        switch kind {
        case .all: return OracleValue.all(truths)
        case .any: return OracleValue.any(truths)
        case .none: return OracleValue.any(truths).map { !$0 }
        case .single:
            let count = truths.filter { $0 == true }.count
            if count > 1 { return false }
            return truths.contains(nil) ? nil : count == 1
        }
    }

    /// A function of values.
    func call(
        _ name: String, _ arguments: [OracleValue]
    ) throws(OracleError) -> OracleValue {
        if name == "coalesce" { return arguments.first { !$0.isNull } ?? .null }
        let argument = arguments[0]
        if argument.isNull { return .null }
        switch (name, argument) {
        case ("length", .path(_, let relationships)): return .integer(Int64(relationships.count))
        case ("nodes", .path(let nodes, _)): return .list(nodes.map { .node($0) })
        case ("relationships", .path(_, let relationships)):
            return .list(relationships.map { .relationship($0) })
        case ("size", .list(let elements)): return .integer(Int64(elements.count))
        case ("size", .string(let text)): return .integer(Int64(text.unicodeScalars.count))
        case ("head", .list(let elements)): return elements.first ?? .null
        case ("last", .list(let elements)): return elements.last ?? .null
        case ("tail", .list(let elements)): return .list(Array(elements.dropFirst()))
        case ("reverse", .list(let elements)): return .list(elements.reversed())
        case ("type", .relationship(let index)): return .string(graph.relationships[index].type)
        case ("startNode", .relationship(let index)): return .node(graph.relationships[index].start)
        case ("endNode", .relationship(let index)): return .node(graph.relationships[index].end)
        case ("labels", .node(let index)):
            return .list(graph.nodes[index].labels.map { .string($0) })
        case ("abs", .integer(let value)): return .integer(abs(value))
        case ("toUpper", .string(let text)): return .string(text.uppercased())
        default: throw .unsupported("\(name) of such a value")
        }
    }
}
