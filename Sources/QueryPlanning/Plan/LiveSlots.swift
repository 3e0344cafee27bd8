/// The slots of a row that later steps may read: of rows that wait, only those are kept.
///
/// ```
/// Sort s.id          reads: the slots of its keys, and what is live behind it
/// Project s.id       reads: s
/// ```
///
/// A slot too many costs room, one too few a wrong answer: whatever is not plainly known makes all
/// slots live.
package struct LiveSlots: Sendable, Equatable {
    /// Nil for all.
    package private(set) var slots: Set<Int>?

    /// Some slots.
    package init(_ slots: some Sequence<Int>) { self.slots = Set(slots) }

    private init() {}

    package static let all = LiveSlots()

    /// Those of `slotCount` slots that are live, ascending.
    package func among(_ slotCount: Int) -> [Int] {
        slots.map { $0.sorted() } ?? Array(0..<slotCount)
    }

    /// Adds what all steps of a plan read.
    package mutating func add(readBy plan: PhysicalPlan) {
        add(readBy: plan.step)
        for input in plan.inputs { add(readBy: input) }
    }

    /// Adds what a step reads of the rows that it takes. What it writes stays, and does no harm.
    package mutating func add(readBy step: PhysicalStep) {
        switch step {
        case .argument, .statisticsCount: break
        case .nodeScan(let scan): add(readBy: scan.access)
        case .expand(let expand), .relationshipSeek(let expand):
            add([expand.from, expand.to, expand.relationship])
            add(expand.differentFrom)
        case .path(let path): add([path.start] + path.relationships)
        case .filter(let conditions): add(readBy: conditions)
        case .optional(let slots): add(slots)
        case .join(let join):
            add(readBy: join.keys.flatMap { [$0.probe, $0.build] })
            for difference in join.differences { add([difference.build] + difference.probes) }
        case .unwind(let list, _): add(readBy: [list])
        case .project(let items): add(readBy: items.map(\.expression))
        case .aggregate(let aggregation):
            add(readBy: aggregation.groupings.map(\.expression))
            for aggregate in aggregation.aggregates { add(readBy: aggregate.arguments) }
        case .distinct(let slots): add(slots)
        case .sample(let sample): add(readBy: sample)
        case .sort(let order, let limit, let skip):
            add(readBy: order.map(\.expression) + [limit, skip].compactMap { $0 })
        case .skip(let count), .limit(let count): add(readBy: [count])
        case .write(let writes): add(readBy: writes)
        case .variableExpand, .reach, .reachCount, .shortestPath, .countedChain, .union:
            slots = nil
        }
    }

    /// Adds what changes of the graph read of their rows.
    package mutating func add(readBy writes: [PhysicalWrite]) {
        for write in writes {
            switch write {
            case .create(let patterns): for pattern in patterns { add(readBy: pattern) }
            case .set(let items): for item in items { add(readBy: item) }
            case .remove(let items): for item in items { add(readBy: item) }
            case .delete(let targets, _): add(readBy: targets)
            // They have plans and rows of their own.
            case .merge, .foreach: slots = nil
            }
        }
    }

    private mutating func add(readBy pattern: PhysicalPattern) {
        for node in pattern.nodes {
            add([node.slot])
            add(readBy: [node.properties].compactMap { $0 })
        }
        for relationship in pattern.relationships {
            add(readBy: [relationship.properties].compactMap { $0 })
        }
        if let path = pattern.path { add([path.start] + path.relationships) }
    }

    private mutating func add(readBy item: PhysicalSetItem) {
        switch item {
        case .property(let entity, _, let value): add(readBy: [entity, value])
        case .replace(let slot, let value), .merge(let slot, let value):
            add([slot])
            add(readBy: [value])
        case .labels(let slot, _, _): add([slot])
        }
    }

    private mutating func add(readBy item: PhysicalRemoveItem) {
        switch item {
        case .property(let entity, _): add(readBy: [entity])
        case .labels(let slot, _, _): add([slot])
        }
    }

    private mutating func add(_ others: some Sequence<Int>) { slots?.formUnion(others) }

    private mutating func add(readBy access: PhysicalNodeScan.Access) {
        switch access {
        case .all, .label: break
        case .index(_, _, let value), .indexPrefix(_, _, let value), .indexSet(_, _, let value),
            .indexCodes(_, _, let value), .table(_, _, let value):
            add(readBy: [value])
        case .indexRange(_, _, let lower, let upper):
            add(readBy: [lower?.value, upper?.value].compactMap { $0 })
        }
    }

    private mutating func add(readBy sample: PhysicalSample) {
        add(sample.items)
        add(readBy: sample.groups + sample.ties + [sample.weight, sample.seed].compactMap { $0 })
        if case .count(let count, _) = sample.method { add(readBy: [count]) }
    }

    private mutating func add(readBy expressions: [PlanExpression]) {
        for expression in expressions {
            var open = [expression]
            while slots != nil, let next = open.popLast() {
                switch next.kind {
                case .literal, .parameter: break
                case .slot(let slot): slots?.insert(slot)
                case .property(let base, _), .labels(let base, _), .unary(_, let base),
                    .nullPredicate(let base, _):
                    open.append(base)
                case .list(let elements), .boolean(_, let elements), .function(_, let elements):
                    open += elements
                case .map(let entries): open += entries.map(\.value)
                case .index(let base, let other), .membership(let base, let other),
                    .stringPredicate(_, let base, let other):
                    open += [base, other]
                case .arithmetic(let first, let steps): open += [first] + steps.map(\.operand)
                case .comparison(let first, let steps): open += [first] + steps.map(\.operand)
                // Subplans read what they like.
                default: slots = nil
                }
            }
        }
    }
}
