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

    private init(file: consuming DataFile, states: [State]) {
        self.file = file
        self.states = states
    }

    /// Opens the data file at `path`.
    ///
    /// **Throws**: ``ReturnCode/invalid`` if it has no meta page, errors of opening.
    package static func open(path: String) throws(LMDBError) -> DataFileReader {
        var file = try DataFile.open(path: path)
        let states = Self.states(of: file)
        if states.isEmpty { throw LMDBError(.invalid, in: "DataFileReader") }
        try file.measure()
        return DataFileReader(file: file, states: states)
    }

    private static func states(of file: borrowing DataFile) -> [State] {
        var metas: [(page: Int, meta: MetaPage)] = []
        if let first = try? file.metaPage(at: 0) { metas.append((0, first)) }
        // Without the first page the size of pages is unknown: try all there are.
        let pageByteCounts = metas.first.map { [$0.meta.pageByteCount] } ?? (9...15).map { 1 << $0 }
        for pageByteCount in pageByteCounts {
            guard let second = try? file.metaPage(at: pageByteCount) else { continue }
            if second.pageByteCount == pageByteCount { metas.append((1, second)) }
        }
        metas.sort { $0.meta.transactionID > $1.meta.transactionID }
        return metas.enumerated().map { place, found in
            State(
                metaPage: found.page, transactionID: found.meta.transactionID,
                isNewest: place == 0, meta: found.meta)
        }
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
