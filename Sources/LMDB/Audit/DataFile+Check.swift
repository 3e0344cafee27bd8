extension DataFile {
    /// Throws unless the file is empty or a whole LMDB file, as ``Environment/open(path:options:)``
    /// says.
    func checkIsWhole() throws(LMDBError) {
        if byteCount == 0 { return }
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
        let newest = second.transactionID > first.transactionID ? second : first
        if UInt64(byteCount / newest.pageByteCount) > newest.lastPage { return }
        // "Actually the file may be shorter if the freeDB lists the final pages" (mdb.c): pages
        // that a transaction took and gave back are never written.
        var auditor = PageAuditor(meta: newest, fileByteCount: byteCount, findingCountMax: 0)
        try auditor.auditFreeList(of: self)
        guard auditor.findings.count == 0, auditor.pagesBeyondEnd.missing == 0 else {
            throw LMDBError(.truncated, in: "open")
        }
    }
}
