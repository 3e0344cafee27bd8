/// The lists of free pages.
///
/// **Layout** of a value of the free list: a count, then as many page numbers, 8 bytes each, the
/// greatest first. The value may be longer. Its key is the transaction that freed the pages.
/// **Source**: mdb.c, `MDB_IDL`, `mdb_freelist_save`.
extension PageAuditor {
    private static let chunkByteCount = 1 << 16

    /// The key of a node of the free list, nil if it has the wrong size.
    func transactionID(of node: PageNode, on page: RawSpan) -> UInt64? {
        node.key.count == 8 ? page.integer(at: node.key.lowerBound) : nil
    }

    /// Audits a list that lies on page `number`.
    mutating func auditFreePages(
        _ value: RawSpan, of id: UInt64?, _ number: UInt64, _ tree: AuditedTree
    ) {
        guard let count = freePageCount(value, value.byteCount, of: id, number, tree) else {
            return
        }
        var last = UInt64.max
        auditFreePages(value.extracting(8..<8 + count * 8), after: &last, number, tree)
    }

    /// Audits a list of `byteCount` bytes on overflow pages from `first` on.
    mutating func auditFreePages(
        from first: UInt64, _ byteCount: Int, of id: UInt64?, _ tree: AuditedTree,
        _ file: borrowing DataFile
    ) throws(LMDBError) {
        var offset = Int(first) * pageByteCount + PageHeader.byteCount
        guard
            let head = try file.bytes(at: offset, count: 8),
            let count = freePageCount(head.span.rawBytes, byteCount, of: id, first, tree)
        else { return }
        offset += 8
        let end = offset + count * 8
        var last = UInt64.max
        while offset < end {
            let chunkByteCount = min(end - offset, Self.chunkByteCount)
            guard let chunk = try file.bytes(at: offset, count: chunkByteCount) else { return }
            auditFreePages(chunk.span.rawBytes, after: &last, first, tree)
            offset += chunkByteCount
        }
    }

    /// The count at the head of a list of `byteCount` bytes, or nil if it cannot be one.
    private mutating func freePageCount(
        _ head: RawSpan, _ byteCount: Int, of id: UInt64?, _ number: UInt64, _ tree: AuditedTree
    ) -> Int? {
        guard let id, 1...max(meta.transactionID, 1) ~= id else {
            findings.add(tree.name, page: number, "has pages of no transaction")
            return nil
        }
        guard
            head.byteCount >= 8,
            case let count: UInt64 = head.integer(at: 0), count <= UInt64(byteCount / 8 - 1)
        else {
            findings.add(tree.name, page: number, "has a list longer than its value")
            return nil
        }
        return Int(count)
    }

    /// Audits a part of a list that follows `last`.
    private mutating func auditFreePages(
        _ pages: RawSpan, after last: inout UInt64, _ number: UInt64, _ tree: AuditedTree
    ) {
        for offset in stride(from: 0, to: pages.byteCount, by: 8) {
            let page: UInt64 = pages.integer(at: offset)
            if page >= last {
                findings.add(tree.name, page: number, "has a list that is not in order")
            }
            last = page
            takeFree(page, in: tree.name)
        }
    }
}
