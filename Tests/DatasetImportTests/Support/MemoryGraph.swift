import DatasetImport
import MedGraph

/// A graph in dictionaries, filled by the rules that the bulk loader follows: the importer's tests
/// look at it instead of at a database.
struct MemoryGraph: BatchSink {
    struct NodeKey: Hashable {
        var label: String
        var key: PropertyValue
    }

    struct Node: Equatable {
        var labels: Set<String>
        var properties: [String: PropertyValue]
    }

    struct RelationshipKey: Hashable {
        var type: String
        var source: Source
        var start: NodeKey
        var end: NodeKey
        var identity: [PropertyValue?]
    }

    struct Index: Hashable {
        var label: String
        var property: String
        var isUnique: Bool
    }

    var nodes: [NodeKey: Node] = [:]
    var relationships: [RelationshipKey: [String: PropertyValue]] = [:]
    var indexes: Set<Index> = []
    var weights: [String: String] = [:]
    var policy = DanglingPolicy.refuse
    /// Keys with more bytes are refused, as the database does.
    var keyByteCountMax = 400
    private(set) var report = LoadReport()
    private var batches: [(RelationshipBatch, LoadOrigin)] = []
    private var mirrored: Set<RelationshipKey> = []

    init(policy: DanglingPolicy = .refuse) { self.policy = policy }

    mutating func declareIndex(label: String, property: String, isUnique: Bool) {
        indexes.insert(Index(label: label, property: property, isUnique: isUnique))
    }

    mutating func declareWeight(type: String, property: String) { weights[type] = property }

    mutating func add(_ batch: NodeBatch, from origin: LoadOrigin) throws(BatchSinkError) {
        for row in 0..<batch.count {
            let key = NodeKey(label: batch.label, key: batch.keys[row])
            if case .string(let text) = key.key, text.utf8.count > keyByteCountMax {
                throw .row(
                    origin, line: Int(batch.lines[row]), property: batch.keyProperty,
                    reason: "the key is longer than \(keyByteCountMax) bytes", hint: nil)
            }
            report.nodes.read += 1
            let properties = properties(batch.properties, row)
            guard var node = nodes[key] else {
                report.nodes.made += 1
                var all = properties
                all[batch.keyProperty] = key.key
                nodes[key] = Node(
                    labels: Set(batch.otherLabels + [batch.label]), properties: all)
                continue
            }
            report.nodes.merged += 1
            let isDuplicate =
                node.labels.isSuperset(of: batch.otherLabels)
                && properties.allSatisfy { node.properties[$0.key] == $0.value }
            if isDuplicate { report.duplicateNodes += 1 }
            node.labels.formUnion(batch.otherLabels)
            merge(properties, into: &node.properties, origin, batch.lines[row])
            nodes[key] = node
        }
    }

    /// Names that hold over all labels are tested on databases.
    mutating func add(_ batch: NamedNodeBatch, from origin: LoadOrigin) throws(BatchSinkError) {
        throw .other(reason: "this graph knows nodes by label and key only", hint: nil)
    }

    mutating func add(_ batch: RelationshipBatch, from origin: LoadOrigin) {
        batches.append((batch, origin))
    }

    /// Resolves the ends of all relationships.
    mutating func finish() -> LoadReport {
        var missing: Set<NodeKey> = []
        for (batch, origin) in batches {
            for row in 0..<batch.count {
                report.relationships.read += 1
                let line = batch.lines[row]
                let start = NodeKey(label: batch.start.label, key: batch.start.keys[row])
                let end = NodeKey(label: batch.end.label, key: batch.end.keys[row])
                var isDangling = false
                for (direction, node, keyProperty) in [
                    (Direction.outgoing, start, batch.start.keyProperty),
                    (Direction.incoming, end, batch.end.keyProperty),
                ] where nodes[node] == nil || missing.contains(node) {
                    isDangling = true
                    missing.insert(node)
                    if report.issues.count < 10 {
                        report.issues.append(
                            LoadIssue(
                                origin: origin, line: Int(line),
                                problem: .dangling(direction, label: node.label, key: node.key)))
                    }
                    if policy == .stub, nodes[node] == nil {
                        report.stubNodes += 1
                        nodes[node] = Node(
                            labels: [node.label], properties: [keyProperty: node.key])
                    }
                }
                if isDangling {
                    report.danglingRelationships += 1
                    if policy != .stub { continue }
                }
                add(batch, row, start, end, origin)
            }
        }
        report.missingNodes = missing.count
        batches = []
        return report
    }

    private mutating func add(
        _ batch: RelationshipBatch, _ row: Int, _ start: NodeKey, _ end: NodeKey,
        _ origin: LoadOrigin
    ) {
        let properties = properties(batch.properties, row)
        let isMirrored = batch.isSymmetric && order(end.key) < order(start.key)
        let key = RelationshipKey(
            type: batch.type, source: batch.source, start: isMirrored ? end : start,
            end: isMirrored ? start : end,
            identity: batch.identityProperties.map { properties[$0] })
        guard var existing = relationships[key] else {
            report.relationships.made += 1
            relationships[key] = properties
            if isMirrored { mirrored.insert(key) }
            return
        }
        report.relationships.merged += 1
        if mirrored.contains(key) != isMirrored { report.mirroredRelationships += 1 }
        if existing == properties { report.duplicateRelationships += 1 }
        merge(properties, into: &existing, origin, batch.lines[row])
        relationships[key] = existing
    }

    private func order(_ key: PropertyValue) -> String {
        switch key {
        case .string(let text): text
        case .integer(let number):
            String(repeating: "0", count: 20 - "\(number)".count) + "\(number)"
        default: ""
        }
    }

    private mutating func merge(
        _ properties: [String: PropertyValue], into existing: inout [String: PropertyValue],
        _ origin: LoadOrigin, _ line: UInt32
    ) {
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            if let old = existing[name], old != value {
                report.conflictingProperties += 1
                report.issues.append(
                    LoadIssue(origin: origin, line: Int(line), problem: .conflict(property: name)))
            }
            existing[name] = existing[name] ?? value
        }
    }

    private func properties(_ columns: [PropertyColumn], _ row: Int) -> [String: PropertyValue] {
        var result: [String: PropertyValue] = [:]
        for column in columns where column.isPresent?[row] != false {
            result[column.key] =
                switch column.cells {
                case .booleans(let cells): .boolean(cells[row])
                case .integers(let cells): .integer(cells[row])
                case .floats(let cells): .float(cells[row])
                case .strings(let cells): .string(cells[row])
                case .values(let cells): cells[row]
                }
        }
        return result
    }
}

extension MemoryGraph {
    func count(label: String) -> Int { nodes.keys.count { $0.label == label } }
    func count(type: String) -> Int { relationships.keys.count { $0.type == type } }

    func node(_ label: String, _ key: PropertyValue) -> Node? {
        nodes[NodeKey(label: label, key: key)]
    }

    /// The properties of the relationships between two nodes.
    func between(
        _ type: String, _ start: PropertyValue, _ end: PropertyValue
    ) -> [[String: PropertyValue]] {
        relationships.filter {
            $0.key.type == type && $0.key.start.key == start && $0.key.end.key == end
        }.map(\.value)
    }
}
