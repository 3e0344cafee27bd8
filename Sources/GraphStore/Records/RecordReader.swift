/// Reads a record from front to back.
///
/// **Lifetime**: as long as the record it was made from.
package struct RecordReader: ~Escapable {
    let bytes: RawSpan
    package private(set) var offset: Int

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan, from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    package var isAtEnd: Bool { offset >= bytes.byteCount }

    var remainingByteCount: Int { bytes.byteCount - offset }

    /// - Throws: ``RecordDamage`` when the record ends before the value does.
    package mutating func byte() throws(RecordDamage) -> UInt8 {
        guard offset < bytes.byteCount else { throw RecordDamage("it ends too early") }
        defer { offset += 1 }
        return bytes.value(UInt8.self, at: offset)
    }

    @inline(__always)
    package mutating func varint() throws(RecordDamage) -> UInt64 {
        // Most numbers in records are small.
        if offset < bytes.byteCount {
            let first = bytes.value(UInt8.self, at: offset)
            if first < 0x80 {
                offset += 1
                return UInt64(first)
            }
        }
        return try longVarint()
    }

    private mutating func longVarint() throws(RecordDamage) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw RecordDamage("a number in it is too long") }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
            guard shift <= 63 else { throw RecordDamage("a number in it is too long") }
        }
    }

    @inline(__always)
    package mutating func varint32() throws(RecordDamage) -> UInt32 {
        guard let value = UInt32(exactly: try varint()) else {
            throw RecordDamage("a number in it is too large")
        }
        return value
    }

    /// A count of items that take at least one byte each.
    @inline(__always)
    package mutating func count() throws(RecordDamage) -> Int {
        let value = try varint()
        guard value <= UInt64(bytes.byteCount - offset) else {
            throw RecordDamage("a count in it is too large")
        }
        return Int(value)
    }

    package mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type
    ) throws(RecordDamage) -> Value {
        let size = MemoryLayout<Value>.size
        guard offset + size <= bytes.byteCount else { throw RecordDamage("it ends too early") }
        defer { offset += size }
        return bytes.value(type, at: offset)
    }

    /// The next `byteCount` bytes, in place.
    @_lifetime(copy self)
    package mutating func bytes(_ byteCount: Int) throws(RecordDamage) -> RawSpan {
        guard byteCount >= 0, offset + byteCount <= bytes.byteCount else {
            throw RecordDamage("it ends too early")
        }
        let start = offset
        offset += byteCount
        return bytes.extracting(start..<(start + byteCount))
    }

    package mutating func skip(_ byteCount: Int) throws(RecordDamage) {
        _ = try bytes(byteCount)
    }
}
