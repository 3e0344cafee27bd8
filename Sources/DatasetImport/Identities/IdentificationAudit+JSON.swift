/// The shape of the audit's JSON: all merges and all ambiguities, not only the first.
struct IdentificationDocument: Encodable {
    let prefixes: [String]
    let labels: [String]
    let rows: RowsDocument
    let classes: Int
    let ambiguities: Int
    let merged: [MergeDocument]
    let ambiguous: [CaseDocument]
    let relationshipsWithinNodes: Int
    let relationshipsWithinNodesFirst: [LoopDocument]
    let strays: [StrayDocument]

    private enum CodingKeys: String, CodingKey {
        case prefixes, labels, rows, classes, ambiguities, merged, ambiguous, strays
        case relationshipsWithinNodes = "relationships_within_nodes"
        case relationshipsWithinNodesFirst = "relationships_within_nodes_first"
    }

    init(_ audit: IdentificationAudit) {
        let identities = audit.identities
        prefixes = identities.prefixes.map(\.name)
        labels = identities.labels.sorted()
        rows = RowsDocument(identities.counts)
        classes = identities.classes.classes.count
        ambiguities = identities.classes.ambiguities.count
        merged = audit.merges.map { MergeDocument(id: $0.id, met: $0.met) }
        ambiguous = audit.cases.map {
            CaseDocument(reason: $0.ambiguity.reason.rawValue, met: $0.met, ids: $0.ambiguity.ids)
        }
        relationshipsWithinNodes = audit.loopCount
        strays = audit.strays.map { StrayDocument(key: $0.key, id: $0.id) }
        relationshipsWithinNodesFirst = audit.loops.map {
            LoopDocument(type: $0.type, start: $0.start, end: $0.end, file: $0.file, line: $0.line)
        }
    }

    struct StrayDocument: Encodable {
        let key: String
        let id: String
    }

    struct RowsDocument: Encodable {
        let read: Int
        let used: Int
        let otherPredicate: Int
        let obsolete: Int
        let otherPrefix: Int

        private enum CodingKeys: String, CodingKey {
            case read, used, obsolete
            case otherPredicate = "other_predicate"
            case otherPrefix = "other_prefix"
        }

        init(_ counts: IdentityTable.Counts) {
            (read, used, obsolete) = (counts.read, counts.used, counts.obsolete)
            (otherPredicate, otherPrefix) = (counts.otherPredicate, counts.otherPrefix)
        }
    }

    struct MergeDocument: Encodable {
        let id: String
        let met: [String]
    }

    struct CaseDocument: Encodable {
        let reason: String
        let met: [String]
        let ids: [String]
    }

    struct LoopDocument: Encodable {
        let type: String
        let start: String
        let end: String
        let file: String
        let line: Int
    }
}
