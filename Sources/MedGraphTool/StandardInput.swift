internal import Diagnostics
internal import Foundation

/// Standard input as text in UTF-8. Bytes that are none are refused: another character in their
/// place would go into the graph.
struct StandardInput {
    private var rest = Data()
    /// How many bytes of the rest are known to have no line end.
    private var searchedCount = 0
    private var lineNumber = 0
    private var isAtEnd = false

    /// All of it.
    ///
    /// - Throws: ``InputError`` with the line that is not valid.
    static func text() throws(InputError) -> String {
        let data = FileHandle.standardInput.readDataToEndOfFile()
        if let text = String(validating: data, as: UTF8.self) { return text }
        var lines = StandardInput(rest: data, isAtEnd: true)
        while try lines.line() != nil {}
        throw problem(atLine: lines.lineNumber)
    }

    init() {}

    private init(rest: Data, isAtEnd: Bool) {
        self.rest = rest
        self.isAtEnd = isAtEnd
    }

    /// The next line without its end, as soon as it is there; nil at the end.
    ///
    /// - Throws: ``InputError`` where the line is not valid.
    mutating func line() throws(InputError) -> String? {
        while true {
            if let end = rest.dropFirst(searchedCount).firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest[..<end]
                rest = rest[(end + 1)...]
                searchedCount = 0
                return try text(line)
            }
            guard !isAtEnd else {
                defer { rest = Data() }
                return rest.isEmpty ? nil : try text(rest)
            }
            let more = FileHandle.standardInput.availableData
            isAtEnd = more.isEmpty
            searchedCount = rest.count
            rest += more
        }
    }

    private mutating func text(_ line: Data) throws(InputError) -> String {
        lineNumber += 1
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard let text = String(validating: line, as: UTF8.self) else {
            throw Self.problem(atLine: lineNumber)
        }
        return text
    }

    private static func problem(atLine number: Int) -> InputError {
        InputError(
            "line \(number) of standard input is not valid UTF-8",
            hint: "if it is in Latin-1, convert it with `iconv -f LATIN1 -t UTF-8`")
    }
}
