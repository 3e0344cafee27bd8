internal import CLMDB

/// The memory that the process takes from the system and gives back to it.
package enum HeapMemory {
    /// Larger pieces come from the system and go back to it: the most that the C library takes.
    private static let pieceByteCountMax: Int32 = 32 << 20
    /// More than this is not kept.
    private static let byteCountMax: Int32 = 256 << 20

    /// Keeps what is freed, from now on.
    ///
    /// Without this the C library gives the memory of large results and tables back to the system,
    /// which clears each page of it for the next query anew.
    package static func keep() { medgraph_keep_memory(pieceByteCountMax, byteCountMax) }
}
