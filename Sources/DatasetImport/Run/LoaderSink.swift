package import MedGraph

/// Gives the batches of an import to a database's loader.
package struct LoaderSink: BatchSink {
    private let loader: BulkLoader

    package init(_ loader: BulkLoader) { self.loader = loader }

    package func declareIndex(
        label: String, property: String, isUnique: Bool
    ) throws(BatchSinkError) {
        do throws(MedGraphError) {
            try loader.declareIndex(label: label, property: property, isUnique: isUnique)
        } catch { throw BatchSinkError(error) }
    }

    package func declareWeight(type: String, property: String) throws(BatchSinkError) {
        do throws(MedGraphError) {
            try loader.declareWeight(type: type, property: property)
        } catch { throw BatchSinkError(error) }
    }

    package func add(_ nodes: NodeBatch, from origin: LoadOrigin) throws(BatchSinkError) {
        do throws(MedGraphError) { try loader.add(nodes, from: origin) } catch {
            throw BatchSinkError(error)
        }
    }

    package func add(
        _ relationships: RelationshipBatch, from origin: LoadOrigin
    ) throws(BatchSinkError) {
        do throws(MedGraphError) { try loader.add(relationships, from: origin) } catch {
            throw BatchSinkError(error)
        }
    }
}

extension BatchSinkError {
    /// The error of a database, with the property that is to blame where there is one.
    package init(_ error: MedGraphError) {
        switch error {
        case .row(let origin, let line, let reason):
            let property: String? =
                if case .indexedValueTooLong(_, let name, _, _) = reason { name } else { nil }
            self = .row(
                origin, line: line, property: property, reason: "\(reason)", hint: nil)
        case .duplicateValue:
            self = .other(
                reason: "\(error)", hint: "`unique` in the mapping, or in the database, forbids it")
        default: self = .other(reason: "\(error)", hint: nil)
        }
    }
}

extension Importer {
    /// Loads everything into a database, or nothing.
    ///
    /// - Parameter progress: is called on the caller's thread after every batch.
    /// - Returns: the audit. If dangling ends are refused its outcome says so, and nothing was
    ///   loaded.
    /// - Throws: for anything else that went wrong; nothing was loaded then either.
    package func load(
        into database: Database, options: LoadOptions, progress: (Progress) -> Void = { _ in }
    ) throws(ImportError) -> ImportAudit {
        let loader: BulkLoader
        do throws(MedGraphError) {
            loader = try database.beginLoad(options: options)
        } catch { throw self.error(BatchSinkError(error)) }
        var sink = LoaderSink(loader)
        let tables = try run(into: &sink, progress: progress)
        func audit(_ report: LoadReport, _ outcome: ImportAudit.Outcome) -> ImportAudit {
            ImportAudit(
                self, tables: tables, report: report, policy: options.dangling, outcome: outcome)
        }
        do throws(MedGraphError) {
            return audit(try loader.commit(), .loaded)
        } catch {
            if case .danglingRelationships(let report) = error { return audit(report, .refused) }
            throw self.error(BatchSinkError(error))
        }
    }
}
