internal import Foundation
internal import MedGraph

extension ImportAudit {
    /// The audit for programs: one JSON object with keys in alphabetical order.
    package func json() -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(Document(self)) else {
            preconditionFailure("texts and integers can always be encoded")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// The shape of the JSON.
private struct Document: Encodable {
    let outcome: String
    let dangling: String
    let source: SourceDocument
    let tables: [TableDocument]
    let unusedFiles: [String]
    let nodes: CountsDocument
    let relationships: CountsDocument
    let mirroredRelationships: Int
    let danglingRelationships: Int
    let missingNodes: Int
    let stubNodes: Int
    let conflictingProperties: Int
    let issues: [IssueDocument]

    private enum CodingKeys: String, CodingKey {
        case outcome, dangling, source, tables, nodes, relationships, issues
        case unusedFiles = "unused_files"
        case mirroredRelationships = "mirrored_relationships"
        case danglingRelationships = "dangling_relationships"
        case missingNodes = "missing_nodes"
        case stubNodes = "stub_nodes"
        case conflictingProperties = "conflicting_properties"
    }

    init(_ audit: ImportAudit) {
        let report = audit.report
        outcome = audit.outcome.rawValue
        dangling = audit.policy.rawValue
        source = SourceDocument(
            name: audit.mapping.source.name, version: audit.mapping.source.version,
            license: audit.mapping.source.license, url: audit.mapping.url)
        tables = audit.tables.map(TableDocument.init)
        unusedFiles = audit.unusedFiles
        nodes = CountsDocument(report.nodes, duplicates: report.duplicateNodes)
        relationships = CountsDocument(
            report.relationships, duplicates: report.duplicateRelationships)
        mirroredRelationships = report.mirroredRelationships
        danglingRelationships = report.danglingRelationships
        missingNodes = report.missingNodes
        stubNodes = report.stubNodes
        conflictingProperties = report.conflictingProperties
        issues = report.issues.map(IssueDocument.init)
    }

    struct SourceDocument: Encodable {
        let name: String
        let version: String
        let license: String
        let url: String?
    }

    struct TableDocument: Encodable {
        let file: String
        let format: String
        let rows: Int
        let nodeRows: Int
        let relationshipRows: Int
        let unusedColumns: [String]
        let notes: [String: Int]

        private enum CodingKeys: String, CodingKey {
            case file, format, rows, notes
            case nodeRows = "node_rows"
            case relationshipRows = "relationship_rows"
            case unusedColumns = "unused_columns"
        }

        init(_ table: TableAudit) {
            file = table.file
            format = table.format.rawValue
            rows = table.rowCount
            nodeRows = table.nodeRowCount
            relationshipRows = table.relationshipRowCount
            unusedColumns = table.unusedColumnNames
            notes = table.notes
        }
    }

    struct CountsDocument: Encodable {
        let read: Int
        let made: Int
        let merged: Int
        let duplicates: Int

        init(_ counts: LoadReport.Counts, duplicates: Int) {
            read = counts.read
            made = counts.made
            merged = counts.merged
            self.duplicates = duplicates
        }
    }

    struct IssueDocument: Encodable {
        let file: String
        let line: Int
        let problem: String
        let message: String

        init(_ issue: LoadIssue) {
            file = issue.origin.name
            line = issue.line
            message = issue.problem.description
            problem = if case .dangling = issue.problem { "dangling" } else { "conflict" }
        }
    }
}
