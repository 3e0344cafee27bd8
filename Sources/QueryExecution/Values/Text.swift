import GraphModel

/// Strings as the language sees them: sequences of Unicode scalars. Swift's own comparison takes
/// `é` in one scalar and `é` in two for the same.
enum Text {
    static func isSame(_ left: String, _ right: String) -> Bool { ScalarText.isSame(left, right) }

    /// Below 0, 0 or above 0. The order of UTF-8 is that of the scalars.
    static func order(_ left: String, _ right: String) -> Int { ScalarText.order(left, right) }

    static func hash(_ text: String, into hasher: inout Hasher) {
        ScalarText.hash(text, into: &hasher)
    }

    static func hasPrefix(_ text: String, _ prefix: String) -> Bool {
        text.utf8.starts(with: prefix.utf8)
    }

    static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
        let (text, suffix) = (text.utf8, suffix.utf8)
        return text.count >= suffix.count && text.suffix(suffix.count).elementsEqual(suffix)
    }

    static func contains(_ text: String, _ part: String) -> Bool {
        part.isEmpty
            || !ranges(of: Array(part.utf8), in: Array(text.utf8), isFirstOnly: true).isEmpty
    }

    /// The starts of a part that is not empty, none inside another.
    private static func ranges(
        of part: [UInt8], in text: [UInt8], isFirstOnly: Bool
    ) -> [Int] {
        var starts: [Int] = []
        var index = 0
        while index + part.count <= text.count {
            var length = 0
            while length < part.count, text[index + length] == part[length] { length += 1 }
            if length == part.count {
                starts.append(index)
                if isFirstOnly { return starts }
                index += part.count
            } else {
                index += 1
            }
        }
        return starts
    }

    /// The pieces between the occurrences of a separator; an empty one parts all scalars.
    static func split(_ text: String, by separator: String) -> [String] {
        guard !separator.isEmpty else { return text.unicodeScalars.map { String($0) } }
        let bytes = Array(text.utf8)
        let count = separator.utf8.count
        var pieces: [String] = []
        var start = 0
        for index in ranges(of: Array(separator.utf8), in: bytes, isFirstOnly: false) {
            pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
            start = index + count
        }
        pieces.append(String(decoding: bytes[start...], as: UTF8.self))
        return pieces
    }

    static func replace(_ text: String, _ part: String, with other: String) -> String {
        part.isEmpty ? text : split(text, by: part).joined(separator: other)
    }

    /// Scalars from `start` on, at most `count` of them.
    static func substring(_ text: String, from start: Int, count: Int?) -> String {
        var result = String.UnicodeScalarView()
        let rest = text.unicodeScalars.dropFirst(start)
        if let count {
            result.append(contentsOf: rest.prefix(count))
        } else {
            result.append(contentsOf: rest)
        }
        return String(result)
    }

    static func reversed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.reversed())
        return String(result)
    }

    static func trimmed(_ text: String, atStart: Bool, atEnd: Bool) -> String {
        var rest = text.unicodeScalars[...]
        while atStart, let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while atEnd, let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(Substring(rest))
    }
}
