/// What stands in a data file.
///
/// A data file is an LMDB environment in one file, little endian, with these trees:
///
/// | tree | key | value | drawn in |
/// |---|---|---|---|
/// | `meta` | 0, 8 bytes | magic, version, counters | ``MetaRecord`` |
/// | `catalog` | kind and id, 8 bytes | a name or a definition | ``CatalogRecord`` |
/// | `statistics` | what is counted, 13 bytes | a count, 8 bytes | ``StatisticsRecord`` |
/// | `nodes` | node id, 4 bytes | labels and properties | ``NodeRecord`` |
/// | `neighbourhoods` | node id, 8 bytes | neighbours by type and direction | ``NeighbourhoodRecord`` |
/// | `chunks` | chunk id, 8 bytes | a part of a long list of neighbours | ``NeighbourChunk`` |
/// | `relationships` | id / 64, 8 bytes | 64 relationships | ``RelationshipBlock`` |
/// | `labels` | label id, 4 bytes | node ids, ascending, 4 bytes each | here |
/// | `indexes` | index id and value | node ids, ascending, 4 bytes each | ``IndexKey`` |
///
/// The keys of `neighbourhoods` and `chunks` have 8 bytes and their values a multiple of 8 because
/// LMDB then lays every value at an address that 8 divides, so that their parts can be read in
/// place.
enum FileFormat {
    static let magic: UInt64 = 0x6870_6172_4764_654D  // "MedGraph" as bytes
    /// Raised with every change of a layout.
    static let version: UInt32 = 1
}
