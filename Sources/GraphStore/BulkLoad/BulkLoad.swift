package import GraphModel
import LMDB

/// A load of many nodes and relationships in one transaction.
///
/// Nodes are written as they come. Relationships are gathered, and merged into the graph when
/// their number reaches the memory that was allowed, and at the end: sorted, given ids in that
/// order, and written node after node, so that each record is written once and behind the one
/// before. A load into an empty graph and a load of what is there already are the same thing.
package struct BulkLoad: ~Copyable {
    var transaction: StoreTransaction

    /// The names with those of this load.
    package var catalog: Catalog { transaction.catalog }

    let options: BulkLoadOptions
    var report = LoadReport()

    /// The nodes met so far, by the index that identifies them.
    var nodeKeys: [IndexID: NodeKeyTable] = [:]
    /// The nodes met so far, by the names that hold within this load.
    var nodeNames: [NameSpace: NodeKeyTable] = [:]
    /// Entries of indexes that are not yet written.
    var indexEntries = IndexEntryBuffer()
    /// The labels of nodes, for counting relationships.
    var labelSets = NodeLabelSets()
    var pending = PendingRelationships()
    var flipped: FlippedRelationships
    /// Relationships of earlier loads that stand for a row already, where rows are counted.
    var countedTwins: Set<RelationshipID> = []
    /// The first relationship that the load can make.
    let firstRelationship: RelationshipID
    /// The nodes that relationships lack, for counting each once.
    var missingNodes: Set<MissingNode> = []
    /// The nodes that this load made with nothing but their key.
    var stubs: Set<NodeID> = []

    /// The bytes of the last record that was written, for their capacity.
    var scratch: [UInt8] = []

    /// The rows of each kind of issue that are kept.
    static let issueCountMax = 10

    fileprivate init(_ transaction: consuming StoreTransaction, _ options: BulkLoadOptions) {
        flipped = FlippedRelationships(firstID: transaction.meta.nextRelationship)
        firstRelationship = RelationshipID(rawValue: transaction.meta.nextRelationship)
        self.transaction = transaction
        self.options = options
    }
}

package struct BulkLoadOptions: Sendable {
    package var dangling = DanglingPolicy.refuse
    /// About how much the relationships that wait may take, in bytes.
    package var memoryByteCountMax = 1 << 30

    package init() {}
}

extension Store {
    /// Begins a load. Nothing of it is seen by anybody before it is committed.
    ///
    /// - Throws: as ``beginWrite()``.
    package func beginLoad(
        _ options: BulkLoadOptions = BulkLoadOptions()
    ) throws(StoreError) -> BulkLoad {
        BulkLoad(try beginWrite(), options)
    }
}

// MARK: Declarations

extension BulkLoad {
    /// Makes an index, unless there is one on the same label and property that is as strict.
    ///
    /// - Throws: ``StoreError/duplicateValue(_:)``, ``GraphProblem/otherIdentity(label:key:)``.
    package mutating func declareIndex(
        label: String, property: String, _ kind: IndexKind
    ) throws(StoreError) {
        _ = try index(label, property, kind)
    }

    /// Makes the values of a property the weights of a type.
    package mutating func declareWeight(
        type: String, property: String
    ) throws(StoreError) {
        try flush()
        try transaction.declareWeight(
            of: try transaction.type(type), try transaction.key(property))
    }

    /// The index on a label and a property, which is made, or made stricter, if need be.
    mutating func index(
        _ label: String, _ property: String, _ kind: IndexKind
    ) throws(StoreError) -> IndexDefinition {
        let label = try transaction.label(label)
        let key = try transaction.key(property)
        if let index = transaction.catalog.index(on: label, key) {
            if indexEntries.hides(index.id) { try indexEntries.flush(into: &transaction) }
            guard index.kind.rawValue < kind.rawValue else { return index }
            try indexEntries.flush(into: &transaction)
            try transaction.changeIndex(named: index.name, to: kind)
        } else {
            try indexEntries.flush(into: &transaction)
            let name = transaction.catalog.freeIndexName(label, key)
            try transaction.createIndex(named: name, on: label, key, kind)
        }
        return transaction.catalog.index(on: label, key)!
    }
}

extension Catalog {
    /// A name for an index on a label and a property that no index has.
    fileprivate func freeIndexName(_ label: LabelID, _ key: KeyID) -> String {
        let base = "\(labels.name(of: label)).\(keys.name(of: key))"
        var name = base
        var number = 2
        while index(named: name) != nil {
            name = "\(base) \(number)"
            number += 1
        }
        return name
    }
}

// MARK: Ending

extension BulkLoad {
    /// Writes what waits and makes the load the newest state of the graph.
    ///
    /// - Throws: ``StoreError/refused(_:)`` when ends of relationships dangle and the policy is to
    ///   refuse them, ``StoreError/duplicateValue(_:)``, ``StoreError/corruption(_:)``,
    ///   ``StoreError/storage(_:)``. Nothing of the load is kept then.
    package consuming func commit() throws(StoreError) -> LoadReport {
        guard options.dangling != .refuse || report.danglingRelationships == 0 else {
            throw .refused(report)
        }
        try flush()
        let report = report
        try transaction.commit()
        return report
    }

    /// Writes all that waits into the transaction.
    mutating func flush() throws(StoreError) {
        try indexEntries.flush(into: &transaction)
        try flushRelationships()
    }

    mutating func note(_ issue: LoadIssue) {
        let isDangling = issue.problem.isDangling
        let count = report.issues.count { $0.problem.isDangling == isDangling }
        if count < Self.issueCountMax { report.issues.append(issue) }
    }
}

extension LoadIssue.Problem {
    fileprivate var isDangling: Bool {
        if case .dangling = self { true } else { false }
    }
}
