internal import CLMDB

/// What stands in one of two snapshots of a tree and not, or not at the same place, in the other.
///
/// LMDB never writes a page that a snapshot in use can reach: who changes a record copies its page,
/// and all pages above it. So a page that the trees of two snapshots share has the same records in
/// both, at the same addresses; and a page has one place in a tree, so where a subtree is shared
/// its root is. What remains are the pages of only one of them: about one for each record that was
/// changed, and those above.
///
/// ```
///        old root                new root
///      ╭────┼────╮             ╭────┼────╮
///      A    B    C             A    B′   C        the keys of B and of B′
/// ```
struct TreeComparison: ~Escapable {
    private let old: PageMap
    private let new: PageMap
    /// The most keys that are collected.
    private let countMax: Int

    /// - Parameter old: like `new`, of a snapshot that is in use.
    @_lifetime(copy old, copy new)
    init(_ old: PageMap, _ new: PageMap, countMax: Int) {
        self.old = old
        self.new = new
        self.countMax = countMax
    }

    /// The keys of all pages that only one of the trees has; a key can come twice.
    ///
    /// - Returns: nil when there are more than `countMax`, or a page is not what it should be.
    /// - Complexity: O(pages that only one of the trees has × entries of a page).
    func keys(_ oldTree: TreeRecord, _ newTree: TreeRecord) -> [UInt64]? {
        var oldFront = oldTree.root.map { [$0] } ?? []
        var newFront = newTree.root.map { [$0] } ?? []
        // A page stands at the same height in both: trees grow and shrink at their roots.
        var height = max(oldTree.depth, newTree.depth)
        while height > 0 {
            if oldTree.depth >= height, newTree.depth >= height {
                Self.dropShared(&oldFront, &newFront)
            }
            guard oldFront.count + newFront.count <= countMax else { return nil }
            height -= 1
            guard height > 0 else { break }
            if oldTree.depth > height {
                guard let children = old.children(of: oldFront) else { return nil }
                oldFront = children
            }
            if newTree.depth > height {
                guard let children = new.children(of: newFront) else { return nil }
                newFront = children
            }
        }
        var keys: [UInt64] = []
        guard old.appendKeys(of: oldFront, to: &keys, countMax),
            new.appendKeys(of: newFront, to: &keys, countMax)
        else { return nil }
        return keys
    }

    /// Takes away what both lists have.
    private static func dropShared(_ old: inout [UInt64], _ new: inout [UInt64]) {
        // A page that was copied stands where the other stood: few are left behind this.
        var kept: (old: [UInt64], new: [UInt64]) = ([], [])
        let count = min(old.count, new.count)
        for index in 0..<count where old[index] != new[index] {
            kept.old.append(old[index])
            kept.new.append(new[index])
        }
        kept.old += old[count...]
        kept.new += new[count...]
        let isOld = Set(kept.old)
        let isNew = Set(kept.new)
        old = kept.old.filter { !isNew.contains($0) }
        new = kept.new.filter { !isOld.contains($0) }
    }
}

/// The pages of a snapshot, in the map.
struct PageMap: ~Escapable {
    private let view: TransactionView
    private let start: UInt
    private let pageByteCount: Int
    private let lastPage: UInt64

    /// - Returns: nil when the file has no such tree.
    @_lifetime(copy view)
    init?(_ view: TransactionView, _ name: [UInt8], _ environment: Environment) {
        guard let information = try? environment.information,
            let record = Self.record(name, view)
        else { return nil }
        self.view = view
        pageByteCount = environment.pageByteCount
        lastPage = UInt64(information.lastPage)
        // The record of a tree stands on its page itself, and a page knows its number.
        let page = record.address & ~UInt(pageByteCount - 1)
        let header = unsafe PageHeader(
            view.bytes(at: page, byteCount: PageHeader.byteCount))
        let offset = UInt(header.number) * UInt(pageByteCount)
        guard header.flags == .leaf, header.number <= lastPage, offset <= page else { return nil }
        start = page - offset
    }

