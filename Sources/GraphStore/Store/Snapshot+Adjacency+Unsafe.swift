import LMDB

extension Snapshot {
    /// Runs a kernel over one word for each node: see ``AdjacencyPlace``. A word that is 0 is not
    /// yet known: ``adjacency(of:)`` finds it.
    ///
    /// The kernel may read as many neighbours at the address of a word as the word counts, and all
    /// of them are below ``nodeBound``: the records were looked at when the words were made.
    @unsafe
    package borrowing func withAdjacency<Result>(
        _ body: (UnsafePointer<UInt64>) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try unsafe directories.adjacency.withWords { words throws(StoreError) in
            try unsafe body(UnsafePointer(words))
        }
    }
}
