package import Diagnostics
package import MedGraph

/// What an import read, what became of it, and what a person should look at.
package struct ImportAudit: Sendable {
    package var mapping: Mapping
    package var policy: DanglingPolicy
    package var outcome: Outcome
    package var tables: [TableAudit]
    /// What was made of identifiers, if the import was told about any.
    package var identification: IdentificationAudit?
    /// Files of a folder that the mapping does not read.
    package var unusedFiles: [String]
    package var report: LoadReport

    package enum Outcome: String, Sendable {
        /// Everything is in the database.
        case loaded
        /// The files were read and nothing was to be loaded.
        case checked
        /// There are dangling ends and the policy is to refuse them: nothing was loaded.
        case refused
    }

    package init(
        _ importer: Importer, read: ReadAudit, report: LoadReport, policy: DanglingPolicy,
        outcome: Outcome
    ) {
        mapping = importer.mapping
        unusedFiles = importer.match.unusedNames
        tables = read.tables
        identification = read.identification
        self.report = report
        self.policy = policy
        self.outcome = outcome
    }
}

extension ImportAudit {
    /// The error that ends an import with dangling ends when they are refused.
    package var refusal: InputError? {
        guard outcome == .refused else { return nil }
        let first = report.issues.first { if case .dangling = $0.problem { true } else { false } }
        return InputError(
            report.danglingRelationships.counted("relationship has", "relationships have")
                + " an end that is no node; nothing was loaded",
            at: first.map { .init(file: $0.origin.name, line: $0.line) },
            hint: "`--dangling skip` leaves them out, `--dangling stub` makes the "
                + report.missingNodes.counted("node that is lacking", "nodes that are lacking"))
    }
}

extension LoadIssue.Problem {
    /// One sentence for the audit.
    var description: String {
        switch self {
        case .dangling(let direction, let label, let key):
            "no \(label) has the key \(key.shown) (the \(direction == .outgoing ? "start" : "end"))"
        case .conflict(let property): "`\(property)` has another value already, which stays"
        }
    }
}

extension PropertyValue {
    fileprivate var shown: String {
        switch self {
        case .integer(let value): String(value)
        case .string(let value): "`\(value)`"
        default: "of another type"
        }
    }
}
