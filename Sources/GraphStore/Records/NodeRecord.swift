package import GraphModel

/// The labels and properties of one node.
///
/// **Layout**
///
/// | bytes | what |
/// |---|---|
/// | 4 | checksum of the rest |
/// | varint | number of labels |
/// | varint each | label ids, ascending |
/// | – | properties (``PropertyRecord``) |
///
/// Key: the node id, in the tree `nodes`.
package struct NodeRecord: Hashable, Sendable {
    /// Ascending, none twice.
    package var labels: [LabelID]
    /// Ascending by key, none twice.
    package var properties: [Property]

    package init(labels: [LabelID] = [], properties: [Property] = []) {
        self.labels = labels
        self.properties = properties
    }

    package func value(of key: KeyID) -> PropertyValue? {
        properties.first { $0.key == key }?.value
    }

    /// The bytes of the record, checksum included.
    func encode(into bytes: inout [UInt8]) {
        encodeHead(into: &bytes)
        PropertyRecord.append(properties, to: &bytes)
        Checksum.seal(&bytes)
    }

    /// The bytes before the properties, with room for the checksum.
    func encodeHead(into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(integer: UInt32(0))
        bytes.append(varint: UInt64(labels.count))
        for label in labels { bytes.append(varint: label.rawValue) }
    }

    init(_ bytes: RawSpan) throws(RecordDamage) {
        var reader = RecordReader(bytes, from: Checksum.byteCount)
        labels = try Self.labels(&reader)
        properties = try PropertyRecord.properties(&reader)
        guard reader.isAtEnd else { throw RecordDamage("it is longer than its contents") }
    }

    /// Only the labels.
    static func labels(_ bytes: RawSpan) throws(RecordDamage) -> [LabelID] {
        var reader = RecordReader(bytes, from: Checksum.byteCount)
        return try labels(&reader)
    }

    /// Whether the labels are exactly some, which ascend.
    static func has(exactly labels: [LabelID], _ bytes: RawSpan) throws(RecordDamage) -> Bool {
        var reader = RecordReader(bytes, from: Checksum.byteCount)
        guard try reader.count() == labels.count else { return false }
        for label in labels where try reader.varint32() != label.rawValue { return false }
        return true
    }

    /// Whether a label is among the labels.
    static func has(_ label: LabelID, _ bytes: RawSpan) throws(RecordDamage) -> Bool {
        var reader = RecordReader(bytes, from: Checksum.byteCount)
        for _ in 0..<(try reader.count()) {
            let next = try reader.varint32()
            if next >= label.rawValue { return next == label.rawValue }
        }
        return false
    }

    /// Only one property, or nil.
    static func value(of key: KeyID, _ bytes: RawSpan) throws(RecordDamage) -> PropertyValue? {
        var reader = RecordReader(bytes, from: Checksum.byteCount)
        for _ in 0..<(try reader.count()) { _ = try reader.varint() }
        return try PropertyRecord.value(of: key, &reader)
    }

    private static func labels(_ reader: inout RecordReader) throws(RecordDamage) -> [LabelID] {
        let count = try reader.count()
        var labels: [LabelID] = []
        labels.reserveCapacity(count)
        for _ in 0..<count {
            let label = LabelID(rawValue: try reader.varint32())
            if let last = labels.last, last >= label {
                throw RecordDamage("its labels are out of order")
            }
            labels.append(label)
        }
        return labels
    }
}
