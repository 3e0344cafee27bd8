import QuerySemantics
import QuerySyntax

extension Oracle {
    /// One row for each group, with the values of its groupings and aggregates.
    mutating func grouped(
        _ projection: BoundProjection, _ rows: [Row], _ argument: Row
    ) throws(OracleError) -> [Row] {
        var groups: [(keys: [OracleValue], rows: [Row])] = []
        var places: [String: Int] = [:]
        if projection.groupings.isEmpty { groups.append(([], rows)) }
        for row in rows where !projection.groupings.isEmpty {
            try step()
            var keys: [OracleValue] = []
            for grouping in projection.groupings {
                keys.append(try evaluate(grouping.expression, row))
            }
            let text = OracleValue.list(keys).equivalenceText
            if let place = places[text] {
                groups[place].rows.append(row)
            } else {
                places[text] = groups.count
                groups.append((keys, [row]))
            }
        }
        var result: [Row] = []
        for group in groups {
            var row = argument
            for (grouping, key) in zip(projection.groupings, group.keys) {
                row[grouping.variable.rawValue] = key
            }
            for aggregate in projection.aggregates {
                row[aggregate.variable.rawValue] = try value(of: aggregate, group.rows)
            }
            result.append(row)
        }
        return result
    }

    private mutating func value(
        of aggregate: BoundProjection.Aggregate, _ rows: [Row]
    ) throws(OracleError) -> OracleValue {
        if aggregate.isStar { return .integer(Int64(rows.count)) }
        var values: [OracleValue] = []
        var seen: Set<String> = []
        for row in rows {
            let value = try evaluate(aggregate.arguments[0], row)
            if value.isNull { continue }
            let isNew = seen.insert(value.equivalenceText).inserted
            if isNew || !aggregate.isDistinct { values.append(value) }
        }
        switch aggregate.function.name {
        case "count": return .integer(Int64(values.count))
        case "collect": return .list(values)
        case "sum": return try sum(values)
        case "avg":
            guard let total = try sum(values).number, !values.isEmpty else { return .null }
            return .float(total / Double(values.count))
        case "min", "max":
            guard var best = values.first else { return .null }
            for value in values.dropFirst() {
                let order = try value.order(best)
                if aggregate.function.name == "min" ? order < 0 : order > 0 { best = value }
            }
            return best
        default: throw .unsupported(aggregate.function.name)
        }
    }

    private func sum(_ values: [OracleValue]) throws(OracleError) -> OracleValue {
        var total = OracleValue.integer(0)
        for value in values {
            switch (total, value) {
            case (.integer(let left), .integer(let right)): total = .integer(left + right)
            default:
                guard let left = total.number, let right = value.number else {
                    throw .unsupported("a sum of such values")
                }
                total = .float(left + right)
            }
        }
        return total
    }
}
