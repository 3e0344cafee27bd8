package import GraphModel

/// The weight of a relationship as it stands beside a neighbour: the bits of a double, or a mark
/// that the property is absent or no float, so that the relationship itself must be asked.
@usableFromInline
package struct Weight: Hashable, Sendable {
    @usableFromInline
    package let bitPattern: UInt64

    /// A NaN that arithmetic does not make.
    @inlinable
    package static var elsewhere: Weight { Weight(bitPattern: 0x7FF8_0000_4D47_0001) }

    @inlinable
    package init(bitPattern: UInt64) { self.bitPattern = bitPattern }

    package init(_ value: PropertyValue?) {
        if case .float(let value) = value {
            bitPattern = value.bitPattern
        } else {
            self = .elsewhere
        }
    }

    /// The weight, or nil when the relationship itself must be asked.
    @inlinable
    package var value: Double? {
        bitPattern == Weight.elsewhere.bitPattern ? nil : Double(bitPattern: bitPattern)
    }
}
