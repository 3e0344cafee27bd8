import QueryPlanning

/// Makes the value of a named path.
final class PathOperator: PipelineOperator {
    private let path: PhysicalPath

    init(_ path: PhysicalPath, into next: Operator) {
        self.path = path
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        row[path.slot] = path.value(row)
        return try next.push(&row, &run)
    }
}

extension PhysicalPath {
    /// The path that a row holds; null if a part of it is null.
    func value(_ row: Row) -> Value {
        guard case .node(let start) = row[start] else { return .null }
        var walk: [RelationshipValue] = []
        for slot in relationships {
            switch row[slot] {
            case .relationship(let relationship): walk.append(relationship)
            case .list(let elements):
                for case .relationship(let relationship) in elements { walk.append(relationship) }
            default: return .null
            }
        }
        return .path(PathValue(from: start, walk))
    }
}
