internal import Diagnostics
internal import MedGraph

/// Gives nodes and both ends of relationships the identifiers that stand for their classes, on the
/// way from the readers to the loader.
///
/// ```
/// row        (DOID:10763 {name: …})         (:DB1)-[:TREATS]->(DOID:10763)
/// becomes    (MONDO:0005044 {name: …, same_as: [DOID:10763, …]})      ->(MONDO:0005044)
/// ```
final class IdentityRewriter: LoadStepReceiver {
    private let identities: Identities
    private let receiver: any LoadStepReceiver
    private var resolve: IdentityResolver
    /// What was met so far.
    private(set) var audit: IdentificationAudit
    /// Names that nodes of other labels have, and names that nodes of the identified labels have:
    /// an end of a relationship says a name and no label. Members of classes only.
    private var namesLeft: Set<SpacedName> = []
    private var namesTaken: Set<SpacedName> = []

    private struct SpacedName: Hashable {
        var space: NameSpace
        var name: String
    }

    init(_ identities: Identities, into receiver: any LoadStepReceiver) {
        self.identities = identities
        self.receiver = receiver
        resolve = IdentityResolver(identities.classes)
        audit = IdentificationAudit(identities)
    }

    /// - Throws: for a node that has the property in which the other identifiers are kept, or a
    ///   name that is a node of an identified label in one row and of another in the next.
    func receive(_ step: LoadStep) throws(InputError) {
        switch step {
        case .nodes(let batch, let origin):
            guard identities.labels.contains(batch.label) else { break }
            let (keys, properties) = try rewrite(
                batch.keys, batch.properties, batch.lines, origin, label: batch.label)
            let rewritten = NodeBatch(
                label: batch.label, keyProperty: batch.keyProperty, keys: keys,
                otherLabels: batch.otherLabels, properties: properties, lines: batch.lines)
            return try receiver.receive(.nodes(rewritten, from: origin))
        case .namedNodes(let batch, let origin):
            return try receive(batch, from: origin)
        case .relationships(let batch, let origin):
            return try receive(batch, from: origin)
        }
        try receiver.receive(step)
    }

    // MARK: Nodes

    private func receive(_ batch: NamedNodeBatch, from origin: LoadOrigin) throws(InputError) {
        let label = batch.identity.map(\.label).flatMap {
            identities.labels.contains($0) ? $0 : nil
        }
        try note(batch, isTaken: label != nil, origin)
        guard let label else {
            return try receiver.receive(.namedNodes(batch, from: origin))
        }
        let (names, properties) = try rewrite(
            batch.names, batch.properties, batch.lines, origin, label: label)
        let rewritten = NamedNodeBatch(
            space: batch.space, names: names, identity: batch.identity, labels: batch.labels,
            properties: properties, lines: batch.lines)
        try receiver.receive(.namedNodes(rewritten, from: origin))
    }

    /// Remembers which names are rewritten: what speaks of them later does not know their labels.
    private func note(
        _ batch: NamedNodeBatch, isTaken: Bool, _ origin: LoadOrigin
    ) throws(InputError) {
        guard case .strings(let names) = batch.names else { return }
        for row in 0..<names.count {
            let name = names[row]
            guard resolve(name).class != nil else { continue }
            let spaced = SpacedName(space: batch.space, name: name)
            if isTaken { namesTaken.insert(spaced) } else { namesLeft.insert(spaced) }
            guard (isTaken ? namesLeft : namesTaken).contains(spaced) else { continue }
            throw InputError(
                "`\(name)` has one of the labels \(identities.labels.sorted().quotedList) as its "
                    + "first in some rows and not in others",
                at: .init(file: origin.name, line: Int(batch.lines[row])),
                hint: "`--identify-label` names the labels whose keys are identifiers")
        }
    }

