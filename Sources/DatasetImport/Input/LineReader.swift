internal import Diagnostics

/// Reads the lines of a text file one by one. LF, CR and CRLF each end a line.
final class LineReader {
    /// A line without its end.
    struct Line {
        var bytes: [UInt8]
        /// Counted from 1.
        var number: Int
        /// Where it begins in the file's content.
        var offset: Int

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let input: TextBytes
    private var buffer: [UInt8]
    private var filledCount = 0
    private var position = 0
    private var bufferOffset = 0
    private var lineNumber = 0
    private var isAfterReturn = false
    private var isAtEnd = false

    /// A line that is longer is most likely no line of text.
    static let lineByteCountMax = 1 << 26

    init(_ file: InputFile, chunkByteCount: Int) throws(InputError) {
        input = try TextBytes(file)
        buffer = [UInt8](repeating: 0, count: max(chunkByteCount, 16))
    }

    var consumedByteCount: Int { input.consumedByteCount }

    /// The place of a byte of a line.
    func place(_ line: Line, byte: Int = 0) -> FilePlace {
        let characters = String(decoding: line.bytes.prefix(byte), as: UTF8.self).unicodeScalars
        return FilePlace(
            file: input.file.name, line: line.number, column: characters.count + 1)
    }

    /// The next line, or nil at the end.
    func next() throws(InputError) -> Line? {
        var searched = position
        while true {
            if let end = lineEnd(from: searched) {
                lineNumber += 1
                let line = Line(
                    bytes: Array(buffer[position..<end]), number: lineNumber,
                    offset: bufferOffset + position)
                isAfterReturn = buffer[end] == 0x0D
                position = end + 1
                return line
            }
            searched = filledCount
            if isAtEnd { return lastLine() }
            let moved = try fill()
            searched -= moved
        }
    }

    private func lastLine() -> Line? {
        guard position < filledCount else { return nil }
        defer { position = filledCount }
        lineNumber += 1
        return Line(
            bytes: Array(buffer[position..<filledCount]), number: lineNumber,
            offset: bufferOffset + position)
    }

    private func lineEnd(from start: Int) -> Int? {
        if isAfterReturn, position < filledCount {
            if buffer[position] == 0x0A { position += 1 }
            isAfterReturn = false
        }
        let bytes = buffer
        return Self.lineEnd(bytes.span, min(max(start, position), filledCount)..<filledCount)
    }

    private static func lineEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { return index }
            index &+= 1
        }
        return nil
    }

    /// Reads on behind what is left, and says by how much that moved.
    private func fill() throws(InputError) -> Int {
        let moved = position
        if position > 0 {
            buffer.replaceSubrange(
                0..<(filledCount - position), with: Array(buffer[position..<filledCount]))
            bufferOffset += position
            filledCount -= position
            position = 0
        }
        if buffer.count - filledCount < 16 {
            guard buffer.count < Self.lineByteCountMax else {
                throw InputError(
                    "a line is longer than \(Self.lineByteCountMax >> 20) MiB",
                    at: .init(file: input.file.name, line: lineNumber + 1, column: 1))
            }
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        var room: [UInt8] = []
        swap(&room, &buffer)
        defer { swap(&room, &buffer) }
        let before = input.offset
        let count = try input.read(into: &room, at: filledCount)
        if bufferOffset == 0, filledCount == 0 { bufferOffset = input.offset - count - before }
        filledCount += count
        isAtEnd = count == 0
        return moved
    }
}
