import LMDB

/// Where a record lies in memory, in one word.
///
/// **Layout**: the address in the low 48 bits, which is all that user space has; the length in the
/// high 16. 0 stands for a record that was not looked for, and is never a place.
struct RecordPlace: Equatable {
    /// There is no such record.
    static let absent = RecordPlace(rawValue: 1)

    /// Longer records are looked up each time: finding them is little beside reading them.
    private static let byteCountMax = 1 << 16 - 1

    let rawValue: UInt64

    private init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The place that a word holds, or nil when it holds none.
    init?(word: UInt64) {
        guard word != 0 else { return nil }
        rawValue = word
    }

    /// The place of a record, or nil when it does not fit into a word.
    init?(_ record: RawSpan) {
        let address = UInt64(record.address)
        guard record.byteCount <= Self.byteCountMax, address < 1 << 48 else { return nil }
        rawValue = address | UInt64(record.byteCount) << 48
    }

    var address: UInt { UInt(rawValue & (1 << 48 - 1)) }
    var byteCount: Int { Int(rawValue >> 48) }
}
