import LMDB

/// The trees of an open data file: see ``FileFormat``.
struct Trees: Sendable {
    let meta: Tree<UInt64>
    let catalog: Tree<UInt64>
    let statistics: Tree<ByteKey>
    let nodes: Tree<UInt32>
    let neighbourhoods: Tree<UInt64>
    let chunks: Tree<UInt64>
    let relationships: Tree<UInt64>
    let labels: MultimapTree<UInt32>
    let indexes: MultimapTree<ByteKey>

    /// The name of the tree with the ``MetaRecord``, which tells a file of ours from others.
    static let metaName = "meta"
    static let nodesName = "nodes"
    static let neighbourhoodsName = "neighbourhoods"

    init(_ opener: borrowing TreeOpener) throws(LMDBError) {
        meta = try opener.tree(named: Self.metaName, keyedBy: UInt64.self)
        catalog = try opener.tree(named: "catalog", keyedBy: UInt64.self)
        statistics = try opener.tree(named: "statistics", keyedBy: ByteKey.self)
        nodes = try opener.tree(named: Self.nodesName, keyedBy: UInt32.self)
        neighbourhoods = try opener.tree(named: Self.neighbourhoodsName, keyedBy: UInt64.self)
        chunks = try opener.tree(named: "chunks", keyedBy: UInt64.self)
        relationships = try opener.tree(named: "relationships", keyedBy: UInt64.self)
        labels = try opener.multimapTree(named: "labels", keyedBy: UInt32.self)
        indexes = try opener.multimapTree(named: "indexes", keyedBy: ByteKey.self)
    }
}
