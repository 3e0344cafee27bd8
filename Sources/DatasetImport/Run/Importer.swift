package import Diagnostics
internal import MedGraph
internal import Synchronization

/// Reads the files of a dataset on a thread of its own and gives the loader batch after batch.
package struct Importer: Sendable {
    package let mapping: Mapping
    package let match: SourceMatch
    /// Identifiers of the same thing; nil if every key stays as it is.
    package var identities: Identities?
    /// Bytes read at a time.
    package var chunkByteCount = 1 << 20
    /// Rows of a block, and so of a batch at most (but for cells that are split into items).
    package var rowCountMax = 16_384

    package init(_ mapping: Mapping, _ match: SourceMatch) {
        self.mapping = mapping
        self.match = match
    }

    /// How far an import is.
    package struct Progress: Sendable {
        package var rowCount: Int
        package var byteCount: Int
        package var totalByteCount: Int
    }

    /// Gives everything to the sink: declarations first, then nodes, then relationships.
    ///
    /// - Parameter progress: is called on the caller's thread after every batch.
    /// - Returns: what was read.
    /// - Throws: the first mistake, in the order of the files. The reader has stopped by then.
    package func run<Sink: BatchSink>(
        into sink: inout Sink, progress: (Progress) -> Void = { _ in }
    ) throws(InputError) -> ReadAudit {
        let queue = StepQueue()
        let reader = ImportReader(
            mapping, match.tables, chunkByteCount: chunkByteCount, rowCountMax: rowCountMax,
            identities: identities, into: queue)
        do throws(BatchSinkError) { try declare(&sink) } catch { throw self.error(error) }
        // Decoders recurse into nested values, so the stack is as large as a main thread's.
        try ReaderThread.start(stackByteCount: 1 << 23) {
            do throws(InputError) {
                queue.finish(.success(try reader.run()))
            } catch {
                queue.finish(.failure(error))
            }
        }
        var rowCount = 0
        while true {
            switch try queue.next() {
            case .end(let audit): return audit
            case .steps(let steps):
                do throws(BatchSinkError) {
                    for step in steps {
                        try add(step, to: &sink)
                        rowCount += step.rowCount
                        progress(
                            Progress(
                                rowCount: rowCount,
                                byteCount: reader.consumedByteCount.load(ordering: .relaxed),
                                totalByteCount: reader.totalByteCount))
                    }
                } catch {
                    queue.cancel()
                    throw self.error(error)
                }
            }
        }
    }

    private func declare<Sink: BatchSink>(_ sink: inout Sink) throws(BatchSinkError) {
        for label in mapping.labels {
            for (properties, isUnique) in [(label.indexes, false), (label.uniqueIndexes, true)] {
                for property in properties {
                    try sink.declareIndex(
                        label: label.name, property: property, isUnique: isUnique)
                }
            }
        }
        for rule in mapping.tables.flatMap(\.relationships) {
            guard let weight = rule.weight else { continue }
            for type in rule.type.names { try sink.declareWeight(type: type, property: weight) }
        }
    }

    private func add<Sink: BatchSink>(
        _ step: LoadStep, to sink: inout Sink
    ) throws(BatchSinkError) {
        switch step {
        case .nodes(let batch, let origin): try sink.add(batch, from: origin)
        case .namedNodes(let batch, let origin): try sink.add(batch, from: origin)
        case .relationships(let batch, let origin): try sink.add(batch, from: origin)
        }
    }

    /// What the loader refused, with the place in the file.
    package func error(_ error: BatchSinkError) -> InputError {
        switch error {
        case .other(let reason, let hint): InputError(reason, hint: hint)
        case .row(let origin, let line, let property, let reason, let hint):
            InputError(
                reason, at: RowLocator(importer: self).place(origin, line, property), hint: hint)
        }
    }
}
