public import GraphModel

// Whole columns are copied out of records, because one neighbour at a time costs ten times as much.

extension NeighbourRun {
    func appendNeighbours(to array: inout [UInt32]) {
        // The buffer lives as long as the closure, which copies it.
        unsafe neighbours.withUnsafeBufferPointer { unsafe array.append(contentsOf: $0) }
    }

    /// Appends the ids of the relationships.
    func appendRelationships(to array: inout [UInt64]) {
        // The record is aligned for its columns, and the buffer lives as long as the closure.
        unsafe relationships.withUnsafeBytes { bytes in
            if relationshipsAreWide {
                unsafe array.append(contentsOf: bytes.bindMemory(to: UInt64.self))
            } else {
                unsafe array.append(widened: bytes.bindMemory(to: UInt32.self))
            }
        }
    }

    /// Appends the bit patterns of the weights, if the run has any.
    func appendWeights(to array: inout [UInt64]) {
        guard let weights else { return }
        // The record is aligned for its columns, and the buffer lives as long as the closure.
        unsafe weights.withUnsafeBytes { bytes in
            unsafe array.append(contentsOf: bytes.bindMemory(to: UInt64.self))
        }
    }
}

extension NeighbourRun {
    /// Lends all neighbours, each with its relationship and its weight, in their order.
    ///
    /// **Complexity**: O(neighbours); the columns are looked at once, and not for each of them,
    /// whether they are long enough.
    @inlinable @inline(__always)
    package func forEach(_ body: (NodeID, RelationshipID, Weight) -> Void) {
        let count = neighbours.count
        let width = relationshipsAreWide ? 8 : 4
        precondition(
            relationships.byteCount >= count * width && weights?.byteCount ?? .max >= count * 8,
            "the columns have an entry for each neighbour")
        for index in 0..<count {
            // The columns were found long enough, and every bit pattern is an id or a weight.
            let id =
                unsafe relationshipsAreWide
                ? relationships.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: index &* 8, as: UInt64.self)
                : UInt64(
                    relationships.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: index &* 4, as: UInt32.self))
            var weight = Weight.elsewhere
            if let weights {
                weight = unsafe Weight(
                    bitPattern: weights.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: index &* 8, as: UInt64.self))
            }
            body(
                NodeID(rawValue: neighbours[index]), RelationshipID(rawValue: id), weight)
        }
    }
}

extension [UInt64] {
    /// Appends integers, each made twice as wide.
    fileprivate mutating func append(widened values: UnsafeBufferPointer<UInt32>) {
        let start = count
        append(contentsOf: repeatElement(0, count: values.count))
        // The elements were just made; each is written once.
        unsafe withUnsafeMutableBufferPointer { elements in
            for index in values.indices {
                unsafe elements[start &+ index] = UInt64(values[index])
            }
        }
    }
}
