import GraphModel

/// A thing to be sorted: its place, and the begin of its key in a form that compares at once.
struct SortEntry {
    /// In the order of the keys as far as it goes: entries whose prefixes are equal may still
    /// differ.
    let prefix: UInt64
    let index: Int
}

extension Value {
    /// 64 bits in the order of ``order(_:_:)``: of equivalent values they are equal, and of two
    /// others at most as large for the lesser.
    ///
    /// **Layout**: the rank of the kind in the top 4 bits, then of numbers the top 60 bits of the
    /// nearest float, of strings their first 7 bytes and how many there are, of nodes the id.
    var sortPrefix: UInt64 {
        let kind = UInt64(rank) << 60
        switch self {
        case .null, .map, .list, .path, .relationship: return kind
        case .boolean(let value): return kind | (value ? 1 : 0)
        case .node(let node): return kind | UInt64(node.rawValue)
        case .integer(let value): return kind | Self.prefix(Double(value))
        case .float(let value): return kind | Self.prefix(value)
        case .string(let text):
            var bytes: UInt64 = 0
            var count: UInt64 = 0
            for byte in text.utf8.prefix(8) {
                if count < 7 { bytes |= UInt64(byte) << (52 - 8 * count) }
                count += 1
            }
            return kind | bytes | count
        }
    }

    /// What is no number stands behind all numbers.
    private static func prefix(_ number: Double) -> UInt64 {
        if number.isNaN { return 1 << 60 - 1 }
        let bits = (number + 0.0).bitPattern  // −0 becomes 0.
        return (bits >> 63 == 1 ? ~bits : bits | 1 << 63) >> 4
    }
}
