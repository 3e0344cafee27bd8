import GraphModel
import LMDB

/// Everything that can be proved of a data file, in an order in which damage can do no harm.
///
/// 1. The pages fit together: see ``PageAudit``. LMDB relies on that and never looks, so nothing
///    opens the file through LMDB before.
/// 2. Under each of the two roots the ``MetaRecord`` names the commit that the root claims to be.
///    Otherwise a damaged root could pass off an older commit as the newest.
/// 3. What the store promises holds: see ``IntegrityCheck``.
///
/// A changed byte goes unnoticed only where no page keeps anything.
package struct FileCheck {
    /// The commit that was checked; 0 when the file is too damaged to tell.
    package private(set) var transactionID: UInt64 = 0
    /// What is wrong, as much as is kept.
    package private(set) var violations: [Violation] = []
    package private(set) var violationCount = 0

    package var isClean: Bool { violationCount == 0 }

    /// How often the audit begins anew because somebody else commits meanwhile.
    private static let attemptCountMax = 10

    /// Checks the file at `path`, which this process does not have open. Others may read and write
    /// it meanwhile.
    ///
    /// - Parameter report: called at the begin of each stage.
    /// - Throws: ``StoreError/format(_:)`` for a file of another program or version,
    ///   ``StoreError/storage(_:)`` when the file cannot be read. Damage is a violation, not an
    ///   error.
    package init(
        path: String, _ report: @escaping (IntegrityCheck.Progress) -> Void = { _ in }
    ) throws(StoreError) {
        report(IntegrityCheck.Progress(stage: "pages"))
        do throws(StoreError) {
            let audit = try Self.audit(path)
            transactionID = audit.transactionID
            for finding in audit.findings { violations.append(Violation(finding)) }
            violationCount = audit.findingCount
            if isClean { try checkRoots(path) }
        } catch .corruption(let corruption) {
            note(corruption)
        }
        guard isClean else { return }
        do throws(StoreError) {
            try checkContents(path, report)
        } catch .corruption(let corruption) { note(corruption) }
    }

    private mutating func note(_ corruption: Corruption) {
        violationCount += 1
        violations.append(Violation(place: corruption.place, reason: corruption.reason))
    }

    // MARK: Pages and roots

    private static func audit(_ path: String) throws(StoreError) -> PageAudit {
        do throws(LMDBError) {
            var audit = try PageAudit.run(path: path)
            for _ in 1..<attemptCountMax where audit.findingCount > 0 {
                // A writer overwrites what the audit reads only by committing.
                let newest = try DataFileReader.open(path: path).states.first?.transactionID
                guard newest != audit.transactionID else { break }
                audit = try PageAudit.run(path: path)
            }
            return audit
        } catch { throw StoreError(opening: error) }
    }

    private static func reader(_ path: String) throws(StoreError) -> DataFileReader {
        do { return try DataFileReader.open(path: path) } catch { throw StoreError(opening: error) }
    }

    private static func metaRecord(
        _ reader: borrowing DataFileReader, of state: DataFileReader.State
    ) throws(StoreError) -> MetaRecord? {
        let bytes: [UInt8]?
        do {
            bytes = try reader.value(forKey: MetaRecord.key, inTree: Trees.metaName, of: state)
        } catch { throw StoreError(opening: error) }
        return if let bytes { try MetaRecord(bytes.rawSpan) } else { nil }
    }

    private mutating func checkRoots(_ path: String) throws(StoreError) {
        let reader = try Self.reader(path)
        // Commit 0 is that of a file without trees.
        for state in reader.states where state.transactionID > 0 {
            let place = "meta page \(state.metaPage)"
            guard let meta = try Self.metaRecord(reader, of: state) else {
                if state.isNewest { throw .format(.foreignProgram) }
                note(Corruption(place, "the state it speaks of has no meta record"))
                continue
            }
            guard meta.transactionID != state.transactionID else { continue }
            note(
                Corruption(
                    place,
                    "it claims commit \(state.transactionID), the records are of \(meta.transactionID)"
                ))
        }
    }

    // MARK: Contents

    private mutating func checkContents(
        _ path: String, _ report: @escaping (IntegrityCheck.Progress) -> Void
    ) throws(StoreError) {
        var options = Environment.Options()
        options.isReadOnly = true
        let store = try Store.open(path: path, options: options)
        let check = try IntegrityCheck(of: try store.snapshot(), report)
        violations = check.violations
        violationCount = check.violationCount
    }
}

extension Violation {
    fileprivate init(_ finding: PageAudit.Finding) {
        let page = finding.page.map { "page \($0)" }
        self.init(
            place: page.map { "\($0) (\(finding.place))" } ?? finding.place, reason: finding.problem
        )
    }
}
