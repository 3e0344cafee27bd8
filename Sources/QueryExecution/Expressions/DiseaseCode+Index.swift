import GraphModel
import GraphStore

extension DiseaseCode.Range {
    /// Where an index can have texts that are codes in the range: all of them, and a few others.
    ///
    /// A code can be written in small letters, with dots behind the category and with blanks around
    /// it, and letters beyond ASCII can have a capital within. So the ranges cover texts that begin
    /// with the letter and the digit of a category between the ends, in either case; texts that
    /// begin with a blank; and texts that begin with a character beyond ASCII. Of a single parent
    /// the third character is looked at too.
    ///
    /// Values that are no texts are in none of the ranges.
    var indexRanges: [IndexRange] {
        var ranges = [Self.between("\t", "\u{E}"), Self.prefix(" "), Self.from("\u{80}")]
        let (from, to) = (Array(first.letters[..<2]), Array(last.letters[..<2]))
        guard !to.lexicographicallyPrecedes(from) else { return [] }
        for isLower in [false, true] {
            let lower = Self.text(from, isLower)
            guard from == to, first.letters[2] == last.letters[2] else {
                // The digit is followed by a sign behind all digits.
                ranges.append(
                    Self.between(lower, Self.text([to[0], to[1] + 1], isLower)))
                continue
            }
            let third = first.letters[2]
            // A digit is its own small letter.
            for byte in Set([third, third | 0x20]) {
                ranges.append(Self.prefix(lower + String(UnicodeScalar(byte))))
            }
            ranges.append(Self.between(lower + "\u{80}", Self.text([to[0], to[1] + 1], isLower)))
        }
        return ranges
    }

    private static func text(_ bytes: [UInt8], _ isLower: Bool) -> String {
        var text = String(UnicodeScalar(isLower ? bytes[0] | 0x20 : bytes[0]))
        text.unicodeScalars.append(UnicodeScalar(bytes[1]))
        return text
    }

    private static func prefix(_ text: String) -> IndexRange { .prefix(text) }

    private static func between(_ lower: String, _ upper: String) -> IndexRange {
        .between(
            IndexRange.Bound(.string(lower), isIncluded: true),
            IndexRange.Bound(.string(upper), isIncluded: false))
    }

    private static func from(_ lower: String) -> IndexRange {
        .between(IndexRange.Bound(.string(lower), isIncluded: true), nil)
    }
}
