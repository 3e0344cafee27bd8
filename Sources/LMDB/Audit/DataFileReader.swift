/// Reads a data file without LMDB: slowly, by `pread`, and safely whatever the file's bytes are.
///
/// For looking at what each of the two meta pages commits, which LMDB itself cannot show. While
/// a writer is active, hold a ``ReadTransaction``: the states that are committed when the reader
/// opens then stay readable.
package struct DataFileReader: ~Copyable {
    /// What one meta page says was committed.
    package struct State: Sendable {
        /// 0 or 1. Transaction N writes meta page N mod 2.
        package let metaPage: Int
        /// The transaction that wrote the page.
        package let transactionID: UInt64
        /// Whether LMDB would read this state.
        package let isNewest: Bool

        let meta: MetaPage
    }

    private let file: DataFile

    /// The states whose meta pages make sense, newest first: two, unless one is damaged.
    package let states: [State]

    private init(_ file: consuming DataFile) throws(LMDBError) {
        var metas: [(Int, MetaPage)] = []
        if let first = try? file.metaPage(at: 0) { metas.append((0, first)) }
        // Without the first page the size of pages is unknown: try all there are.
        let pageByteCounts = metas.first.map { [$0.1.pageByteCount] } ?? (9...15).map { 1 << $0 }
        for pageByteCount in pageByteCounts {
            guard let second = try? file.metaPage(at: pageByteCount) else { continue }
            if second.pageByteCount == pageByteCount { metas.append((1, second)) }
        }
        if metas.count == 2, metas[1].1.transactionID > metas[0].1.transactionID {
            metas.swapAt(0, 1)
        }
        states = metas.enumerated().map { place, meta in
            State(
                metaPage: meta.0, transactionID: meta.1.transactionID, isNewest: place == 0,
                meta: meta.1)
        }
        self.file = file
        if states.isEmpty { throw LMDBError(.invalid, in: "DataFileReader") }
    }

    /// Opens the data file at `path`.
    ///
    /// **Throws**: ``ReturnCode/invalid`` if it has no meta page.
    package static func open(path: String) throws(LMDBError) -> DataFileReader {
        try DataFileReader(DataFile(path: path))
    }

    /// The value of `key` in the tree called `name`, or nil if there is none or no such tree.
    ///
    /// **Throws**: ``ReturnCode/corrupted`` if a page on the way is not what it should be.
    /// **Complexity**: one read per level of the two trees.
    package borrowing func value<Key: TreeKey & ~Escapable>(
        forKey key: borrowing Key, inTree name: String, of state: State
    ) throws(LMDBError) -> [UInt8]? {
        let name = Array(name.utf8)
        let search = TreeSearch(pageByteCount: state.meta.pageByteCount)
        guard
            let found = try search.value(
                of: name.span.rawBytes, in: state.meta.mainTree, of: file)
        else { return nil }
        guard found.flags == .tree, found.bytes.count == TreeRecord.byteCount else {
            throw LMDBError(.corrupted, in: "DataFileReader")
        }
        let keyBytes = unsafe key.withTreeBytes { unsafe Array($0) }
        let tree = TreeRecord(found.bytes.span.rawBytes)
        return try search.value(of: keyBytes.span.rawBytes, in: tree, of: file)?.bytes
    }
}
