internal import Diagnostics
internal import JSONRecords

/// Reads the elements of arrays in a JSON object as a stream, so that the file may be larger than
/// memory.
final class JSONElementStream {
    private let text: TextBytes
    private var splitter: JSONSplitter
    private var buffer: [UInt8]
    private var markByteCount = 0
    private var isAtStart = true
    private var isAtEnd = false

    init(
        _ file: InputFile, splitter: JSONSplitter, chunkByteCount: Int
    ) throws(InputError) {
        text = try TextBytes(file)
        self.splitter = splitter
        buffer = [UInt8](repeating: 0, count: max(chunkByteCount, 16))
    }

    var consumedByteCount: Int { text.consumedByteCount }

    /// Members whose arrays were seen.
    var foundMembers: Set<String> { splitter.foundMembers }

    /// The elements in the next bytes, perhaps none; nil at the end.
    ///
    /// - Throws: for bytes that do not follow JSON's structure.
    func next() throws(InputError) -> [JSONSplitter.Element]? {
        guard !isAtEnd else { return nil }
        let count = try text.read(into: &buffer, at: 0)
        if isAtStart { markByteCount = text.offset - count }
        isAtStart = false
        do throws(JSONSplitter.Problem) {
            if count > 0 {
                try splitter.take(buffer.span.extracting(0..<count))
            } else {
                isAtEnd = true
                try splitter.finish()
            }
        } catch {
            throw InputError(
                error.message, at: text.place(ofByte: error.offset + markByteCount))
        }
        return splitter.fetch()
    }

    func value(of element: JSONSplitter.Element) throws(InputError) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(element.bytes)
        } catch {
            throw InputError(
                "this is no valid JSON",
                at: text.place(ofByte: element.offset + error.offset + markByteCount))
        }
    }

    func place(_ element: JSONSplitter.Element) -> FilePlace {
        text.place(ofByte: element.offset + markByteCount)
    }
}
