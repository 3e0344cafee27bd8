import GraphModel
import LMDB

extension IntegrityCheck {
    /// The counts in the file are those that the walk made.
    mutating func checkStatistics(_ snapshot: borrowing Snapshot) throws(StoreError) {
        // Not those in memory: they can be of the transaction that counted.
        let stored = try Statistics(snapshot.trees.statistics, in: snapshot.view)
        if stored != snapshot.statistics { note("statistics", "they are not those in memory") }
        let keys = Set(stored.counts.keys).union(counted.counts.keys)
        for key in keys where stored[key] != counted[key] {
            note(
                "statistics",
                "there are \(counted[key]) \(described(key)), and \(stored[key]) are counted")
        }
    }

    private func described(_ key: StatisticsKey) -> String {
        switch key {
        case .nodes(let label): "nodes\(with(label))"
        case .relationships(let start, let type, let end):
            "relationships of type \(name(type)) from nodes\(with(start)) to nodes\(with(end))"
        case .sourced(let source, let type):
            "relationships of type \(name(type)) from source \(source.rawValue)"
        case .distinctValues(let index): "different values in index \(index.rawValue)"
        case .nodeProperty(let label, let key, let type):
            "nodes\(with(label)) whose \(name(key)) is a \(type)"
        case .relationshipProperty(let type, let key, let valueType):
            "relationships of type \(name(type)) whose \(name(key)) is a \(valueType)"
        }
    }

    private func with(_ label: LabelID?) -> String { label.map { " with label \(name($0))" } ?? "" }

    private func name(_ type: TypeID) -> String {
        catalog.types.contains(type) ? "`\(catalog.types.name(of: type))`" : "\(type.rawValue)"
    }

    private func name(_ key: KeyID) -> String {
        catalog.keys.contains(key) ? "`\(catalog.keys.name(of: key))`" : "key \(key.rawValue)"
    }
}
