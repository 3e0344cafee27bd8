import Diagnostics
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

    /// Bytes or scalars that are worked through between two looks at the clock.
    private static let countPerCheck = 1 << 17

    /// **Complexity**: O(bytes of the text × bytes of the part) at worst, O(their sum) as a rule.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    static func contains(
        _ text: String, _ part: String, _ control: RunControl
    ) throws(ExecutionError) -> Bool {
        if part.isEmpty { return true }
        let (text, part) = (Array(text.utf8), Array(part.utf8))
        return try start(of: part, in: text, from: 0, control) != nil
    }

    /// Where a part that is not empty occurs first, from an index on.
    private static func start(
        of part: [UInt8], in text: [UInt8], from first: Int, _ control: RunControl
    ) throws(ExecutionError) -> Int? {
        var index = first
        var work = 0
        while index + part.count <= text.count {
            var length = 0
            while length < part.count, text[index + length] == part[length] { length += 1 }
            if length == part.count { return index }
            index += 1
            work += length + 1
            if work > countPerCheck {
                work = 0
                try control.check()
            }
        }
        return nil
    }

    /// The pieces between the occurrences of a separator; an empty one parts all scalars.
    ///
    /// **Throws** `Timeout`, `Cancelled`, and `LimitExceeded` for too many pieces.
    static func split(
        _ text: String, by separator: String, _ span: SourceSpan, _ control: RunControl
    ) throws(ExecutionError) -> [Value] {
        var pieces: [Value] = []
        func check() throws(ExecutionError) {
            guard pieces.count % countPerCheck == 0 else { return }
            try control.check()
            guard pieces.count <= control.limits.valueCountMax else { throw .tooMuchMemory(span) }
        }
        guard !separator.isEmpty else {
            for scalar in text.unicodeScalars {
                pieces.append(.string(String(scalar)))
                try check()
            }
            return pieces
        }
        let (bytes, part) = (Array(text.utf8), Array(separator.utf8))
        var end = 0
        while let next = try start(of: part, in: bytes, from: end, control) {
            pieces.append(.string(String(decoding: bytes[end..<next], as: UTF8.self)))
            end = next + part.count
            try check()
        }
        pieces.append(.string(String(decoding: bytes[end...], as: UTF8.self)))
        return pieces
    }

    /// **Throws** `Timeout`, `Cancelled`, and `LimitExceeded` for a result that is too long.
    static func replace(
        _ text: String, _ part: String, with other: String, _ span: SourceSpan,
        _ control: RunControl
    ) throws(ExecutionError) -> String {
        if part.isEmpty { return text }
        let (bytes, part, other) = (Array(text.utf8), Array(part.utf8), Array(other.utf8))
        var result: [UInt8] = []
        var end = 0
        var work = 0
        while let next = try start(of: part, in: bytes, from: end, control) {
            result += bytes[end..<next]
            result += other
            work += next - end + other.count
            end = next + part.count
            guard work > countPerCheck else { continue }
            work = 0
            try control.check()
            guard result.count <= control.limits.valueCountMax else { throw .tooMuchMemory(span) }
        }
        result += bytes[end...]
        return String(decoding: result, as: UTF8.self)
    }

    /// Scalars from `start` on, at most `count` of them.
    static func substring(_ text: String, from start: Int, count: Int?) -> String {
        let rest = text.unicodeScalars.dropFirst(start)
        return String(Substring(count.map { rest.prefix($0) } ?? rest))
    }

    /// **Throws** `Timeout` and `Cancelled`.
    static func reversed(
        _ text: String, _ control: RunControl
    ) throws(ExecutionError) -> String {
        var result = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars.reversed() {
            result.append(scalar)
            count += 1
            if count % countPerCheck == 0 { try control.check() }
        }
        return String(result)
    }

    /// The text with each scalar changed for itself.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    static func changed(
        _ text: String, _ control: RunControl, _ change: (String) -> String
    ) throws(ExecutionError) -> String {
        guard text.utf8.count > countPerCheck else { return change(text) }
        var result = ""
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let part = rest.prefix(countPerCheck)
            result += change(String(Substring(part)))
            rest = rest[part.endIndex...]
            try control.check()
        }
        return result
    }

    static func trimmed(_ text: String, atStart: Bool, atEnd: Bool) -> String {
        var rest = text.unicodeScalars[...]
        while atStart, let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while atEnd, let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(Substring(rest))
    }
}
