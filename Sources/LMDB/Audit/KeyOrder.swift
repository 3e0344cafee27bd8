/// How the keys of a tree compare.
enum KeyOrder {
    /// By `memcmp`, a prefix before what it begins.
    case bytes
    /// As little-endian integers of one size.
    case integers

    /// The order of the keys of a tree.
    init(keysOf flags: TreeFlags) {
        self = flags.contains(.integerKeys) ? .integers : .bytes
    }

    /// The order of the values of a key of a tree.
    init(duplicatesOf flags: TreeFlags) {
        self = flags.contains(.integerDuplicates) ? .integers : .bytes
    }

    /// Whether `left` comes before `right`. Integers of different size are in no order.
    func areInOrder(_ left: RawSpan, _ right: RawSpan) -> Bool {
        switch self {
        case .bytes:
            for index in 0..<min(left.byteCount, right.byteCount) {
                let (a, b) = (left.byte(index), right.byte(index))
                if a != b { return a < b }
            }
            return left.byteCount < right.byteCount
        case .integers:
            guard left.byteCount == right.byteCount else { return false }
            for index in (0..<left.byteCount).reversed() {
                let (a, b) = (left.byte(index), right.byte(index))
                if a != b { return a < b }
            }
            return false
        }
    }
}

extension RawSpan {
    /// The byte at `offset`.
    fileprivate func byte(_ offset: Int) -> UInt8 { integer(at: offset) }
}
