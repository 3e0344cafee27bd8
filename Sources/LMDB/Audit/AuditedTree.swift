/// A tree as an audit sees it: what its record promises.
struct AuditedTree {
    enum Kind {
        /// Transaction ids → lists of free pages.
        case freeList
        /// Names → records of trees.
        case main
        /// A named tree.
        case named
        /// The values of one key of a multimap; they are the keys of this tree.
        case duplicates
    }

    let kind: Kind
    let name: String
    let record: TreeRecord

    /// The order of the keys.
    var order: KeyOrder { KeyOrder(keysOf: record.flags) }

    /// The size of the keys of a tree without nodes, nil if it has nodes.
    var fixedKeyByteCount: Int? {
        kind == .duplicates && record.flags.contains(.fixedDuplicates) ? Int(record.pad) : nil
    }

    /// The flags of the tree of the values of one of this tree's keys.
    var duplicateFlags: TreeFlags {
        guard record.flags.contains(.fixedDuplicates) else { return [] }
        let isInteger = record.flags.contains(.integerDuplicates)
        return isInteger ? [.fixedDuplicates, .integerKeys] : .fixedDuplicates
    }
}

/// What a walk of a tree has met.
struct TreeTally {
    var pageCounts = TreePageCounts()
    var entryCount: UInt64 = 0
}

/// The separators above a page: its keys are not less than the first and less than the second.
struct KeyBounds {
    var lower: [UInt8]?
    var upper: [UInt8]?
}
