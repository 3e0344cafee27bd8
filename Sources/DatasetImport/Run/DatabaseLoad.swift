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
    ) throws(ImportError) -> ImportAudit {
        var options = LoadOptions()
        options.dangling = policy
        let loader: BulkLoader
        do { loader = try database.beginLoad(options: options) } catch { throw self.error(error) }
        var sink = DatabaseSink(loader: loader)
        let tables = try importer.run(into: &sink, progress: progress)
        do throws(MedGraphError) {
            return audit(tables, try loader.commit(), .loaded)
        } catch .danglingRelationships(let report) {
            return audit(tables, report, .refused)
        } catch { throw self.error(error) }
    }

    private func audit(
        _ tables: [TableAudit], _ report: LoadReport, _ outcome: ImportAudit.Outcome
    ) -> ImportAudit {
        ImportAudit(importer, tables: tables, report: report, policy: policy, outcome: outcome)
    }

    private func error(_ error: MedGraphError) -> ImportError {
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
