internal import Diagnostics

/// The bytes of a text file: valid UTF-8, without byte order mark.
final class TextBytes {
    let file: InputFile
    private let source: any ByteSource
    /// The first bytes of a character whose end was not read yet.
    private var carried: [UInt8] = []
    /// How many bytes of the file's content were handed out, with the byte order mark.
    private(set) var offset = 0
    private var isAtStart = true

    init(_ file: InputFile) throws(InputError) {
        self.file = file
        source = try file.open()
    }

    var consumedByteCount: Int { source.consumedByteCount }

    /// Fills `buffer` from `position` on with whole characters, and says how many bytes came; 0 at
    /// the end.
    ///
    /// - Precondition: there is room for eight bytes.
    /// - Throws: for bytes that are not UTF-8, with their line and column.
    func read(into buffer: inout [UInt8], at position: Int) throws(InputError) -> Int {
        precondition(buffer.count - position >= 8, "there is room for a character")
        var end = position
        for byte in carried {
            buffer[end] = byte
            end += 1
        }
        carried = []
        var isAtEnd = false
        var start = position
        // More rounds as long as all that came is a mark or the beginning of one character.
        repeat {
            let count = try source.read(into: &buffer, at: end)
            isAtEnd = count == 0
            end += count
            guard isAtEnd || end - position >= 4 else { continue }
            if isAtStart { end -= try skipMark(&buffer, position..<end) }
            start = isAtEnd ? end : lastCharacterStart(buffer, position..<end)
        } while !isAtEnd && start == position
        carried = Array(buffer[start..<end])
        try validate(buffer, position..<start)
        offset += start - position
        return start - position
    }

    /// Cuts off the byte order mark and refuses other encodings than UTF-8 by name.
    private func skipMark(
        _ buffer: inout [UInt8], _ range: Range<Int>
    ) throws(InputError) -> Int {
        isAtStart = false
        let first = buffer[range].prefix(4)
        if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF])
            || (first.count >= 2 && first.prefix(4).contains(0))
        {
            throw InputError(
                first.contains(0xFF)
                    ? "the file is in UTF-16, not in UTF-8"
                    : "the file is no text in UTF-8; it looks like UTF-16",
                at: .init(file: file.name, line: 1, column: 1),
                hint: "convert it with `iconv -f UTF-16 -t UTF-8`")
        }
        guard first.starts(with: [0xEF, 0xBB, 0xBF]) else { return 0 }
        buffer.replaceSubrange(
            range.lowerBound..<(range.upperBound - 3), with: buffer[range].dropFirst(3))
        offset = 3
        return 3
    }

    /// Where the last character begins if its end is missing, else the end of the range.
    private func lastCharacterStart(_ buffer: [UInt8], _ range: Range<Int>) -> Int {
        for length in 1...3 where range.count >= length {
            let byte = buffer[range.upperBound - length]
            if byte & 0xC0 == 0x80 { continue }
            let wanted = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return wanted > length ? range.upperBound - length : range.upperBound
        }
        return range.upperBound
    }

    private func validate(_ buffer: [UInt8], _ range: Range<Int>) throws(InputError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: buffer.span.extracting(range))
        } catch {
            throw InputError(
                "the file is not valid UTF-8 here",
                at: place(ofByte: offset + error.byteOffsets.lowerBound),
                hint: "if it is in Latin-1, convert it with `iconv -f LATIN1 -t UTF-8`")
        }
    }
}

extension TextBytes {
    /// The line and the character column of a byte, by reading the file again up to there.
    ///
    /// - Complexity: O(`offset`). Only errors ask for this.
    func place(ofByte offset: Int, columnName: String? = nil) -> FilePlace {
        var place = FilePlace(file: file.name, columnName: columnName)
        guard let source = try? file.open() else { return place }
        var counter = LineCounter()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var position = 0
        while position < offset, let count = try? source.read(into: &buffer, at: 0), count > 0 {
            counter.count(buffer.prefix(min(count, offset - position)), isStart: position == 0)
            position += count
        }
        (place.line, place.column) = (counter.line, counter.column)
        return place
    }
}

/// Counts lines and characters.
private struct LineCounter {
    var line = 1
    var column = 1
    private var isAfterReturn = false

    mutating func count(_ bytes: some Sequence<UInt8>, isStart: Bool) {
        var markLeft = isStart ? [0xEF, 0xBB, 0xBF] as ArraySlice<UInt8> : []
        for byte in bytes {
            if let next = markLeft.first {
                markLeft = next == byte ? markLeft.dropFirst() : []
                if next == byte { continue }
            }
            switch byte {
            case 0x0A where isAfterReturn: break
            case 0x0A, 0x0D: (line, column) = (line + 1, 1)
            case 0x80..<0xC0: break
            default: column += 1
            }
            isAfterReturn = byte == 0x0D
        }
    }
}
