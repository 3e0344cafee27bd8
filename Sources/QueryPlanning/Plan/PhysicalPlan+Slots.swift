extension PhysicalPlan {
    /// The slots that the steps of the plan write; nil when the plan changes the graph.
    var writtenSlots: Set<Int>? {
        var slots: Set<Int> = []
        var open = [self]
        while let plan = open.popLast() {
            guard plan.step.addWrittenSlots(to: &slots) else { return nil }
            open += plan.inputs
        }
        return slots
    }
}

extension PhysicalStep {
    /// - Returns: false for a step that changes the graph.
    fileprivate func addWrittenSlots(to slots: inout Set<Int>) -> Bool {
        switch self {
        case .argument, .filter, .join, .distinct, .sample, .sort, .skip, .limit: break
        case .nodeScan(let scan): slots.insert(scan.slot)
        case .relationshipSeek(let expand), .expand(let expand):
            slots.formUnion([expand.from, expand.relationship, expand.to])
        case .variableExpand(let walk), .reach(let walk): slots.formUnion(walk.writtenSlots)
        case .shortestPath(let search):
            slots.formUnion(search.walk.writtenSlots)
            if let path = search.path { slots.insert(path.slot) }
        case .path(let path): slots.insert(path.slot)
        case .optional(let own): slots.formUnion(own)
        case .unwind(_, let slot): slots.insert(slot)
        case .project(let items): slots.formUnion(items.map(\.slot))
        case .aggregate(let aggregation):
            slots.formUnion(aggregation.groupings.map(\.slot))
            slots.formUnion(aggregation.aggregates.map(\.slot))
        case .reachCount(let count):
            slots.formUnion(count.walk.writtenSlots)
            slots.formUnion(count.slots)
        case .statisticsCount(let count):
            slots.formUnion(count.slots)
            if let slot = count.typeSlot { slots.insert(slot) }
        case .countedChain(let chain): slots.formUnion(chain.writtenSlots)
        case .union(let columns, let own): slots.formUnion(columns.joined() + own)
        case .write: return false
        }
        return true
    }
}

extension PhysicalVariableExpand {
    fileprivate var writtenSlots: [Int] {
        [expand.from, expand.relationship, expand.to]
            + [innerNodes?.slot, relationships?.slot].compactMap { $0 }
    }
}
