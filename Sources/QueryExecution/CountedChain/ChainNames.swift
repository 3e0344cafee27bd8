import GraphModel
import QueryPlanning
import QuerySyntax

/// The names of a chain in one snapshot, and what the statistics say of them.
struct ChainNames {
    private let catalog: Catalog
    private let statistics: Statistics
    private let symbols: PlanSymbols

    init(_ run: borrowing Run) {
        catalog = run.catalog
        statistics = run.graph.statistics
        symbols = run.plan.symbols
    }

    func id(_ symbol: KeySymbol) -> KeyID? { catalog.keys.id(of: symbols.keys[symbol.index]) }
    func id(_ symbol: LabelSymbol) -> LabelID? {
        catalog.labels.id(of: symbols.labels[symbol.index])
    }

    /// The types that the graph has relationships of; of all, if none is named.
    func ids(_ types: [TypeSymbol]) -> [TypeID] {
        let all =
            types.isEmpty
            ? Array(catalog.types.ids)
            : types.compactMap { catalog.types.id(of: symbols.types[$0.index]) }
        return all.filter { statistics.relationshipCount(type: $0) > 0 }
    }

    /// Whether each relationship that a step may follow leads to a node with all of some labels.
    func areProved(_ labels: [LabelSymbol], of step: PhysicalCountedChain.Step) -> Bool {
        labels.allSatisfy { symbol in
            guard let label = id(symbol) else { return false }
            return ids(step.types).allSatisfy { type in
                let all = statistics.relationshipCount(type: type)
                let leavesForIt = statistics.relationshipCount(type: type, end: label) == all
                let comesFromIt = statistics.relationshipCount(start: label, type: type) == all
                return switch step.direction {
                case .outgoing: leavesForIt
                case .incoming: comesFromIt
                case .either: leavesForIt && comesFromIt
                }
            }
        }
    }

    /// Whether no two nodes of a group have the same value.
    ///
    /// An index that is unique keeps them apart, and values that it holds to be the same are those
    /// by which rows are grouped. Nodes without the property are in no index, so all must have it.
    func isIdentity(_ grouping: PhysicalCountedChain.Grouping) -> Bool {
        switch grouping.identity {
        case .node: return true
        case .none: return false
        case .unique(let labelSymbol, let keySymbol):
            guard let label = id(labelSymbol), let key = id(keySymbol) else { return false }
            let present = PropertyType.allCases.reduce(UInt64(0)) { sum, type in
                sum + statistics[.nodeProperty(label: label, key: key, type: type)]
            }
            return present == statistics.nodeCount(label: label)
        }
    }
}
