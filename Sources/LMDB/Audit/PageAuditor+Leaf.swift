/// What lies under the keys of leaves.
extension PageAuditor {
    /// Audits the value of `node`, which lies on `page`.
    mutating func audit(
        _ node: PageNode, on page: RawSpan, _ number: UInt64, _ tree: AuditedTree,
        _ tally: inout TreeTally, _ file: borrowing DataFile
    ) throws(LMDBError) {
        switch (node.flags, tree.kind) {
        case ([], .duplicates):
            if node.valueByteCount > 0 {
                findings.add(tree.name, page: number, "has a value that has a value")
            }
            tally.entryCount &+= 1
        case ([], .freeList), ([], .main), ([], .named):
            if tree.kind == .freeList {
                let value = page.extracting(node.value)
                auditFreePages(value, of: transactionID(of: node, on: page), number, tree)
            }
            tally.entryCount &+= 1
        case (.overflowing, .freeList), (.overflowing, .main), (.overflowing, .named):
            try auditOverflow(node, on: page, number, tree, &tally, file)
            tally.entryCount &+= 1
        case (.tree, .main) where node.value.count == TreeRecord.byteCount:
            let name = Self.printable(page.extracting(node.key))
            let record = TreeRecord(page.extracting(node.value))
            try audit(named: name, record, number, file)
            tally.entryCount &+= 1
        case (.duplicates, .main), (.duplicates, .named):
            auditSubpage(page.extracting(node.value), number, tree, &tally)
        case ([.tree, .duplicates], .main), ([.tree, .duplicates], .named):
            try auditDuplicates(node, on: page, number, tree, &tally, file)
        default:
            findings.add(
                tree.name, page: number, "has a node of impossible kind \(node.flags.rawValue)")
        }
    }

    private mutating func audit(
        named name: String, _ record: TreeRecord, _ number: UInt64, _ file: borrowing DataFile
    ) throws(LMDBError) {
        guard record.flags.isDisjoint(with: [.reverseKeys, .reverseDuplicates]) else {
            findings.add("tree \(name)", page: number, "is sorted in reverse, as ours never are")
            return
        }
        try audit(AuditedTree(kind: .named, name: "tree \(name)", record: record), of: file)
    }

    /// Audits the overflow pages of `node`. There may be more of them than the value needs.
    private mutating func auditOverflow(
        _ node: PageNode, on page: RawSpan, _ number: UInt64, _ tree: AuditedTree,
        _ tally: inout TreeTally, _ file: borrowing DataFile
    ) throws(LMDBError) {
        let first: UInt64 = page.integer(at: node.value.lowerBound)
        guard first > 1, let bytes = try file.page(first, pageByteCount: pageByteCount) else {
            findings.add(tree.name, page: number, "has a value on page \(first)")
            return
        }
        let header = PageHeader(bytes.span.rawBytes)
        let byteCount = header.overflowPageCount * UInt64(pageByteCount)
        guard
            header.flags == .overflow, header.number == first,
            UInt64(node.valueByteCount + PageHeader.byteCount) <= byteCount
        else {
            findings.add(tree.name, page: first, "does not begin a value of its size")
            return
        }
        guard take(first, count: header.overflowPageCount, for: tree.name, as: .overflow) else {
            return
        }
        tally.pageCounts.overflow += header.overflowPageCount
        if tree.kind == .freeList {
            let id = transactionID(of: node, on: page)
            try auditFreePages(from: first, node.valueByteCount, of: id, tree, file)
        }
    }

    /// Audits a sub-page: a small leaf inside a node, with the values of its key.
    private mutating func auditSubpage(
        _ bytes: RawSpan, _ number: UInt64, _ tree: AuditedTree, _ tally: inout TreeTally
    ) {
        let isFixed = tree.record.flags.contains(.fixedDuplicates)
        let flags: PageFlags = isFixed ? [.leaf, .subpage, .fixedKeys] : [.leaf, .subpage]
        guard
            tree.record.flags.contains(.duplicates), bytes.byteCount >= PageHeader.byteCount,
            PageHeader(bytes).flags.subtracting(.dirty) == flags,
            let count = PageHeader(bytes).nodeCount(byteCount: bytes.byteCount)
        else {
            findings.add(tree.name, page: number, "has values that are no sub-page")
            return
        }
        let values = AuditedTree(
            kind: .duplicates, name: tree.name,
            record: TreeRecord(flags: tree.duplicateFlags, pad: UInt32(PageHeader(bytes).pad)))
        if let byteCount = values.fixedKeyByteCount {
            auditFixedKeys(bytes, count, byteCount, number, between: KeyBounds(), values, &tally)
            return
        }
        guard let nodes = nodes(of: bytes, count, number, values, isBranch: false) else { return }
        auditKeys(of: nodes, bytes, number, between: KeyBounds(), values, isBranch: false)
        tally.entryCount &+= UInt64(nodes.count)
    }

    /// Audits the tree of the values of one key.
    private mutating func auditDuplicates(
        _ node: PageNode, on page: RawSpan, _ number: UInt64, _ tree: AuditedTree,
        _ tally: inout TreeTally, _ file: borrowing DataFile
    ) throws(LMDBError) {
        guard
            tree.record.flags.contains(.duplicates), node.value.count == TreeRecord.byteCount
        else {
            findings.add(tree.name, page: number, "has values that are no tree")
            return
        }
        let record = TreeRecord(page.extracting(node.value))
        guard record.flags == tree.duplicateFlags else {
            findings.add(
                tree.name, page: number, "has values with flags \(record.flags.rawValue)")
            return
        }
        let values = AuditedTree(kind: .duplicates, name: tree.name, record: record)
        try audit(values, of: file)
        tally.entryCount &+= record.entryCount
    }

    /// The name of a tree, or so much of it as can be shown.
    private static func printable(_ name: RawSpan) -> String {
        let bytes = (0..<min(name.byteCount, 64)).map { name.integer(at: $0, as: UInt8.self) }
        return String(decoding: bytes.map { 0x20..<0x7F ~= $0 ? $0 : 0x3F }, as: UTF8.self)
    }
}
