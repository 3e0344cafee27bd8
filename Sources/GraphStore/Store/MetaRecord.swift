import GraphModel

/// What names the file, and the counters of the graph.
///
/// **Layout**
///
/// | bytes | what |
/// |---|---|
/// | 4 | checksum of the rest |
/// | 4 | format version |
/// | 8 | magic: `MedGraph` |
/// | 8 | the LMDB transaction that wrote this record |
/// | 8 | the next node id |
/// | 8 | the next relationship id |
/// | 8 | the next chunk id |
/// | 8 | the next index id |
/// | 8 | the version of the catalog |
///
/// The transaction id is written by every commit, so a file whose newest LMDB root was lost or
/// exchanged gives itself away.
package struct MetaRecord: Sendable, Equatable {
    static let key: UInt64 = 0
    static let byteCount = 64

    var transactionID: UInt64 = 0
    package var nextNode: UInt64 = 0
    package var nextRelationship: UInt64 = 0
    var nextChunk: UInt64 = 0
    var nextIndex: UInt64 = 0
    var catalogVersion: UInt64 = 0

    init() {}

    /// - Throws: ``StoreError/format(_:)`` for a file of another program or version,
    ///   ``StoreError/corruption(_:)`` for a damaged record.
    init(_ bytes: RawSpan) throws(StoreError) {
        guard bytes.byteCount >= 16, bytes.value(UInt64.self, at: 8) == FileFormat.magic else {
            throw .format(.foreignProgram)
        }
        let version = bytes.value(UInt32.self, at: 4)
        guard version == FileFormat.version else { throw .format(.otherVersion(version)) }
        guard bytes.byteCount == Self.byteCount, Checksum.holds(bytes) else {
            throw .corruption(Corruption("meta record", "its checksum does not hold"))
        }
        transactionID = bytes.value(UInt64.self, at: 16)
        nextNode = bytes.value(UInt64.self, at: 24)
        nextRelationship = bytes.value(UInt64.self, at: 32)
        nextChunk = bytes.value(UInt64.self, at: 40)
        nextIndex = bytes.value(UInt64.self, at: 48)
        catalogVersion = bytes.value(UInt64.self, at: 56)
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(integer: UInt32(0))
        bytes.append(integer: FileFormat.version)
        let fields = [
            FileFormat.magic, transactionID, nextNode, nextRelationship, nextChunk, nextIndex,
            catalogVersion,
        ]
        for field in fields { bytes.append(integer: field) }
        Checksum.seal(&bytes)
    }
}
