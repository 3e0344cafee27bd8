import GraphModel
import QuerySemantics
import QuerySyntax

/// How many walks a variable-length step is thought to have from one node.
struct WalkEstimate {
    /// Walks that end where the step does.
    var rowCount = 0.0
    /// Walks that are followed on the way, wherever they lead.
    var workCount = 0.0
}

/// How walks lead from label to label, on the average over the nodes of each.
///
/// ```
/// -[:HAS_SYMPTOM*1..3]- from a symptom      depth    Disease   Symptom
///                                           0        0         1
///                                           1        150       0
///                                           2        0         450
/// ```
///
/// A walk of two steps goes on from where the first step leads, not from where it began: a symptom
/// of 150 diseases with three symptoms each has 450 such walks, not 150². So which end of a step
/// has fewer walks is seen from either end.
///
/// Nodes with several labels count for each of them. Where that, or nodes without labels, would
/// mislead, all nodes are taken for alike.
struct WalkEstimator {
    private static let labelCountMax = 48
    private static let depthMax = 6
    /// Of a step without an upper bound.
    private static let usualDepth = 4
    private static let countMax = 1e12

    private let catalog: Catalog
    private let statistics: Statistics
    private let labels: [LabelID]
    /// Of each label, how many nodes have it; one class of all nodes where labels tell nothing.
    private let sizes: [Double]

    init(_ catalog: Catalog, _ statistics: Statistics) {
        self.catalog = catalog
        self.statistics = statistics
        let nodeCount = Double(statistics.nodeCount())
        let all = Array(catalog.labels.ids).filter { statistics.nodeCount(label: $0) > 0 }
        let sum = all.reduce(0) { $0 + Double(statistics.nodeCount(label: $1)) }
        let isTelling =
            all.count <= Self.labelCountMax && sum >= nodeCount * 0.9 && sum <= nodeCount * 1.5
        labels = isTelling ? all : []
        sizes =
            labels.isEmpty
            ? [max(1, nodeCount)] : labels.map { Double(statistics.nodeCount(label: $0)) }
    }

    /// The walks of a step from one of the nodes with a label.
    ///
    /// - Parameters:
    ///   - direction: seen from where the walks begin.
    ///   - from: the labels there; nil for one that the graph lacks.
    ///   - to: the labels where the walks are to end.
    func estimate(
        _ types: [TypeID], _ direction: RelationshipPattern.Direction,
        _ length: RelationshipPattern.Length, from: [LabelID?], to: [LabelID?]
    ) -> WalkEstimate {
        var estimate = WalkEstimate()
        guard var level = start(from) else { return estimate }
        let steps = transitions(types, direction)
        let upper = min(Int(clamping: length.upper ?? Int64(Self.usualDepth)), Self.depthMax)
        let lower = min(Int(clamping: length.lower ?? 1), max(upper, 0))
        for depth in 0...max(upper, 0) {
            if depth > 0 {
                level = sizes.indices.map { end in
                    sizes.indices.reduce(0) { $0 + level[$1] * steps[$1][end] }
                }
                estimate.workCount += level.reduce(0, +)
            }
            if depth >= lower { estimate.rowCount += share(of: level, to) }
            if estimate.workCount > Self.countMax { break }
        }
        estimate.rowCount = min(estimate.rowCount, Self.countMax)
        estimate.workCount = min(estimate.workCount, Self.countMax)
        return estimate
    }

    /// One node, spread over the classes that it may be of; nil when there is none.
    private func start(_ from: [LabelID?]) -> [Double]? {
        guard !from.contains(nil) else { return nil }
        if labels.isEmpty { return [1] }
        let sum = sizes.reduce(0, +)
        guard !from.isEmpty else { return sizes.map { $0 / sum } }
        let places = from.compactMap { label in labels.firstIndex { $0 == label } }
        guard places.count == from.count, let rarest = places.min(by: { sizes[$0] < sizes[$1] })
        else { return nil }
        return sizes.indices.map { $0 == rarest ? 1 : 0 }
    }

    /// The walks of a level that end at nodes with some labels.
    private func share(of level: [Double], _ to: [LabelID?]) -> Double {
        guard !to.contains(nil) else { return 0 }
        if labels.isEmpty {
            let nodes = to.compactMap { $0 }.map { Double(statistics.nodeCount(label: $0)) }
            return level[0] * min(1, (nodes.min() ?? sizes[0]) / sizes[0])
        }
        let places = to.compactMap { label in labels.firstIndex { $0 == label } }
        guard places.count == to.count else { return 0 }
        return places.map { level[$0] }.min() ?? level.reduce(0, +)
    }

    /// By the class of a node, how many relationships lead from it to the nodes of another.
    private func transitions(
        _ types: [TypeID], _ direction: RelationshipPattern.Direction
    ) -> [[Double]] {
        let classes: [LabelID?] = labels.isEmpty ? [nil] : labels
        return classes.indices.map { start in
            classes.indices.map { end in
                var count = 0.0
                for type in types {
                    if direction != .incoming {
                        count += relationshipCount(classes[start], type, classes[end])
                    }
                    if direction != .outgoing {
                        count += relationshipCount(classes[end], type, classes[start])
                    }
                }
                return count / sizes[start]
            }
        }
    }

    private func relationshipCount(_ start: LabelID?, _ type: TypeID, _ end: LabelID?) -> Double {
        Double(statistics.relationshipCount(start: start, type: type, end: end))
    }
}
