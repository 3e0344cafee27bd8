@testable import GraphStore

extension SegmentPlace {
    /// Whether the same bytes lie here as in a record.
    func holds(_ bytes: RawSpan) -> Bool {
        let address = self.address
        // As many bytes lie here, as long as the snapshot lives.
        return unsafe bytes.withUnsafeBytes { bytes in
            bytes.indices.allSatisfy { index in
                unsafe UnsafePointer<UInt8>(bitPattern: address)?[index] == bytes[index]
            }
        }
    }
}
