import GraphModel
import LMDB

/// A column that is being made, some nodes at a time, so that no reader waits long for it.
struct NodeColumnDraft {
    private let key: KeyID
    private let kind: NodeColumn.Kind
    private let nodeBound: Int
    private var words: [UInt64]
    private var presence: [UInt64]
    private var orders: [LabelOrder]
    /// The lowest node that was not looked at.
    private var next: UInt32 = 0

    /// Whether the values ascend over the nodes of one label so far.
    private enum LabelOrder {
        case empty
        case ascending(last: UInt64)
        case broken
    }

    init(_ key: KeyID, _ kind: NodeColumn.Kind, nodeBound: Int, labelCount: Int) {
        self.key = key
        self.kind = kind
        self.nodeBound = nodeBound
        words = Array(repeating: 0, count: nodeBound)
        presence = Array(repeating: 0, count: (nodeBound + 63) / 64)
        orders = Array(repeating: .empty, count: labelCount)
    }

    /// Looks at the next nodes, at most `count`.
    ///
    /// - Returns: whether there are more.
    /// - Throws: ``StoreError/corruption(_:)`` for a record that is damaged, or that has a value
    ///   of another kind than the statistics say; ``StoreError/storage(_:)``.
    mutating func advance(
        by count: Int, _ tree: Tree<UInt32>, in view: TransactionView
    ) throws(StoreError) -> Bool {
        var cursor = try StoreCursor(tree, in: view)
        var entry = try cursor.seek(atLeast: next)
        var left = count
        while let current = entry {
            guard left > 0 else {
                next = current.key
                return true
            }
            left -= 1
            do { try add(current.key, current.value) } catch {
                throw error.corruption(of: "node \(current.key)")
            }
            entry = try cursor.next()
        }
        return false
    }

    private mutating func add(_ node: UInt32, _ record: RawSpan) throws(RecordDamage) {
        let index = Int(node)
        guard index < nodeBound else { throw RecordDamage("its id was never given") }
        var reader = RecordReader(record, from: Checksum.byteCount)
        let labelCount = try reader.count()
        var labels = reader
        for _ in 0..<labelCount { _ = try reader.varint() }
        let value = try word(of: try PropertyRecord.value(of: key, &reader))
        if let value {
            words[index] = value
            presence[index >> 6] |= 1 << UInt64(index & 63)
        }
        for _ in 0..<labelCount {
            let label = Int(try labels.varint32())
            guard label < orders.count else { throw RecordDamage("it has an unknown label") }
            extend(&orders[label], by: value)
        }
    }

    private func word(of value: PropertyValue?) throws(RecordDamage) -> UInt64? {
        switch (kind, value) {
        case (_, nil): return nil
        case (.integer, .integer(let value)?): return UInt64(bitPattern: value)
        case (.float, .float(let value)?): return value.bitPattern
        default: throw RecordDamage("it has a property that is not counted")
        }
    }

    private func extend(_ order: inout LabelOrder, by value: UInt64?) {
        guard let value else {
            order = .broken
            return
        }
        switch order {
        case .empty: order = .ascending(last: value)
        case .ascending(let last): order = isLess(last, value) ? .ascending(last: value) : .broken
        case .broken: break
        }
    }

    private func isLess(_ left: UInt64, _ right: UInt64) -> Bool {
        switch kind {
        case .integer: Int64(bitPattern: left) < Int64(bitPattern: right)
        // Nothing is less than NaN, and NaN less than nothing.
        case .float: Double(bitPattern: left) < Double(bitPattern: right)
        }
    }

    /// The column, when there are no more nodes.
    func finish() -> NodeColumn {
        var ascending: Set<LabelID> = []
        for (label, order) in orders.enumerated() {
            if case .ascending = order { ascending.insert(LabelID(rawValue: UInt32(label))) }
        }
        return NodeColumn(
            kind: kind, words: words, presence: presence, ascendingLabels: ascending)
    }
}
