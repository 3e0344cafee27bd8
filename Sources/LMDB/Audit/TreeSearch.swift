/// The descent to one key in a file of unknown health.
struct TreeSearch {
    let pageByteCount: Int

    /// The value of `key` in the tree of `record`, and what kind of value it is.
    func value(
        of key: RawSpan, in record: TreeRecord, of file: borrowing DataFile
    ) throws(LMDBError) -> (flags: NodeFlags, bytes: [UInt8])? {
        let order = KeyOrder(keysOf: record.flags)
        guard var number = record.root else { return nil }
        for _ in 0..<record.depth {
            let bytes = try readable(file.page(number, pageByteCount: pageByteCount))
            let page = bytes.span.rawBytes
            let header = PageHeader(page)
            let count = try readable(header.nodeCount(byteCount: pageByteCount))
            switch header.flags {
            case .branch:
                number = try child(for: key, among: count, of: page, order)
            case .leaf:
                guard let node = try leaf(for: key, among: count, of: page, order) else {
                    return nil
                }
                return (node.flags, try value(of: node, on: page, of: file))
            default:
                throw LMDBError(.corrupted, in: "TreeSearch")
            }
        }
        throw LMDBError(.corrupted, in: "TreeSearch")
    }

    /// The child of the last node whose key is not greater. The first node stands for all less.
    private func child(
        for key: RawSpan, among count: Int, of page: RawSpan, _ order: KeyOrder
    ) throws(LMDBError) -> UInt64 {
        var child = try readable(PageNode(0, of: page, isBranch: true)).child
        for index in 1..<max(count, 1) {
            let node = try readable(PageNode(index, of: page, isBranch: true))
            if order.areInOrder(key, page.extracting(node.key)) { break }
            child = node.child
        }
        return child
    }

    private func leaf(
        for key: RawSpan, among count: Int, of page: RawSpan, _ order: KeyOrder
    ) throws(LMDBError) -> PageNode? {
        for index in 0..<count {
            let node = try readable(PageNode(index, of: page, isBranch: false))
            let nodeKey = page.extracting(node.key)
            if nodeKey.byteCount == key.byteCount, !order.areInOrder(nodeKey, key) {
                return order.areInOrder(key, nodeKey) ? nil : node
            }
        }
        return nil
    }

    private func value(
        of node: PageNode, on page: RawSpan, of file: borrowing DataFile
    ) throws(LMDBError) -> [UInt8] {
        guard node.flags.contains(.overflowing) else {
            let value = page.extracting(node.value)
            return (0..<value.byteCount).map { value.integer(at: $0) }
        }
        let number: UInt64 = page.integer(at: node.value.lowerBound)
        let first = try readable(file.page(number, pageByteCount: pageByteCount))
        guard PageHeader(first.span.rawBytes).flags == .overflow else {
            throw LMDBError(.corrupted, in: "TreeSearch")
        }
        let offset = Int(number) * pageByteCount + PageHeader.byteCount
        return try readable(file.bytes(at: offset, count: node.valueByteCount))
    }

    /// What was read, unless the file did not have it.
    private func readable<Part>(_ part: Part?) throws(LMDBError) -> Part {
        guard let part else { throw LMDBError(.corrupted, in: "TreeSearch") }
        return part
    }
}
