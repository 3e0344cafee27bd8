/// Finds the keyword that a word spells, whatever its case.
///
/// A table of 512 places, filled once, with open addressing: one probe for most words.
struct KeywordTable: Sendable {
    static let shared = KeywordTable()

    private static let placeCount = 512

    private let places: [Keyword?]
    private let spellings: [[UInt8]]
    private let longest: Int

    private init() {
        var places = [Keyword?](repeating: nil, count: Self.placeCount)
        var spellings: [[UInt8]] = []
        for keyword in Keyword.allCases {
            let letters = keyword.spelling.utf8.map { $0 | 0x20 }
            spellings.append(letters)
            var place = Self.hash(letters.span, 0..<letters.count)
            while places[place] != nil { place = (place + 1) % Self.placeCount }
            places[place] = keyword
        }
        self.places = places
        self.spellings = spellings
        longest = spellings.map(\.count).max() ?? 0
    }

    /// The keyword in `range`, which holds a word of the text.
    func keyword(in bytes: Span<UInt8>, _ range: Range<Int>) -> Keyword? {
        guard range.count >= 2, range.count <= longest else { return nil }
        var place = Self.hash(bytes, range)
        while let keyword = places[place] {
            if matches(spellings[Int(keyword.rawValue)], bytes, range) { return keyword }
            place = (place + 1) % Self.placeCount
        }
        return nil
    }

    private func matches(_ spelling: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard spelling.count == range.count else { return false }
        for index in range where bytes[index] | 0x20 != spelling[index - range.lowerBound] {
            return false
        }
        return true
    }

    private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for index in range { hash = (hash ^ UInt32(bytes[index] | 0x20)) &* 16_777_619 }
        return Int((hash ^ (hash >> 15)) % UInt32(placeCount))
    }
}
