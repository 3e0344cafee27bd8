import Diagnostics
import GraphModel
import QueryPlanning

/// Follows each relationship of a node.
///
/// ```
/// a        a  r  b
/// 1   →    1  10 2      a −r→ b; a relationship that the row has already is passed over
/// ```
///
/// When both ends are known, the relationships between them are looked up.
final class ExpandOperator: PipelineOperator {
    private let expand: PhysicalExpand
    /// What the other node must be labelled with.
    private let end: EndLabels
    /// Takes the weights that expressions behind the step ask for.
    private let weight: ExpandedWeight?
    private var types: TypeSelection
    private var proof = LabelProof()
    private var neighbours: [Neighbour] = []
    private var batch = RowBatch()
    /// The rows of a batch from whose nodes the neighbours were met.
    private var origins: [Int] = []
    private let nextTakesBatches: Bool
    /// The end that the last row had, whose relationships are near at hand.
    private var lastEnd: NodeID?

    /// Fewer rows are not worth a batch.
    private static let batchCountMin = 3

    /// More are not kept between two runs.
    private static let keptCountMax = 4096

    init(
        _ expand: PhysicalExpand, _ end: EndLabels, _ weight: ExpandedWeight?,
        into next: Operator
    ) {
        self.expand = expand
        self.end = end
        self.weight = weight
        types = TypeSelection(expand.types)
        nextTakesBatches = next.takesBatches
        super.init(into: next)
    }

    override func rest() {
        if neighbours.capacity > Self.keptCountMax { neighbours = [] }
        if origins.capacity > Self.keptCountMax { origins = [] }
        next.rest()
    }

    /// Between a batch of nodes and one node all relationships are looked up together; what several
    /// nodes lead to makes one batch.
    override var takesBatches: Bool { expand.isInto || nextTakesBatches }

    override func push(_ row: inout Row, _ run: inout Run) throws(ExecutionError) -> Bool {
        guard case .node(let from) = row[expand.from] else { return true }
        // The rows behind this one come when this one is done, so the buffer is free.
        var neighbours: [Neighbour] = []
        swap(&neighbours, &self.neighbours)
        defer { swap(&neighbours, &self.neighbours) }
        neighbours.removeAll(keepingCapacity: true)
        let types = types.ids(run)
        if expand.isInto {
            guard case .node(let to) = row[expand.to] else { return true }
            try run.graph.appendRelationships(
                from: from, to: to, isKnown: to == lastEnd, expand.direction, types,
                to: &neighbours)
            lastEnd = to
        } else {
            try run.graph.appendNeighbours(of: from, expand.direction, types, to: &neighbours)
        }
        let labels = proof.unproved(end.labels, expand, types, run)
        if nextTakesBatches, neighbours.count >= Self.batchCountMin, !expand.isInto,
            !run.graph.isTransaction
        {
            return try pushBatches(&neighbours, labels, &row, &run)
        }
        return try push(neighbours, labels, &row, &run)
    }

    /// Pushes neighbours as batches, in which those that the pattern wants are left.
    private func pushBatches(
        _ neighbours: inout [Neighbour], _ labels: [LabelSymbol], _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        try select(labels, from: &neighbours, row, &run)
        var batch = RowBatch()
        swap(&batch, &self.batch)
        defer { swap(&batch, &self.batch) }
        var first = 0
        while first < neighbours.count {
            let count = min(RowBatch.countMax, neighbours.count - first)
            let part =
                count == neighbours.count
                ? neighbours : Array(neighbours[first..<(first + count)])
            try run.step(size: count)
            batch.begin(count: count)
            batch.append(.ends(part), expand.to)
            batch.append(.relationships(part, weight), expand.relationship)
            let isOpen = try next.push(&batch, &row, &run)
            // The buffer is ours alone again.
            batch.begin(count: 0)
            guard isOpen else { return false }
            first += count
        }
        return true
    }

    /// Leaves, of the neighbours from a place on, those that have the labels, by relationships that
    /// the row lacks.
    private func select(
        _ labels: [LabelSymbol], from neighbours: inout [Neighbour], startingAt start: Int = 0,
        _ row: Row, _ run: inout Run
    ) throws(ExecutionError) {
        if labels.isEmpty, expand.differentFrom.isEmpty { return }
        var count = start
        for index in start..<neighbours.count {
            let neighbour = neighbours[index]
            try run.step()
            if !labels.isEmpty {
                let isLabelled = try run.hasLabels(labels, .node(neighbour.node), end.span)
                guard isLabelled == true else { continue }
            }
            guard row.lacks(neighbour.relationship, expand.differentFrom) else { continue }
            neighbours[count] = neighbour
            count += 1
        }
        neighbours.removeLast(neighbours.count - count)
    }

