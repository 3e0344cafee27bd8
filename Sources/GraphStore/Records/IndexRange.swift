package import GraphModel

/// Values that an index scan gives, in the index's order. Only values that compare with the bounds
/// are in a range: no string lies between two numbers.
package enum IndexRange: Sendable {
    case all
    /// Values between two bounds of the same class; nil leaves that side open.
    case between(Bound?, Bound?)
    /// Strings that begin with a text.
    case prefix(String)

    package struct Bound: Sendable {
        package let value: PropertyValue
        package let isIncluded: Bool

        package init(_ value: PropertyValue, isIncluded: Bool) {
            self.value = value
            self.isIncluded = isIncluded
        }
    }
}

/// The keys that a range covers.
struct IndexKeyBounds {
    /// No key inside stands before this one.
    let first: [UInt8]
    private let prefix: [UInt8]
    private let lower: (key: [UInt8], isIncluded: Bool)?
    private let upper: (key: [UInt8], isIncluded: Bool)?

    init(_ index: IndexID, _ range: IndexRange) {
        func key(_ bound: IndexRange.Bound) -> (key: [UInt8], isIncluded: Bool) {
            (IndexKey.bytes(index, bound.value), bound.isIncluded)
        }
        switch range {
        case .all, .between(nil, nil):
            prefix = IndexKey.prefix(index)
            (lower, upper) = (nil, nil)
        case .prefix(let text):
            prefix = IndexKey.bytes(index, .string(text))
            (lower, upper) = (nil, nil)
        case .between(let from, let to):
            lower = from.map(key)
            upper = to.map(key)
            // The class byte: values of other classes do not compare with the bounds.
            prefix = Array((lower ?? upper!).key.prefix(IndexKey.prefixByteCount + 1))
        }
        // A bound can be longer than any key, and LMDB does not look for such.
        first = Array((lower?.key ?? prefix).prefix(IndexKey.byteCountMax))
    }

    enum Position { case before, inside, behind }

    /// Where a key that is not below `first` stands.
    func position(of key: RawSpan) -> Position {
        guard key.starts(with: prefix.rawSpan) else { return .behind }
        if let lower {
            let order = key.order(to: lower.key.rawSpan)
            if order < 0 || order == 0 && !lower.isIncluded { return .before }
        }
        guard let upper else { return .inside }
        let order = key.order(to: upper.key.rawSpan)
        return order < 0 || order == 0 && upper.isIncluded ? .inside : .behind
    }
}
