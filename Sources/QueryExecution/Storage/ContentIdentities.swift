import GraphModel
import GraphStore
import QueryPlanning
import Sampling

/// Who the nodes and relationships of a graph are, told by what they hold and not by their ids:
/// the same in every database with the same content, however it was loaded.
///
/// | entity | is told by |
/// |---|---|
/// | node with a unique property | the label, the key and the value: of the property by which imports identify nodes, before others by the names of label and key |
/// | other node | its labels and its properties |
/// | relationship | its type, its two ends and its properties |
///
/// Nodes without a unique property that agree in all labels and properties are not told apart.
///
/// **Complexity**: one property read a node; the nodes that were asked for last are remembered, and
/// stay so until the graph changes.
struct ContentIdentities {
    /// How the nodes with one set of labels are told.
    fileprivate final class Scheme {
        let labels: [LabelID]
        /// Unique keys, with what is hashed before the value.
        let keys: [(key: KeyID, hasher: IdentityHasher)]
        /// What is hashed before all properties.
        let hasher: IdentityHasher

        init(_ labels: [LabelID], _ catalog: Catalog) {
            self.labels = labels
            keys = Self.keys(labels, catalog)
            var hasher = IdentityHasher()
            hasher.combineList(count: labels.count)
            let names = labels.map { catalog.labels.name(of: $0) }
            for name in names.sorted(by: { Text.order($0, $1) < 0 }) { hasher.combine(name) }
            self.hasher = hasher
        }
    }

    private var schemes: [Scheme] = []
    /// The scheme of the last node.
    private var last: Scheme?
    private var nodes = NodeIdentityCache()
    /// Of which commit all this is; nil for a transaction, in which everything may change.
    private var commit: UInt64?

    /// Forgets what may have changed since the run before.
    mutating func begin(_ run: borrowing Run) {
        let commit = run.graph.commit
        if let commit, commit == self.commit { return }
        self = ContentIdentities()
        self.commit = commit
    }

    /// The run is over: what takes little memory stays for the next.
    mutating func rest() {
        if commit == nil || nodes.isLarge { self = ContentIdentities() }
    }

    mutating func identity(
        of node: NodeID, _ run: inout Run
    ) throws(ExecutionError) -> RowIdentity {
        if let known = nodes[node] { return known }
        let identity = try makeIdentity(of: node, &run)
        nodes.keep(identity, of: node)
        return identity
    }

    private mutating func makeIdentity(
        of node: NodeID, _ run: inout Run
    ) throws(ExecutionError) -> RowIdentity {
        guard let scheme = try scheme(of: node, &run) else { return IdentityHasher().identity() }
        for (key, prefix) in scheme.keys {
            guard let value = try run.graph.value(of: key, of: node) else { continue }
            var hasher = prefix
            try Value(value).hashIdentity(into: &hasher, &self, &run)
            return hasher.identity()
        }
        var hasher = scheme.hasher
        try hash(try run.graph.node(node)?.properties ?? [], into: &hasher, &run)
        return hasher.identity()
    }

    mutating func identity(
        of relationship: RelationshipValue, _ run: inout Run
    ) throws(ExecutionError) -> RowIdentity {
        var hasher = IdentityHasher()
        hasher.combine(run.catalog.types.name(of: relationship.type))
        hasher.combine(node: try identity(of: relationship.start, &run))
        hasher.combine(node: try identity(of: relationship.end, &run))
        let record = try run.graph.relationship(relationship.id)
        try hash(record?.properties ?? [], into: &hasher, &run)
        return hasher.identity()
    }

    private mutating func hash(
        _ properties: [Property], into hasher: inout IdentityHasher, _ run: inout Run
    ) throws(ExecutionError) {
        var map = MapValue()
        for property in properties {
            map[run.catalog.keys.name(of: property.key)] = Value(property.value)
        }
        try Value.map(map).hashIdentity(into: &hasher, &self, &run)
    }

    /// The scheme of a node; nil where nothing is left of it, because it was deleted.
    private mutating func scheme(
        of node: NodeID, _ run: inout Run
    ) throws(ExecutionError) -> Scheme? {
        // Most nodes have the labels of the one before.
        if let last, try run.graph.has(exactly: last.labels, node) == true { return last }
        guard let labels = try run.graph.labels(of: node) else { return nil }
        if let known = schemes.first(where: { $0.labels == labels }) {
            last = known
        } else {
            let scheme = Scheme(labels, run.catalog)
            schemes.append(scheme)
            last = scheme
        }
        return last
    }
}

extension ContentIdentities.Scheme {
    private static func keys(
        _ labels: [LabelID], _ catalog: Catalog
    ) -> [(key: KeyID, hasher: IdentityHasher)] {
        func isBefore(_ left: IndexDefinition, _ right: IndexDefinition) -> Bool {
            if left.kind != right.kind { return left.kind == .identity }
            let order = Text.order(
                catalog.labels.name(of: left.label), catalog.labels.name(of: right.label))
            if order != 0 { return order < 0 }
            return Text.order(catalog.keys.name(of: left.key), catalog.keys.name(of: right.key)) < 0
        }
        let unique = catalog.indexes.filter { $0.kind.isUnique && labels.contains($0.label) }
        return unique.sorted(by: isBefore).map { index in
            var hasher = IdentityHasher()
            hasher.combine(catalog.labels.name(of: index.label))
            hasher.combine(catalog.keys.name(of: index.key))
            return (index.key, hasher)
        }
    }
}

extension Value {
    /// Adds a value that holds nothing else to the identity of a row.
    ///
    /// - Returns: whether it was one.
    func hashPlain(into hasher: inout IdentityHasher) -> Bool {
        switch self {
        case .null: hasher.combineNull()
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): hasher.combine(value)
        case .string(let text): hasher.combine(text)
        case .list, .map, .node, .relationship, .path: return false
        }
        return true
    }

    /// Adds the value to the identity of a row.
    func hashIdentity(
        into hasher: inout IdentityHasher, _ identities: inout ContentIdentities,
        _ run: inout Run
    ) throws(ExecutionError) {
        switch self {
        case .null, .boolean, .integer, .float, .string: _ = hashPlain(into: &hasher)
        case .list(let elements):
            hasher.combineList(count: elements.count)
            for element in elements {
                try run.step()
                try element.hashIdentity(into: &hasher, &identities, &run)
            }
        case .map(let map):
            hasher.combineMap(count: map.entries.count)
            for entry in map.entries {
                hasher.combine(entry.key)
                try entry.value.hashIdentity(into: &hasher, &identities, &run)
            }
        case .node(let node): hasher.combine(node: try identities.identity(of: node, &run))
        case .relationship(let relationship):
            hasher.combine(relationship: try identities.identity(of: relationship, &run))
        case .path(let path):
            hasher.combinePath(count: path.nodes.count + path.relationships.count)
            for (index, node) in path.nodes.enumerated() {
                try run.step()
                hasher.combine(node: try identities.identity(of: node, &run))
                guard index < path.relationships.count else { continue }
                hasher.combine(
                    relationship: try identities.identity(of: path.relationships[index], &run))
            }
        }
    }
}
