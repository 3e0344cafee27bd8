package import GraphModel

/// The key of a property value in the tree `indexes`: bytes whose order is the order of the values.
///
/// **Layout** (big endian, so that `memcmp` orders them)
///
/// | bytes | what |
/// |---|---|
/// | 4 | index id |
/// | 1 | class: 1 boolean, 2 number, 3 string, 4 list |
/// | – | boolean: 1 byte; number: 10 bytes; string: its UTF-8; list: its elements |
///
/// Numbers compare by value, whether integer or float, so `1` and `1.0` share a key: 8 bytes of
/// the nearest double with its sign turned so that bytes order it, and 2 bytes of what an integer
/// beyond 2⁵³ differs from that double, plus 2¹⁵. `-0.0` stands where `0.0` does, and all NaN
/// stand together behind infinity.
///
/// Elements of lists begin with 1 and the element's own class and bytes (bytes 0 of strings are
/// written 0 255, and a string ends with 0 1); a list ends with 0.
package enum IndexKey {
    /// The bytes that name the index.
    static let prefixByteCount = 4

    /// The longest key that a file can have: what `mdb_env_get_maxkeysize` says of every LMDB that
    /// was built with its defaults.
    static let byteCountMax = 511

    /// The key of `value` in `index`.
    package static func bytes(_ index: IndexID, _ value: PropertyValue) -> [UInt8] {
        var bytes: [UInt8] = []
        encode(index, value, into: &bytes)
        return bytes
    }

    /// Puts the key of `value` in `index` in the place of what `bytes` holds.
    static func encode(_ index: IndexID, _ value: PropertyValue, into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(32)
        bytes.append(integer: index.rawValue.byteSwapped)
        append(value, to: &bytes)
    }

    /// What all keys of an index begin with.
    package static func prefix(_ index: IndexID) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        bytes.append(integer: index.rawValue.byteSwapped)
        return bytes
    }

    /// The index that a key belongs to.
    static func index(of key: [UInt8]) -> IndexID {
        IndexID(rawValue: key.rawSpan.value(UInt32.self, at: 0).byteSwapped)
    }

    private enum Class: UInt8 {
        case boolean = 1
        case number = 2
        case string = 3
        case list = 4
    }

    private static func append(_ value: PropertyValue, to bytes: inout [UInt8]) {
        switch value {
        case .boolean(let value):
            bytes.append(Class.boolean.rawValue)
            bytes.append(value ? 1 : 0)
        case .integer(let value): appendNumber(Double(value), excess(of: value), to: &bytes)
        case .float(let value): appendNumber(value, 0, to: &bytes)
        case .string(let value):
            bytes.append(Class.string.rawValue)
            bytes.append(contentsOf: value.utf8)
        case .list(let list):
            bytes.append(Class.list.rawValue)
            append(list, to: &bytes)
        }
    }

    private static func appendNumber(_ nearest: Double, _ excess: Int16, to bytes: inout [UInt8]) {
        bytes.append(Class.number.rawValue)
        let canonical = nearest.isNaN ? Double.nan : nearest == 0 ? 0 : nearest
        let pattern = canonical.bitPattern
        let ordered = pattern >> 63 == 0 ? pattern | 1 << 63 : ~pattern
        bytes.append(integer: ordered.byteSwapped)
        bytes.append(integer: (UInt16(bitPattern: excess) ^ 1 << 15).byteSwapped)
    }

    /// What `value` differs from the nearest double; at most half the distance of two doubles
    /// below 2⁶³, which is 2⁹.
    private static func excess(of value: Int64) -> Int16 {
        let nearest = Double(value)
        guard let exact = Int64(exactly: nearest) else {
            // Only values that round up to 2⁶³ come here: one more than the largest integer.
            return Int16(value - Int64.max) - 1
        }
        return Int16(value - exact)
    }

    private static func append(_ list: PropertyList, to bytes: inout [UInt8]) {
        func appendElement(_ element: PropertyValue) {
            bytes.append(1)
            if case .string(let string) = element {
                bytes.append(Class.string.rawValue)
                for byte in string.utf8 {
                    bytes.append(byte)
                    if byte == 0 { bytes.append(255) }
                }
                bytes.append(0)
                bytes.append(1)
            } else {
                append(element, to: &bytes)
            }
        }
        switch list {
        case .empty: break
        case .booleans(let elements): for element in elements { appendElement(.boolean(element)) }
        case .integers(let elements): for element in elements { appendElement(.integer(element)) }
        case .floats(let elements): for element in elements { appendElement(.float(element)) }
        case .strings(let elements): for element in elements { appendElement(.string(element)) }
        }
        bytes.append(0)
    }
}