    /// The keys that stand for the classes, and the properties with the other identifiers.
    private func rewrite(
        _ keys: KeyColumn, _ properties: [PropertyColumn], _ lines: [UInt32],
        _ origin: LoadOrigin, label: String
    ) throws(InputError) -> (KeyColumn, [PropertyColumn]) {
        audit.labelsMet.insert(label)
        let name = Identities.otherIDsProperty
        guard case .strings(let texts) = keys else { return (keys, properties) }
        if properties.contains(where: { $0.key == name }) {
            throw InputError(
                "nodes of `\(label)` have a property `\(name)`, in which the other identifiers of "
                    + "a node are to be kept",
                at: .init(file: origin.name, line: lines.first.map(Int.init)),
                hint: "import the file without `--identify-by`, or without the property")
        }
        var column = TextColumn()
        var others: [PropertyValue] = []
        var hasOthers: [Bool] = []
        for row in 0..<texts.count {
            let found = resolve(texts[row])
            audit.meet(found)
            column.append(found.id)
            let ids = found.class.map { identities.classes.classes[$0].others }
            others.append(.list(ids.map { .strings($0) } ?? .empty))
            hasOthers.append(ids != nil)
        }
        guard hasOthers.contains(true) else { return (.strings(column), properties) }
        let same = PropertyColumn(
            key: name, cells: .values(others),
            isPresent: hasOthers.contains(false) ? hasOthers : nil)
        return (.strings(column), properties + [same])
    }

    // MARK: Relationships

    private func receive(_ batch: RelationshipBatch, from origin: LoadOrigin) throws(InputError) {
        let (starts, ends) = (resolutions(batch.start), resolutions(batch.end))
        guard starts != nil || ends != nil else {
            return try receiver.receive(.relationships(batch, from: origin))
        }
        var kept = Array(0..<batch.count)
        if let starts, let ends { kept.removeAll { isLoop(batch, $0, starts, ends, origin) } }
        guard !kept.isEmpty else { return }
        let isWhole = kept.count == batch.count
        let rewritten = RelationshipBatch(
            type: batch.type, source: batch.source, start: batch.start.with(starts, kept),
            end: batch.end.with(ends, kept), isSymmetric: batch.isSymmetric,
            identityProperties: batch.identityProperties, countsRows: batch.countsRows,
            properties: isWhole ? batch.properties : batch.properties.map { $0.rows(kept) },
            lines: isWhole ? batch.lines : kept.map { batch.lines[$0] })
        try receiver.receive(.relationships(rewritten, from: origin))
    }

    /// Whether a row joins two identifiers of one thing: it then says no more than that they are
    /// the same. A row that names the same identifier twice is a loop of its own making, and stays.
    private func isLoop(
        _ batch: RelationshipBatch, _ row: Int, _ starts: [IdentityResolver.Resolution],
        _ ends: [IdentityResolver.Resolution], _ origin: LoadOrigin
    ) -> Bool {
        guard starts[row].id == ends[row].id, starts[row].written != ends[row].written,
            batch.start.label == batch.end.label, batch.start.space == batch.end.space
        else { return false }
        audit.meetLoop(
            .init(
                type: batch.type, start: starts[row].written, end: ends[row].written,
                file: origin.name, line: Int(batch.lines[row])))
        return true
    }

    /// What becomes of the keys of an end; nil if they are no identifiers.
    private func resolutions(
        _ end: RelationshipBatch.Endpoint
    ) -> [IdentityResolver.Resolution]? {
        guard case .strings(let texts) = end.keys,
            end.space != nil || identities.labels.contains(end.label)
        else { return nil }
        // A name may be of any label.
        audit.labelsMet.formUnion(end.space == nil ? [end.label] : identities.labels)
        return (0..<texts.count).map { row in
            let text = texts[row]
            if let space = end.space,
                namesLeft.contains(SpacedName(space: space, name: text))
            {
                return IdentityResolver.Resolution(written: text, id: text, place: nil)
            }
            let found = resolve(text)
            audit.meet(found)
            return found
        }
    }
}

extension RelationshipBatch.Endpoint {
    /// The end with what became of the keys of some rows; as it is if they are no identifiers.
    fileprivate func with(
        _ found: [IdentityResolver.Resolution]?, _ rows: [Int]
    ) -> Self {
        // Rows are left out only where both ends were looked up.
        guard let found else { return self }
        return .init(
            label: label, keyProperty: keyProperty,
            keys: .strings(TextColumn(rows.map { found[$0].id })), space: space)
    }
}

extension PropertyColumn {
    /// The cells of some rows, in their order.
    fileprivate func rows(_ rows: [Int]) -> PropertyColumn {
        let kept: ColumnCells =
            switch cells {
            case .booleans(let cells): .booleans(rows.map { cells[$0] })
            case .integers(let cells): .integers(rows.map { cells[$0] })
            case .floats(let cells): .floats(rows.map { cells[$0] })
            case .strings(let cells): .strings(TextColumn(rows.map { cells[$0] }))
            case .values(let cells): .values(rows.map { cells[$0] })
            }
        return PropertyColumn(
            key: key, cells: kept, isPresent: isPresent.map { flags in rows.map { flags[$0] } })
    }
}
