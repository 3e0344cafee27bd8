package import Diagnostics
package import MedGraph

/// A load of an import's batches into a database: all of them, or none.
package struct DatabaseLoad: Sendable {
    private let importer: Importer
    private let policy: DanglingPolicy

    package init(_ importer: Importer, _ policy: DanglingPolicy = .refuse) {
        self.importer = importer
        self.policy = policy
    }

    /// Loads everything into a database.
    ///
    /// - Parameter progress: is called on the caller's thread after every batch.
    /// - Returns: the audit; its outcome is ``ImportAudit/Outcome/refused`` when there are dangling
    ///   ends and the policy is to refuse them. Nothing is loaded then.
    /// - Throws: the first mistake of the files, or what the database says. Nothing is loaded then.
    package func run(
        into database: Database, progress: (Importer.Progress) -> Void = { _ in }
    ) throws(InputError) -> ImportAudit {
        let strays = try strays(in: database)
        var options = LoadOptions()
        options.dangling = policy
        let loader: BulkLoader
        do { loader = try database.beginLoad(options: options) } catch { throw self.error(error) }
        var sink = DatabaseSink(loader: loader)
        var read = try importer.run(into: &sink, progress: progress)
        read.identification?.strays = strays
        do throws(MedGraphError) {
            return audit(read, try loader.commit(), .loaded)
        } catch .danglingRelationships(let report) {
            return audit(read, report, .refused)
        } catch { throw self.error(error) }
    }

    /// Nodes that earlier imports have made under an identifier for which another now stands: this
    /// import does not find them.
    private func strays(in database: Database) throws(InputError) -> [IdentificationAudit.Stray] {
        guard let identities = importer.identities else { return [] }
        var resolve = IdentityResolver(identities.classes)
        var strays: [IdentificationAudit.Stray] = []
        do throws(MedGraphError) {
            for index in try database.information().indexes
            where index.kind == .identity && identities.labels.contains(index.label) {
                let (label, key) = (Self.quoted(index.label), Self.quoted(index.property))
                for row in try database.run("MATCH (n:\(label)) RETURN n.\(key)").values {
                    guard case .string(let text) = row[0] else { continue }
                    let found = resolve(text)
                    if found.class != nil, found.id != text {
                        strays.append(.init(key: text, id: found.id))
                    }
                }
            }
        } catch { throw self.error(error) }
        return strays.sorted { $0.key < $1.key }
    }

    private static func quoted(_ name: String) -> String {
        "`" + name.replacing("`", with: "``") + "`"
    }

    private func audit(
        _ read: ReadAudit, _ report: LoadReport, _ outcome: ImportAudit.Outcome
    ) -> ImportAudit {
        ImportAudit(importer, read: read, report: report, policy: policy, outcome: outcome)
    }

    private func error(_ error: MedGraphError) -> InputError {
        importer.error(BatchSinkError(error))
    }
}

/// Gives batches to the loader of a database.
struct DatabaseSink: BatchSink {
    let loader: BulkLoader

    mutating func declareIndex(
        label: String, property: String, isUnique: Bool
    ) throws(BatchSinkError) {
        do throws(MedGraphError) {
            try loader.declareIndex(label: label, property: property, isUnique: isUnique)
        } catch { throw BatchSinkError(error) }
    }

    mutating func declareWeight(type: String, property: String) throws(BatchSinkError) {
        do throws(MedGraphError) {
            try loader.declareWeight(type: type, property: property)
        } catch { throw BatchSinkError(error) }
    }

    mutating func add(_ nodes: NodeBatch, from origin: LoadOrigin) throws(BatchSinkError) {
        do throws(MedGraphError) { try loader.add(nodes, from: origin) } catch {
            throw BatchSinkError(error)
        }
    }

    mutating func add(_ nodes: NamedNodeBatch, from origin: LoadOrigin) throws(BatchSinkError) {
        do throws(MedGraphError) { try loader.add(nodes, from: origin) } catch {
            throw BatchSinkError(error)
        }
    }

    mutating func add(
        _ relationships: RelationshipBatch, from origin: LoadOrigin
    ) throws(BatchSinkError) {
        do throws(MedGraphError) { try loader.add(relationships, from: origin) } catch {
            throw BatchSinkError(error)
        }
    }
}

extension BatchSinkError {
    /// What the database said, as far as possible about a row and a property.
    init(_ error: MedGraphError) {
        guard case .row(let origin, let line, let reason) = error else {
            var hint: String?
            if case .duplicateValue = error {
                hint = "`unique` in the mapping, or an index of the database, forbids it"
            }
            self = .other(reason: error.description, hint: hint)
            return
        }
        var property: String?
        if case .indexedValueTooLong(_, let key, _, _) = reason { property = key }
        self = .row(
            origin, line: line, property: property, reason: reason.description, hint: nil)
    }
}
