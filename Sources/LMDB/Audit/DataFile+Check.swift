extension DataFile {
    /// Throws unless the file is empty or a whole LMDB file, as ``Environment/open(path:options:)``
    /// says.
    mutating func checkIsWhole() throws(LMDBError) {
        if byteCount == 0 { return }
        var meta = try newestMeta()
        while try !hasAllPages(of: meta) {
            // A writer may have taken the pages meanwhile; then there is a newer state to look at.
            let newer = try newestMeta()
            guard newer.transactionID > meta.transactionID else {
                throw LMDBError(.truncated, in: "open")
            }
            meta = newer
        }
    }

    /// The meta page LMDB would start from. It wants both to be valid.
    private mutating func newestMeta() throws(LMDBError) -> MetaPage {
        let first = try metaPage(at: 0)
        if byteCount < first.pageByteCount * 2 { throw LMDBError(.truncated, in: "open") }
        let second: MetaPage
        do {
            second = try metaPage(at: first.pageByteCount)
        } catch {
            // The first page is one of LMDB's, so this is not somebody else's file.
            let isOtherVersion = error.code == .versionMismatch
            throw LMDBError(isOtherVersion ? .versionMismatch : .corrupted, in: "open")
        }
        try measure()
        return second.transactionID > first.transactionID ? second : first
    }

    /// Whether the file holds every page of a state that is not free.
    ///
    /// "Actually the file may be shorter if the freeDB lists the final pages" (mdb.c): pages that
    /// a transaction took and gave back are never written.
    private func hasAllPages(of meta: MetaPage) throws(LMDBError) -> Bool {
        if UInt64(byteCount / meta.pageByteCount) > meta.lastPage { return true }
        var auditor = PageAuditor(meta: meta, fileByteCount: byteCount, findingCountMax: 0)
        try auditor.auditFreeList(of: self)
        return auditor.findings.count == 0 && auditor.pagesBeyondEnd.missing == 0
    }
}
