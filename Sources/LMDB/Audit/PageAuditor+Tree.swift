/// Trees, from the record down to the leaves.
extension PageAuditor {
    /// More levels than LMDB can walk. **Source**: mdb.c, `CURSOR_STACK`.
    private static let depthMax: UInt16 = 32

    /// Compares a tree's record with its pages.
    mutating func audit(_ tree: AuditedTree, of file: borrowing DataFile) throws(LMDBError) {
        let record = tree.record
        var tally = TreeTally()
        let findingCount = findings.count
        if let root = record.root {
            guard 1...Self.depthMax ~= record.depth else {
                findings.add(tree.name, "cannot be \(record.depth) levels deep")
                return
            }
            try walk(root, level: 1, between: KeyBounds(), of: tree, &tally, file)
        } else if record.depth != 0 {
            findings.add(tree.name, "has no root but \(record.depth) levels")
        }
        // Pages that could not be read have been reported already.
        guard findings.count == findingCount else { return }
        if tally.pageCounts != record.pageCounts {
            findings.add(tree.name, "has other page counts than its record")
        }
        if tally.entryCount != record.entryCount {
            findings.add(
                tree.name, "has \(tally.entryCount) entries, not \(record.entryCount)")
        }
    }

    /// Audits the page `number` and all below it.
    private mutating func walk(
        _ number: UInt64, level: UInt16, between bounds: KeyBounds, of tree: AuditedTree,
        _ tally: inout TreeTally, _ file: borrowing DataFile
    ) throws(LMDBError) {
        let isBranch = level < tree.record.depth
        guard
            take(number, for: tree.name, as: isBranch ? .branch : .leaf),
            let bytes = try file.page(number, pageByteCount: pageByteCount)
        else { return }
        let page = bytes.span.rawBytes
        let header = PageHeader(page)
        if header.number != number {
            findings.add(tree.name, page: number, "bears the number \(header.number)")
        }
        let leafFlags: PageFlags = tree.fixedKeyByteCount == nil ? .leaf : [.leaf, .fixedKeys]
        let expected = isBranch ? .branch : leafFlags
        guard header.flags == expected else {
            let flags = header.flags.rawValue
            findings.add(
                tree.name, page: number,
                "has flags \(flags) at level \(level) of \(tree.record.depth)")
            return
        }
        guard let count = header.nodeCount(byteCount: pageByteCount) else {
            findings.add(tree.name, page: number, "has impossible bounds of its free space")
            return
        }
        if isBranch {
            tally.pageCounts.branch += 1
            guard let nodes = nodes(of: page, count, number, tree, isBranch: true) else { return }
            auditKeys(of: nodes, page, number, between: bounds, tree, isBranch: true)
            for (index, node) in nodes.enumerated() {
                let child = childBounds(index, of: nodes, page, inside: bounds)
                try walk(node.child, level: level + 1, between: child, of: tree, &tally, file)
            }
        } else {
            tally.pageCounts.leaf += 1
            if let keyByteCount = tree.fixedKeyByteCount {
                auditFixedKeys(page, count, keyByteCount, number, between: bounds, tree, &tally)
                return
            }
            guard let nodes = nodes(of: page, count, number, tree, isBranch: false) else { return }
            auditKeys(of: nodes, page, number, between: bounds, tree, isBranch: false)
            for node in nodes {
                try audit(node, on: page, number, tree, &tally, file)
            }
        }
    }

    /// The separators around child `index`. The key of the first node means nothing.
    private func childBounds(
        _ index: Int, of nodes: [PageNode], _ page: RawSpan, inside bounds: KeyBounds
    ) -> KeyBounds {
        func key(_ index: Int) -> [UInt8] {
            let key = page.extracting(nodes[index].key)
            return (0..<key.byteCount).map { key.integer(at: $0) }
        }
        return KeyBounds(
            lower: index == 0 ? bounds.lower : key(index),
            upper: index + 1 == nodes.count ? bounds.upper : key(index + 1))
    }
}
