import GraphModel
import LMDB

/// A walk over everything in a snapshot that proves what the store promises.
///
/// In this order: the catalog in the file is the one in memory; every node record is whole and names known labels and keys; the label tree has
/// exactly the labels of the nodes; every index has exactly the values of its nodes, once where it
/// is unique; every relationship record is whole and its ends are nodes; every neighbourhood is in
/// order, its chunks are there and fit their references, and each neighbour is the other end of a
/// relationship of that type and weight; each relationship stands at both of its ends, once; no
/// chunk is left over; the statistics are what was counted on the way.
///
/// **Complexity**: O(everything), with about 16 bytes of memory a relationship.
package struct IntegrityCheck {
    let catalog: Catalog
    var counted = Statistics()
    /// The labels of each node, and nil where there is none.
    var labels: [[LabelID]?]
    /// How each relationship was met in neighbourhoods.
    var incidences = IncidenceTable()
    /// The highest ids that were given, plus one.
    let meta: MetaRecord
    var chunks: Set<UInt64> = []

    package private(set) var violations: [Violation] = []
    package private(set) var violationCount = 0

    /// Violations that are kept; more are only counted.
    private static let violationCountMax = 1000

    private let report: (Progress) -> Void

    /// Where the walk is.
    package struct Progress: Sendable {
        package let stage: String
    }

    /// Checks everything in a snapshot.
    ///
    /// - Parameter report: called at the begin of each stage.
    /// - Throws: ``StoreError/storage(_:)`` when the walk itself cannot go on. What is damaged is
    ///   a violation, not an error.
    package init(
        of snapshot: borrowing Snapshot, _ report: @escaping (Progress) -> Void = { _ in }
    ) throws(StoreError) {
        catalog = snapshot.catalog
        meta = snapshot.state.meta
        labels = Array(repeating: nil, count: snapshot.nodeBound)
        self.report = report
        try stage("catalog") { check throws(StoreError) in try check.checkCatalog(snapshot) }
        try stage("nodes") { check throws(StoreError) in try check.checkNodes(snapshot) }
        try stage("labels") { check throws(StoreError) in try check.checkLabels(snapshot) }
        try stage("indexes") { check throws(StoreError) in try check.checkIndexes(snapshot) }
        try stage("relationships") { check throws(StoreError) in
            try check.checkRelationships(snapshot)
        }
        try stage("neighbourhoods") { check throws(StoreError) in
            try check.checkNeighbourhoods(snapshot)
        }
        try stage("chunks") { check throws(StoreError) in try check.checkChunks(snapshot) }
        try stage("statistics") { check throws(StoreError) in
            try check.checkStatistics(snapshot)
        }
    }

    private mutating func stage(
        _ name: String, _ body: (inout IntegrityCheck) throws(StoreError) -> Void
    ) throws(StoreError) {
        report(Progress(stage: name))
        do throws(StoreError) { try body(&self) } catch .corruption(let corruption) {
            note(corruption.place, corruption.reason)
        }
    }

    /// A snapshot can have its names from the transaction that gave them.
    private mutating func checkCatalog(_ snapshot: borrowing Snapshot) throws(StoreError) {
        let stored = try Catalog(
            snapshot.trees.catalog, version: meta.catalogVersion, in: snapshot.view)
        let isSame =
            stored.labels.names == catalog.labels.names
            && stored.types.names == catalog.types.names
            && stored.keys.names == catalog.keys.names && stored.sources == catalog.sources
            && stored.indexes == catalog.indexes && stored.weightKeys == catalog.weightKeys
        if !isSame { note("catalog", "it is not the one in memory") }
        for index in stored.indexes where UInt64(index.id.rawValue) >= meta.nextIndex {
            note("index `\(index.name)`", "its id was never given")
        }
    }

    mutating func note(_ place: String, _ reason: String) {
        violationCount += 1
        if violations.count < Self.violationCountMax {
            violations.append(Violation(place: place, reason: reason))
        }
    }
}

/// A promise of the store that a file breaks.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The record, such as `neighbourhood of node 17`.
    package let place: String
    /// What is wrong with it, as a clause.
    package let reason: String

    package var description: String { "\(place): \(reason)" }
}
