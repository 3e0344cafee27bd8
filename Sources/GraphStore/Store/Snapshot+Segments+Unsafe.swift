import LMDB

extension SegmentDirectory {
    /// Runs a kernel over the words of the nodes: see ``SegmentPlace``. A word that is 0 is not yet
    /// known: ``Snapshot/place(of:in:)`` finds it.
    ///
    /// The kernel may read as many neighbours at the address of a word as the word counts, and all
    /// of them are below the node bound of the snapshot: the records were looked at when the words
    /// were made. Where the second word of a node is not 0, as many weights lie at it.
    ///
    /// **Lifetime**: the addresses are good as long as the snapshot is.
    @unsafe
    package func withWords<Result, Failure: Error>(
        _ body: (
            _ places: UnsafePointer<UInt64>, _ weights: UnsafePointer<UInt64>
        ) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe places.withWords { places throws(Failure) in
            try unsafe weights.withWords { weights throws(Failure) in
                try unsafe body(UnsafePointer(places), UnsafePointer(weights))
            }
        }
    }
}
