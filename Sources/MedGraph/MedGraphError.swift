package import GraphModel
import GraphStore
import LMDB

/// Why a database could not do what it was asked.
///
/// No message holds a value of a property: the data is medical.
public enum MedGraphError: Error, Sendable {
    /// The file belongs to another program.
    case notADatabase(path: String)
    /// The file has the layout of another version of MedGraph.
    case otherFormatVersion(path: String, found: UInt32)
    /// The file contradicts itself: it was damaged, or something else wrote it.
    case corruption(place: String, reason: String)
    /// The database can only be read.
    case readOnly
    /// The file system, or the space that was allowed, has no room. Nothing was changed.
    case storageFull(reason: String)
    /// The file is open in this process already.
    case alreadyOpen(path: String)
    /// Two nodes would have the same value where an index forbids it.
    case duplicateValue(label: String, property: String, holder: NodeID, claimant: NodeID)
    /// A value that an index takes in is too long. Lengths are in bytes of UTF-8.
    case indexedValueTooLong(label: String, property: String, byteCount: Int, byteCountMax: Int)
    /// Nodes of the label are identified by another property already.
    case otherIdentity(label: String, property: String)
    /// A row of a load cannot be taken; `reason` says why.
    indirect case row(LoadOrigin, line: Int, reason: MedGraphError)
    /// Relationships of a load have ends that are no nodes, and the policy is to refuse them.
    case danglingRelationships(LoadReport)
    /// A query was refused, or failed: at least one problem, the one that names it first.
    case query([QueryProblem])
    /// A rule of the graph would be broken.
    case invalid(reason: String)
    /// An operation of the storage failed.
    case storage(operation: String, reason: String)
}

extension MedGraphError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notADatabase(let path): "`\(path)` is not a MedGraph database"
        case .otherFormatVersion(let path, let found):
            "`\(path)` has format version \(found), and this program reads version \(Database.formatVersion)"
        case .corruption(let place, let reason): "the database is damaged: \(place): \(reason)"
        case .readOnly: "the database can only be read"
        case .storageFull(let reason): "there is no room: \(reason); nothing was changed"
        case .alreadyOpen(let path): "`\(path)` is open in this process already"
        case .duplicateValue(let label, let property, let holder, let claimant):
            "nodes \(holder.rawValue) and \(claimant.rawValue) would have the same `\(property)`, "
                + "which is unique for `\(label)`"
        case .indexedValueTooLong(_, let property, let byteCount, let byteCountMax):
            "the value of `\(property)` has \(byteCount) bytes, and an indexed value at most \(byteCountMax)"
        case .otherIdentity(let label, let property):
            "nodes of `\(label)` are identified by `\(property)` already"
        case .row(let origin, let line, let reason): "\(origin.name):\(line): \(reason)"
        case .danglingRelationships(let report):
            "\(report.danglingRelationships) relationships name \(report.missingNodes) nodes that are not there"
        case .query(let problems): problems.map(\.rendering).joined(separator: "\n")
        case .invalid(let reason): reason
        case .storage(let operation, let reason): "\(operation): \(reason)"
        }
    }
}

// MARK: From the store

extension MedGraphError {
    /// The error of the store, with names in place of ids.
    init(_ error: StoreError, path: String, _ catalog: Catalog?) {
        switch error {
        case .format(.foreignProgram): self = .notADatabase(path: path)
        case .format(.otherVersion(let version)):
            self = .otherFormatVersion(path: path, found: version)
        case .corruption(let corruption):
            self = .corruption(place: corruption.place, reason: corruption.reason)
        case .invalid(let problem): self.init(problem, catalog)
        case .duplicateValue(let violation):
            self = .duplicateValue(
                label: catalog.name(violation.index.label),
                property: catalog.name(violation.index.key), holder: violation.holder,
                claimant: violation.claimant)
        case .invalidRow(let origin, let line, let reason):
            self = .row(origin, line: line, reason: MedGraphError(reason, path: path, catalog))
        case .refused(let report): self = .danglingRelationships(report)
        case .storage(let error): self.init(error, path: path)
        }
    }

    private init(_ problem: GraphProblem, _ catalog: Catalog?) {
        switch problem {
        case .noSuchNode(let node): self = .invalid(reason: "there is no node \(node.rawValue)")
        case .noSuchRelationship(let relationship):
            self = .invalid(reason: "there is no relationship \(relationship.rawValue)")
        case .nodeHasRelationships(let node):
            self = .invalid(reason: "node \(node.rawValue) still has relationships")
        case .nodeIDsExhausted:
            self = .invalid(
                reason: "a graph can have 4,294,967,295 nodes in its life, and this one had")
        case .typesExhausted:
            self = .invalid(
                reason:
                    "a graph can have \(StoreTransaction.typeCountMax) types of relationships, and this one has"
            )
        case .indexedValueTooLong(let label, let key, let byteCount, let byteCountMax):
            self = .indexedValueTooLong(
                label: catalog.name(label), property: catalog.name(key), byteCount: byteCount,
                byteCountMax: byteCountMax)
        case .indexExists(let name): self = .invalid(reason: "there is an index `\(name)` already")
        case .noSuchIndex(let name): self = .invalid(reason: "there is no index `\(name)`")
        case .otherIdentity(let label, let key):
            self = .otherIdentity(label: catalog.name(label), property: catalog.name(key))
        case .ambiguousName(let labels):
            let names = labels.map { "`\(catalog.name($0))`" }.joined(separator: " and of ")
            self = .invalid(
                reason: "an end of the relationship is the name of nodes of \(names), "
                    + "and nothing says which is meant")
        case .readOnly: self = .readOnly
        }
    }

    private init(_ error: LMDBError, path: String) {
        let reason = String(describing: error.code)
        switch error.code {
        case .noSpace, .fileTooLarge, .quotaExceeded, .mapFull: self = .storageFull(reason: reason)
        case .alreadyOpen: self = .alreadyOpen(path: path)
        case .invalid, .incompatible: self = .notADatabase(path: path)
        case .noSuchFile, .isDirectory, .accessDenied, .readOnlyFileSystem:
            self = .storage(operation: "cannot open `\(path)`", reason: reason)
        case .inputOutput:
            // So LMDB calls also what the disk took only a part of.
            self = .storage(
                operation: String(describing: error.operation),
                reason: "\(reason); is the disk full?")
        default: self = .storage(operation: String(describing: error.operation), reason: reason)
        }
    }
}

extension Catalog? {
    fileprivate func name(_ label: LabelID) -> String {
        guard let self, self.labels.contains(label) else { return "label \(label.rawValue)" }
        return self.labels.name(of: label)
    }

    fileprivate func name(_ key: KeyID) -> String {
        guard let self, self.keys.contains(key) else { return "property \(key.rawValue)" }
        return self.keys.name(of: key)
    }
}
