package import GraphModel
import LMDB

/// Blocks of relationships that were changed and are not yet in the tree.
///
/// **Memory**: about `byteCountMax`. Who changes blocks puts them into the tree when ``isFull``.
struct PendingBlocks {
    private var drafts: [UInt64: RelationshipBlockDraft] = [:]
    /// What the drafts take, about.
    private var byteCount = 0

    /// What a draft takes without the properties.
    private static let draftByteCount = 4096
    private let byteCountMax: Int

    init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

    var isEmpty: Bool { drafts.isEmpty }
    var isFull: Bool { byteCount >= byteCountMax }

    subscript(block: UInt64) -> RelationshipBlockDraft? { drafts[block] }

    /// The blocks that wait, ascending.
    var blocks: [UInt64] { drafts.keys.sorted() }

    func contains(_ block: UInt64) -> Bool { drafts[block] != nil }

    mutating func insert(_ draft: RelationshipBlockDraft, as block: UInt64) {
        drafts[block] = draft
        byteCount += Self.draftByteCount + draft.propertyByteCount
    }

    /// Puts a relationship into a block, or takes it out for nil.
    ///
    /// - Precondition: the block is there.
    mutating func set(_ record: RelationshipRecord?, _ slot: Int, of block: UInt64) {
        if let record {
            byteCount += drafts[block]?.set(slot, record) ?? 0
        } else {
            drafts[block]?.remove(slot)
        }
    }

    mutating func take(_ block: UInt64) -> RelationshipBlockDraft? {
        let draft = drafts.removeValue(forKey: block)
        if drafts.isEmpty { byteCount = 0 }
        return draft
    }
}

extension StoreTransaction {
    /// A relationship with its properties as this transaction left it, or nil.
    ///
    /// - Throws: ``StoreError/corruption(_:)``, ``StoreError/storage(_:)``.
    package func relationship(_ id: RelationshipID) throws(StoreError) -> RelationshipRecord? {
        let (block, slot) = RelationshipBlock.position(of: id)
        guard let draft = pendingBlocks[block] else { return try stored.relationship(id) }
        do { return try draft.record(slot) } catch { throw error.corruption(of: id.place) }
    }

    /// Puts a relationship into its block, or takes it out for nil.
    mutating func setRecord(
        of relationship: RelationshipID, to record: RelationshipRecord?
    ) throws(StoreError) {
        let (block, slot) = RelationshipBlock.position(of: relationship)
        if !pendingBlocks.contains(block) {
            if pendingBlocks.isFull { try settleBlocks() }
            let draft = try stored.relationshipBlock(block) ?? RelationshipBlockDraft()
            pendingBlocks.insert(draft, as: block)
        }
        pendingBlocks.set(record, slot, of: block)
    }

    /// Puts all changed blocks into the tree, in its order.
    mutating func settleBlocks() throws(StoreError) {
        guard !pendingBlocks.isEmpty else { return }
        for block in pendingBlocks.blocks {
            guard var draft = pendingBlocks.take(block) else { continue }
            if draft.isEmpty {
                try transaction.remove(block, in: trees.relationships)
            } else {
                try write(block, in: trees.relationships) { draft.encode(into: &$0) }
            }
        }
    }
}
