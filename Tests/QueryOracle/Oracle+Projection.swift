import QuerySemantics
import QuerySyntax

extension Oracle {
    /// `WITH` and `RETURN`. `argument` is the row that the query began with.
    mutating func project(
        _ projection: BoundProjection, _ input: [Row], _ argument: Row
    ) throws(OracleError) -> [Row] {
        if projection.sample != nil { throw .unsupported("SAMPLE") }
        let rows = projection.isAggregated ? try grouped(projection, input, argument) : input
        var result: [Row] = []
        var seen: Set<String> = []
        for row in rows {
            try step()
            var projected = row
            var values: [OracleValue] = []
            for item in projection.items {
                let value = try evaluate(item.expression, row)
                projected[item.variable.rawValue] = value
                values.append(value)
            }
            let isNew = seen.insert(OracleValue.list(values).equivalenceText).inserted
            if isNew || !projection.isDistinct { result.append(projected) }
        }
        result = try sorted(result, projection.order)
        if let skip = projection.skip {
            result = Array(result.dropFirst(try count(skip, argument)))
        }
        if let limit = projection.limit {
            result = Array(result.prefix(try count(limit, argument)))
        }
        guard let condition = projection.condition else { return result }
        var kept: [Row] = []
        for row in result where try holds(condition, row) { kept.append(row) }
        return kept
    }

    private mutating func count(
        _ expression: BoundExpression, _ row: Row
    ) throws(OracleError) -> Int {
        guard case .integer(let value) = try evaluate(expression, row) else {
            throw .unsupported("such a count")
        }
        return Int(value)
    }

    /// An insertion sort: rows of equal keys stay in their order.
    private mutating func sorted(
        _ rows: [Row], _ order: [BoundProjection.Order]
    ) throws(OracleError) -> [Row] {
        if order.isEmpty { return rows }
        var result: [(row: Row, keys: [OracleValue])] = []
        for row in rows {
            var keys: [OracleValue] = []
            for item in order { keys.append(try evaluate(item.expression, row)) }
            var place = result.count
            while place > 0, try precedes(keys, result[place - 1].keys, order) { place -= 1 }
            result.insert((row, keys), at: place)
        }
        return result.map(\.row)
    }

    private func precedes(
        _ left: [OracleValue], _ right: [OracleValue], _ order: [BoundProjection.Order]
    ) throws(OracleError) -> Bool {
        for (index, item) in order.enumerated() {
            let result = try left[index].order(right[index])
            if result != 0 { return item.isDescending ? result > 0 : result < 0 }
        }
        return false
    }
}
