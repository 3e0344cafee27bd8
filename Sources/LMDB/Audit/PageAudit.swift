/// A proof that the pages of a data file fit together: what LMDB relies on and never checks.
///
/// Every page up to the last is used exactly once or free; every page is of the right kind, bears
/// its number and has its bounds and nodes inside; keys are in order and between the separators
/// above them; depths, page counts and entry counts are what the tree's record says; overflow
/// chains and the free list stay inside the file.
///
/// The file is read with `pread`, a page at a time, and any bytes in it give findings, never a
/// trap. **Complexity**: one byte of memory per page; one read per page in use.
package struct PageAudit: Sendable {
    /// The transaction whose state was audited.
    package let transactionID: UInt64

    /// What is wrong, in the order it was found; at most as many as were asked for.
    package let findings: [Finding]

    /// How many things are wrong.
    package let findingCount: Int

    /// What the pages are.
    package let pageCounts: PageCounts

    /// Something that is not as it must be.
    package struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// The page it was found on, if on one.
        package let page: UInt64?

        /// The part of the file: a meta page, the free list, the main tree or a named tree.
        package let place: String

        /// What is wrong, in lower case without full stop. Contains no keys and no values.
        package let problem: String

        package var description: String {
            guard let page else { return "\(place): \(problem)" }
            return "page \(page) (\(place)): \(problem)"
        }
    }

    /// The pages of the audited state, by kind.
    package struct PageCounts: Hashable, Sendable {
        /// All pages up to the last one the meta page knows.
        package var total: UInt64 = 0
        package var meta: UInt64 = 0
        package var branch: UInt64 = 0
        package var leaf: UInt64 = 0
        package var overflow: UInt64 = 0
        /// In the free list.
        package var free: UInt64 = 0
        /// Neither used nor free.
        package var leaked: UInt64 = 0
    }

    /// Audits the data file at `path`.
    ///
    /// While a writer may be active, pass the ``ReadTransaction/id`` of a transaction that stays
    /// open: its pages are not overwritten, but its meta page is, by the second commit after it.
    ///
    /// **Throws**: ``ReturnCode/notFound`` if no meta page is of that transaction any more (take
    /// a new one); ``ReturnCode/invalid``, ``ReturnCode/versionMismatch``, ``ReturnCode/corrupted``
    /// or ``ReturnCode/truncated`` if there is no meta page to start from; errors of reading.
    package static func run(
        path: String, transactionID: UInt64? = nil, findingCountMax: Int = 100
    ) throws(LMDBError) -> PageAudit {
        var file = try DataFile.open(path: path)
        let metas = MetaPagePair(of: file)
        let meta = try metas.page(of: transactionID)
        try file.measure()
        var auditor = PageAuditor(
            meta: meta, fileByteCount: file.byteCount, findingCountMax: findingCountMax)
        metas.audit(&auditor.findings)
        try auditor.audit(file)
        return PageAudit(
            transactionID: meta.transactionID, findings: auditor.findings.first,
            findingCount: auditor.findings.count, pageCounts: auditor.pageCounts)
    }
}
