/// Collects lines until they make a whole query or command.
///
/// A query ends with `;`, on the same line or a later one. A command begins with `:` and is one line.
struct InputBuffer {
    /// Something to be carried out.
    struct Input: Equatable {
        enum Kind: Equatable { case query, command }

        let kind: Kind
        /// A query without its semicolon; a command without its colon.
        let text: String
        /// The number of its first line, counted from 1.
        let line: Int
        /// Whether its lines can be joined by blanks.
        let isJoinable: Bool
    }

    private enum Mode: Equatable {
        case plain
        case quoted(UInt8)
        case blockComment
    }

    private var mode = Mode.plain
    /// The bytes of a query that has not ended.
    private var bytes: [UInt8] = []
    private var hasContent = false
    private var isJoinable = true
    private var firstLine = 0
    private(set) var lineCount = 0

    /// Whether nothing waits for its end.
    var isEmpty: Bool { !hasContent && mode == .plain }

    /// Drops what waits for its end.
    mutating func clear() {
        let lineCount = lineCount
        self = InputBuffer()
        self.lineCount = lineCount
    }

    /// Takes a line, without its line break, and gives what it completes.
    mutating func take(_ line: String) -> [Input] {
        lineCount += 1
        var line = line
        if isEmpty {
            clear()
            if let command = Self.command(line) {
                guard let query = Self.planQuery(line) else {
                    return [
                        Input(kind: .command, text: command, line: lineCount, isJoinable: true)
                    ]
                }
                line = query
            }
        }
        return scan(Array(line.utf8))
    }

    /// The rest of the input, when it ends without a semicolon.
    mutating func finish() -> Input? {
        defer { clear() }
        return hasContent ? query() : nil
    }

    // MARK: Commands

    /// Words that no query begins with, and with which people ask for help or to leave.
    private static let wordsAlone = ["help", "quit", "exit"]

    private static func command(_ line: String) -> String? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.first == ":" else {
            let word = text.filter { !" \t\r;".contains($0) }.lowercased()
            return wordsAlone.contains(word) ? word : nil
        }
        var command = text.dropFirst()
        while let last = command.last, last == " " || last == "\t" || last == ";" || last == "\r" {
            command.removeLast()
        }
        return String(command)
    }

    /// `:explain QUERY` and `:profile QUERY` as the query that they stand for, with every character
    /// in its place.
    private static func planQuery(_ line: String) -> String? {
        for word in ["explain", "profile"] {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let rest = line[line.index(after: colon)...]
            guard rest.lowercased().hasPrefix(word + " "),
                rest.dropFirst(word.count).contains(where: { $0 != " " && $0 != ";" })
            else { continue }
            return line[..<colon] + " " + word.uppercased() + rest.dropFirst(word.count)
        }
        return nil
    }

    // MARK: Queries

    private mutating func query() -> Input {
        Input(
            kind: .query, text: String(decoding: bytes, as: UTF8.self), line: firstLine,
            isJoinable: isJoinable)
    }

    /// Goes through one line; quotes and comments may have begun on a line before.
    private mutating func scan(_ line: [UInt8]) -> [Input] {
        var inputs: [Input] = []
        var start = 0
        var index = 0
        while index < line.count {
            let byte = line[index]
            let next = index + 1 < line.count ? line[index + 1] : 0
            switch mode {
            case .quoted(let quote):
                if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
                    index += 1
                } else if byte == quote {
                    mode = .plain
                }
            case .blockComment:
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                    mode = .plain
                    index += 1
                }
            case .plain:
                switch byte {
                case UInt8(ascii: ";"):
                    append(line[start..<index], from: start)
                    if hasContent { inputs.append(query()) }
                    clear()
                    start = index + 1
                case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                    isJoinable = false
                    index = line.count
                case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                    mode = .blockComment
                    index += 1
                case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                    begin()
                    mode = .quoted(byte)
                case 0x20, 0x09, 0x0D: break
                default: begin()
                }
            }
            index += 1
        }
        append(line[start...], from: start)
        bytes.append(0x0A)
        if mode != .plain { isJoinable = false }
        // Comments before a query are no part of it, so that its lines are counted from its first.
        if isEmpty { clear() }
        return inputs
    }

    private mutating func begin() {
        guard !hasContent else { return }
        hasContent = true
        firstLine = lineCount
        // A comment that began above the query.
        let lineBreaks = bytes.count { $0 == 0x0A }
        firstLine -= lineBreaks
    }

    /// Takes a part of a line; one that begins behind a semicolon keeps its column.
    private mutating func append(_ part: ArraySlice<UInt8>, from start: Int) {
        if bytes.isEmpty, start > 0 { bytes += repeatElement(0x20, count: start) }
        bytes += part
    }
}