    /// What the main tree holds of the tree with a name.
    @_lifetime(copy view)
    private static func record(_ name: [UInt8], _ view: TransactionView) -> RawSpan? {
        // The main tree is open in every transaction. **Source**: mdb.c, `MAIN_DBI`.
        let mainTree: CUnsignedInt = 1
        let name = ByteKey(name.span)
        guard let found = try? view.get(name, in: mainTree),
            found.byteCount == TreeRecord.byteCount
        else { return nil }
        return found
    }

    static func tree(_ name: [UInt8], _ view: TransactionView) -> TreeRecord? {
        guard let bytes = record(name, view) else { return nil }
        return TreeRecord(bytes)
    }

    /// A page with its header and the number of its nodes, if it is one.
    @_lifetime(copy self)
    private func page(_ number: UInt64) -> RawSpan? {
        guard number <= lastPage else { return nil }
        let address = start + UInt(number) * UInt(pageByteCount)
        // The map has all pages up to the last, and the snapshot keeps its own as they are.
        return unsafe view.bytes(at: address, byteCount: pageByteCount)
    }

    private func nodeCount(_ page: RawSpan, _ number: UInt64, _ flags: PageFlags) -> Int? {
        let header = PageHeader(page)
        guard header.number == number, header.flags == flags else { return nil }
        return header.nodeCount(byteCount: pageByteCount)
    }

    /// The pages below some pages, in order.
    func children(of pages: [UInt64]) -> [UInt64]? {
        var children: [UInt64] = []
        for number in pages {
            guard let page = page(number), let count = nodeCount(page, number, .branch) else {
                return nil
            }
            for index in 0..<count {
                guard let node = PageNode(index, of: page, isBranch: true) else { return nil }
                children.append(node.child)
            }
        }
        return children
    }

    /// Appends the keys of some leaves.
    ///
    /// - Returns: whether there are at most `countMax` keys then, and all is as it should be.
    func appendKeys(of leaves: [UInt64], to keys: inout [UInt64], _ countMax: Int) -> Bool {
        for number in leaves {
            guard let page = page(number), let count = nodeCount(page, number, .leaf),
                keys.count + count <= countMax
            else { return false }
            for index in 0..<count {
                guard let node = PageNode(index, of: page, isBranch: false) else { return false }
                switch node.key.count {
                case 4:
                    keys.append(UInt64(page.integer(at: node.key.lowerBound, as: UInt32.self)))
                case 8: keys.append(page.integer(at: node.key.lowerBound))
                default: return false
                }
            }
        }
        return true
    }
}

extension ReadTransaction {
    /// The keys of all entries of a tree that lie elsewhere in this snapshot than in an older one, or
    /// have other values, or stand in one of them only; and of those that share a page with them. A
    /// key can come twice.
    ///
    /// Entries with other keys have the same values in both, at the same addresses.
    ///
    /// - Parameters:
    ///   - name: the name of a tree with keys of a fixed-width integer type.
    ///   - countMax: how many keys are worth having.
    /// - Returns: nil when there are more, or the trees are not as they should be.
    /// - Precondition: the map has not moved between the two.
    /// - Complexity: O(pages that only one of the trees has × entries of a page).
    package borrowing func changedKeys(
        inTreeNamed name: [UInt8], since older: borrowing ReadTransaction, countMax: Int
    ) -> [UInt64]? {
        precondition(mapMoveCount == older.mapMoveCount, "both snapshots use the same map")
        guard let oldTree = PageMap.tree(name, older.view), let newTree = PageMap.tree(name, view)
        else { return nil }
        guard oldTree != newTree else { return [] }
        guard let old = PageMap(older.view, name, environment),
            let new = PageMap(view, name, environment)
        else { return nil }
        return TreeComparison(old, new, countMax: countMax).keys(oldTree, newTree)
    }
}
