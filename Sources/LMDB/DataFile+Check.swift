extension DataFile {
    /// Throws unless the file is empty or a whole LMDB file: see ``Environment/open(path:options:)``.
    func checkIsWhole() throws(LMDBError) {
        if byteCount == 0 { return }
        let first = try metaPage(at: 0)
        let second: MetaPage
        do {
            second = try metaPage(at: first.pageByteCount)
        } catch {
            // The first page is one of LMDB's, so this is not somebody else's file.
            let isMissing = byteCount < first.pageByteCount * 2
            throw isMissing || error.code == .versionMismatch
                ? LMDBError(isMissing ? .truncated : error.code, in: "open")
                : LMDBError(.corrupted, in: "open")
        }
        let newest = second.transactionID > first.transactionID ? second : first
        let roots = [newest.freeList.root, newest.mainTree.root].compactMap(\.self)
        let pageCount = UInt64(byteCount / newest.pageByteCount)
        guard roots.allSatisfy({ $0 < pageCount }) else {
            throw LMDBError(.truncated, in: "open")
        }
    }

    /// The meta page that begins at `offset`.
    func metaPage(at offset: Int) throws(LMDBError) -> MetaPage {
        var bytes = [UInt8](repeating: 0, count: MetaPage.byteCount)
        guard try read(at: offset, into: &bytes) == bytes.count else {
            throw LMDBError(.invalid, in: "MetaPage")
        }
        return try MetaPage(bytes.span.rawBytes)
    }
}
