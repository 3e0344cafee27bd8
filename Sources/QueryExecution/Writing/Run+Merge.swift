import Diagnostics
import QueryPlanning

extension Run {
    /// Finds a path, or makes it.
    mutating func merge(
        _ merge: PhysicalMerge, _ row: Row
    ) throws(ExecutionError) -> [Row] {
        var row = row
        try checkProperties(merge.pattern, &row)
        var found = try subplans[merge.match].rows(row, &self)
        guard found.isEmpty else {
            for index in found.indices {
                for item in merge.onMatch { try set(item, &found[index]) }
            }
            return found
        }
        try create(merge.pattern, &row)
        for item in merge.onCreate { try set(item, &row) }
        return [row]
    }

    /// **Throws** `SemanticError` for a property that is null: it could never be found again.
    private mutating func checkProperties(
        _ pattern: PhysicalPattern, _ row: inout Row
    ) throws(ExecutionError) {
        let maps = pattern.nodes.map(\.properties) + pattern.relationships.map(\.properties)
        for case let expression? in maps {
            guard case .map(let entries) = expression.kind else { continue }
            for entry in entries where try evaluate(entry.value, &row).isNull {
                throw .mergeNull(entry.value.span)
            }
        }
    }
}