    private func push(
        _ neighbours: [Neighbour], _ labels: [LabelSymbol], _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        // Held once, not for each neighbour.
        let (weight, differentFrom) = (weight, expand.differentFrom)
        let (to, relationship) = (expand.isInto ? nil : expand.to, expand.relationship)
        for neighbour in neighbours {
            try run.step()
            if !labels.isEmpty {
                let isLabelled = try run.hasLabels(labels, .node(neighbour.node), end.span)
                guard isLabelled == true else { continue }
            }
            guard row.lacks(neighbour.relationship, differentFrom) else { continue }
            if let to { row[to] = .node(neighbour.node) }
            row[relationship] = .relationship(neighbour.relationship)
            weight?.keep(neighbour, run)
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }

    // MARK: From a batch

    override func push(
        _ batch: inout RowBatch, _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        var neighbours: [Neighbour] = []
        swap(&neighbours, &self.neighbours)
        defer { swap(&neighbours, &self.neighbours) }
        neighbours.removeAll(keepingCapacity: true)
        var origins: [Int] = []
        swap(&origins, &self.origins)
        defer { swap(&origins, &self.origins) }
        origins.removeAll(keepingCapacity: true)
        if expand.isInto { return try pushInto(batch, &neighbours, &origins, &row, &run) }
        return try pushOut(of: batch, &neighbours, &origins, &row, &run)
    }

    /// Pushes rows of a batch, each with a relationship to the other end.
    private func pushInto(
        _ batch: RowBatch, _ neighbours: inout [Neighbour], _ origins: inout [Int],
        _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        guard let ends = BatchEnds(batch, row, expand),
            try run.graph.appendRelationships(
                of: ends.node, isFrom: ends.isFrom, expand.direction, types.ids(run),
                to: ends.nodes, &origins, &neighbours)
        else { return try pushRows(of: batch, &row, &run) }
        var written = -1
        for (neighbour, index) in zip(neighbours, origins) {
            try run.step()
            if index != written { batch.write(index, into: &row, run) }
            written = index
            guard row.lacks(neighbour.relationship, expand.differentFrom) else { continue }
            row[expand.relationship] = .relationship(neighbour.relationship)
            weight?.keep(neighbour, run)
            guard try next.push(&row, &run) else { return false }
        }
        return true
    }

    /// Pushes what the nodes of a batch lead to, as batches again.
    ///
    /// ```
    /// row  a                row  a  r  b      what one node leads to is in one batch,
    /// 0    1           →    0    1  10 4      unless it is more than a batch has
    /// 1    2                1    1  11 7
    ///                       2    2  12 4
    /// ```
    private func pushOut(
        of batch: RowBatch, _ neighbours: inout [Neighbour], _ origins: inout [Int],
        _ row: inout Row, _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        let nodes = batch.values(of: expand.from, row)
        let types = types.ids(run)
        let labels = proof.unproved(end.labels, expand, types, run)
        for index in 0..<batch.count {
            guard case .node(let node) = nodes[index] else { continue }
            run.graph.prefetchNeighbours(
                of: nodes, behind: index, count: batch.count, expand.direction, types)
            let start = neighbours.count
            try run.graph.appendNeighbours(of: node, expand.direction, types, to: &neighbours)
            for slot in expand.differentFrom {
                if let column = batch.column(of: slot) { row[slot] = column[index] }
            }
            try select(labels, from: &neighbours, startingAt: start, row, &run)
            if neighbours.count > RowBatch.countMax, start > 0 {
                let last = Array(neighbours[start...])
                neighbours.removeLast(last.count)
                guard try pushOut(neighbours, origins, of: batch, &row, &run) else { return false }
                neighbours.removeAll(keepingCapacity: true)
                neighbours += last
                origins.removeAll(keepingCapacity: true)
            }
            for _ in origins.count..<neighbours.count { origins.append(index) }
        }
        return try pushOut(neighbours, origins, of: batch, &row, &run)
    }

    /// - Parameter origins: of each neighbour the row of the batch that it was met from.
    private func pushOut(
        _ neighbours: [Neighbour], _ origins: [Int], of batch: RowBatch, _ row: inout Row,
        _ run: inout Run
    ) throws(ExecutionError) -> Bool {
        for part in RowParts(of: neighbours.count, each: RowBatch.countMax) {
            try run.step(size: part.count)
            let isWhole = part.count == neighbours.count
            let steps = isWhole ? neighbours : Array(neighbours[part])
            var stepped = batch.rows(at: isWhole ? origins : Array(origins[part]))
            stepped.append(.ends(steps), expand.to)
            stepped.append(.relationships(steps, weight), expand.relationship)
            guard try next.push(&stepped, &row, &run) else { return false }
        }
        return true
    }
}

/// What a batch has of the two ends of a step: nodes at the one, and the same node at the other.
private struct BatchEnds {
    let nodes: [Neighbour]
    let node: NodeID
    /// Whether the step leads from the one node to those of the batch.
    let isFrom: Bool

    /// Nil for other batches.
    init?(_ batch: RowBatch, _ row: Row, _ expand: PhysicalExpand) {
        switch (batch.column(of: expand.from), batch.column(of: expand.to)) {
        case (.ends(let nodes)?, nil):
            guard case .node(let node) = row[expand.to] else { return nil }
            (self.nodes, self.node, isFrom) = (nodes, node, false)
        case (nil, .ends(let nodes)?):
            guard case .node(let node) = row[expand.from] else { return nil }
            (self.nodes, self.node, isFrom) = (nodes, node, true)
        default: return nil
        }
    }
}

extension Row {
    /// Whether no slot has a relationship, alone or in a list.
    func lacks(_ relationship: RelationshipValue, _ slots: [Int]) -> Bool {
        for slot in slots {
            switch self[slot] {
            case .relationship(let other): if other == relationship { return false }
            case .list(let elements):
                for case .relationship(let other) in elements where other == relationship {
                    return false
                }
            default: break
            }
        }
        return true
    }
}
