/// The nodes of a page and the order of its keys.
extension PageAuditor {
    /// The greatest length of a key. **Source**: mdb.c, `MDB_MAXKEYSIZE`.
    private static let keyByteCountMax = 511

    /// All nodes of `page`, or nil if one of them is not inside.
    ///
    /// LMDB packs them: they fill the page from the end of its free space without holes.
    mutating func nodes(
        of page: RawSpan, _ count: Int, _ number: UInt64, _ tree: AuditedTree, isBranch: Bool
    ) -> [PageNode]? {
        // A branch of the free list may be left with one child while it is rebalanced.
        let countMin = isBranch && tree.kind != .freeList ? 2 : 1
        if count < countMin {
            findings.add(tree.name, page: number, "has \(count) nodes")
            if count == 0 { return nil }
        }
        var nodes: [PageNode] = []
        nodes.reserveCapacity(count)
        for index in 0..<count {
            guard let node = PageNode(index, of: page, isBranch: isBranch) else {
                findings.add(tree.name, page: number, "node \(index) is not inside")
                return nil
            }
            nodes.append(node)
        }
        var end = PageHeader(page).upper
        for node in nodes.sorted(by: { $0.offset < $1.offset }) {
            guard node.offset == end else {
                findings.add(tree.name, page: number, "has nodes that overlap or leave holes")
                return nil
            }
            end += node.byteCount
        }
        if end != page.byteCount {
            findings.add(tree.name, page: number, "has nodes that do not end with it")
        }
        return nodes
    }

    /// Compares the keys with each other and with the separators above. The first key of a branch
    /// stands for all that is less and is not looked at.
    mutating func auditKeys(
        of nodes: [PageNode], _ page: RawSpan, _ number: UInt64, between bounds: KeyBounds,
        _ tree: AuditedTree, isBranch: Bool
    ) {
        let order = tree.order
        let first = isBranch ? 1 : 0
        for index in first..<max(nodes.count, first) {
            let key = page.extracting(nodes[index].key)
            if !(1...Self.keyByteCountMax ~= key.byteCount) {
                findings.add(
                    tree.name, page: number, "key \(index) is \(key.byteCount) bytes long")
            }
            if index > first, !order.areInOrder(page.extracting(nodes[index - 1].key), key) {
                findings.add(
                    tree.name, page: number, "key \(index) does not follow the key before")
            }
            if !isInside(bounds, key, order) {
                findings.add(
                    tree.name, page: number, "key \(index) is outside its separators")
            }
        }
    }

    /// Compares the keys of a page or sub-page without nodes.
    mutating func auditFixedKeys(
        _ page: RawSpan, _ count: Int, _ keyByteCount: Int, _ number: UInt64,
        between bounds: KeyBounds, _ tree: AuditedTree, _ tally: inout TreeTally
    ) {
        guard
            count > 0, keyByteCount > 0, Int(PageHeader(page).pad) == keyByteCount,
            count <= (page.byteCount - PageHeader.byteCount) / keyByteCount
        else {
            let size = PageHeader(page).pad
            findings.add(tree.name, page: number, "cannot have \(count) values of \(size) bytes")
            return
        }
        tally.entryCount &+= UInt64(count)
        let order = tree.order
        for index in 0..<count {
            let start = PageHeader.byteCount + index * keyByteCount
            let key = page.extracting(start..<start + keyByteCount)
            if index > 0, !order.areInOrder(page.extracting(start - keyByteCount..<start), key) {
                findings.add(
                    tree.name, page: number, "value \(index) does not follow the one before")
            }
            if !isInside(bounds, key, order) {
                findings.add(
                    tree.name, page: number, "value \(index) is outside its separators")
            }
        }
    }

    private func isInside(_ bounds: KeyBounds, _ key: RawSpan, _ order: KeyOrder) -> Bool {
        if let lower = bounds.lower, order.areInOrder(key, lower.span.rawBytes) { return false }
        if let upper = bounds.upper, !order.areInOrder(key, upper.span.rawBytes) { return false }
        return true
    }
}
