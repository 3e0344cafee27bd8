package import GraphModel
package import LMDB

/// Why the store could not do what it was asked.
package enum StoreError: Error {
    /// The data file is not one that this version can open.
    case format(FormatProblem)
    /// The file contradicts itself: it was damaged, or something else wrote it.
    case corruption(Corruption)
    /// A name, a value or an id breaks a limit or a rule of the graph.
    case invalid(GraphProblem)
    /// Two nodes would have the same value where an index forbids it.
    case duplicateValue(UniquenessViolation)
    /// A row of a load breaks a limit or a rule of the graph.
    indirect case invalidRow(LoadOrigin, line: Int, StoreError)
    /// A load has relationships without ends, and was told not to take them.
    case refused(LoadReport)
    /// LMDB refused an operation.
    case storage(LMDBError)
}

/// What makes a file impossible to open.
package enum FormatProblem: Sendable, Equatable {
    /// An LMDB file of another program.
    case foreignProgram
    /// A MedGraph file whose layout has another version.
    case otherVersion(UInt32)
}

/// Where a file contradicts itself.
package struct Corruption: Sendable, Equatable {
    /// The record, such as `neighbourhood of node 17`.
    package let place: String
    /// What is wrong with it, as a clause: `its checksum does not hold`.
    package let reason: String

    package init(_ place: String, _ reason: String) {
        self.place = place
        self.reason = reason
    }
}

/// A rule that a change would break.
package enum GraphProblem: Sendable, Equatable {
    case noSuchNode(NodeID)
    case noSuchRelationship(RelationshipID)
    /// The node cannot be deleted while it has relationships.
    case nodeHasRelationships(NodeID)
    /// All 2³² − 1 node ids were given.
    case nodeIDsExhausted
    /// The graph has as many types of relationships as it can have.
    case typesExhausted
    /// A value that an index takes in is longer than a key of the file can be.
    case indexedValueTooLong(label: LabelID, key: KeyID, byteCount: Int, byteCountMax: Int)
    case indexExists(name: String)
    case noSuchIndex(name: String)
    /// The label is identified by another property already.
    case otherIdentity(label: LabelID, key: KeyID)
    /// A name stands for a node of each of these labels, and nothing says which is meant.
    case ambiguousName(labels: [LabelID])
    case readOnly
}

/// Two nodes with the same value under a unique index.
package struct UniquenessViolation: Sendable, Equatable {
    package let index: IndexDefinition
    /// The node that has the value already.
    package let holder: NodeID
    /// The node that was to get it.
    package let claimant: NodeID
}
