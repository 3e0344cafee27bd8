import GraphModel

/// Property records end to end, each behind its length in four bytes.
struct PropertyHeap {
    private var bytes: [UInt8] = []

    /// The handle of a relationship without properties.
    static let none: UInt32 = 0

    var byteCount: Int { bytes.count }

    /// Appends a record.
    ///
    /// - Returns: its handle: where it begins, plus one.
    mutating func append(_ append: (inout [UInt8]) -> Void) -> UInt32 {
        let start = bytes.count
        bytes.append(integer: UInt32(0))
        append(&bytes)
        bytes.store(UInt32(bytes.count - start - 4), at: start)
        return UInt32(start) + 1
    }

    /// Appends a record.
    ///
    /// - Returns: its handle.
    mutating func append(_ record: RawSpan) -> UInt32 {
        append { $0.append(contentsOf: record) }
    }

    /// The ``PropertyRecord`` behind a handle; empty for ``none``.
    @_lifetime(borrow self)
    func record(_ handle: UInt32) -> RawSpan {
        let bytes = bytes.rawSpan
        guard handle != Self.none else { return bytes.extracting(0..<0) }
        let start = Int(handle) - 1
        let byteCount = Int(bytes.value(UInt32.self, at: start))
        return bytes.extracting((start + 4)..<(start + 4 + byteCount))
    }

    /// The properties behind a handle.
    func properties(_ handle: UInt32) -> [Property] {
        guard handle != Self.none else { return [] }
        var reader = RecordReader(record(handle))
        do { return try PropertyRecord.properties(&reader) } catch {
            preconditionFailure("the heap holds what was put into it: \(error.reason)")
        }
    }

    mutating func removeAll() { bytes = [] }
}
