internal import Glibc

/// Strings as the language sees them: sequences of Unicode scalars, which are the same when their
/// UTF-8 is. Swift's own comparison takes `é` in one scalar and `é` in two for the same.
package enum ScalarText {
    /// **Complexity**: O(bytes), compared a word at a time.
    package static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (left.utf8, right.utf8)
        return left.count == right.count && order(left, right) == 0
    }

    /// Below 0, 0 or above 0. The order of UTF-8 is that of the scalars.
    package static func order(_ left: String, _ right: String) -> Int {
        order(left.utf8, right.utf8)
    }

    private static func order(_ left: String.UTF8View, _ right: String.UTF8View) -> Int {
        // The buffers live as long as the closures, and no byte behind their ends is read.
        let order: Int?? = unsafe left.withContiguousStorageIfAvailable { left in
            unsafe right.withContiguousStorageIfAvailable { right in
                let count = min(left.count, right.count)
                guard count > 0, let first = left.baseAddress,
                    let second = right.baseAddress
                else { return left.count - right.count }
                let order = unsafe memcmp(first, second, count)
                return order == 0 ? left.count - right.count : Int(order)
            }
        }
        if case .some(.some(let order)) = order { return order }
        if left.elementsEqual(right) { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    /// Adds a string to a hash, so that what follows it is told apart from it.
    package static func hash(_ text: String, into hasher: inout Hasher) {
        let isHashed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            // The buffer lives as long as the closure, which reads it.
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
        hasher.combine(0xFF as UInt8)
    }
}

/// A string that is told apart from others by its scalars.
package struct ScalarName: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ScalarName, right: ScalarName) -> Bool {
        ScalarText.isSame(left.text, right.text)
    }

    package func hash(into hasher: inout Hasher) { ScalarText.hash(text, into: &hasher) }
}
