import LMDB

// Lifetime of all addresses: as long as the snapshot.

extension SegmentDirectory {
    /// Runs a kernel over the words of the nodes: see ``SegmentPlace``. A word that is 0 is not yet
    /// known: ``Snapshot/place(of:in:)`` finds it.
    ///
    /// The kernel may read as many neighbours at the address of a word as the word counts, and all
    /// of them are below the node bound of the snapshot: the records were looked at when the words
    /// were made.
    @unsafe
    package func withPlaces<Result, Failure: Error>(
        _ body: (UnsafePointer<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe places.withWords { words throws(Failure) in
            try unsafe body(UnsafePointer(words))
        }
    }

    /// Runs a kernel over the words of the nodes that tell where weights lie: see ``SegmentPlace``.
    /// A word that is 0 is not yet known: ``Snapshot/weightPlace(of:in:)`` finds it.
    ///
    /// The kernel may read as many ``Weight``s at the address of a word as the word counts.
    @unsafe
    package func withWeightPlaces<Result, Failure: Error>(
        _ body: (UnsafePointer<UInt64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe weightPlaces.withWords { words throws(Failure) in
            try unsafe body(UnsafePointer(words))
        }
    }
}
