import GraphModel
import GraphStore
import QueryPlanning

/// Puts each node of a label, of an index or of the graph into a slot.
final class NodeScanOperator: PipelineOperator {
    private let scan: PhysicalNodeScan

    init(_ scan: PhysicalNodeScan, into next: Operator) {
        self.scan = scan
        super.init(into: next)
    }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        for node in try nodes(&row, &run) {
            try run.step()
            row[scan.slot] = .node(node)
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }

    private func nodes(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> [NodeID] {
        switch scan.access {
        case .all: return try run.graph.allNodes()
        case .label(let label):
            guard let label = run.id(label) else { return [] }
            return try run.graph.nodes(with: label)
        case .index(let index, _, let expression):
            // What cannot be stored equals nothing that is.
            guard let value = try run.evaluate(expression, &row).propertyValue else { return [] }
            return try run.graph.nodes(in: index.id, equalTo: value)
        case .indexRange(let index, _, let lower, let upper):
            var bounds: [IndexRange.Bound?] = []
            for bound in [lower, upper] {
                guard let bound else {
                    bounds.append(nil)
                    continue
                }
                guard let value = try run.evaluate(bound.value, &row).propertyValue else {
                    return []
                }
                bounds.append(IndexRange.Bound(value, isIncluded: bound.isIncluded))
            }
            return try run.graph.nodes(in: index.id, .between(bounds[0], bounds[1]))
        case .indexPrefix(let index, _, let expression):
            guard case .string(let text) = try run.evaluate(expression, &row) else { return [] }
            return try run.graph.nodes(in: index.id, .prefix(text))
        }
    }
}
