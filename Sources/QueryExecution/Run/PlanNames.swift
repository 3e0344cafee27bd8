import GraphModel
import QueryPlanning

/// The ids of the names that a plan speaks of; nil for those that the graph lacks.
struct PlanNames {
    private(set) var keys: [KeyID?] = []
    private(set) var labels: [LabelID?] = []
    private(set) var types: [TypeID?] = []
    /// Rises when ids change: what was made of ids of an older number is made anew.
    private(set) var generation = 0
    /// The version of the catalog that the ids are of.
    private var catalogVersion: UInt64?

    /// Whether the ids are those of a version of the catalog.
    func isResolved(for version: UInt64) -> Bool { catalogVersion == version }

    /// Takes the ids of a catalog.
    mutating func resolve(_ symbols: PlanSymbols, in catalog: Catalog, version: UInt64) {
        keys = symbols.keys.map { catalog.keys.id(of: $0) }
        labels = symbols.labels.map { catalog.labels.id(of: $0) }
        types = symbols.types.map { catalog.types.id(of: $0) }
        catalogVersion = version
        generation += 1
    }

    /// Takes the ids of a catalog that is about to be written, and may yet be dropped.
    mutating func resolveWritten(_ symbols: PlanSymbols, in catalog: Catalog) {
        resolve(symbols, in: catalog, version: catalog.version)
        catalogVersion = nil
    }
}

/// The ids of some types of a plan, looked up once.
struct TypeSelection {
    private let symbols: [TypeSymbol]
    private var generation = -1
    private var known: [TypeID]?

    init(_ symbols: [TypeSymbol]) { self.symbols = symbols }

    /// The ids of the types that the graph has; nil for no restriction.
    mutating func ids(_ run: borrowing Run) -> [TypeID]? {
        if generation != run.names.generation {
            known = run.ids(symbols)
            generation = run.names.generation
        }
        return known
    }
}
