internal import Diagnostics
internal import Foundation

/// The bytes of a file as the XML parser takes them, a chunk at a time.
final class GraphMLStream: InputStream {
    private let text: TextBytes
    /// Why the file could not be read on.
    private(set) var problem: InputError?
    private let progress: (Int) -> Void
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var chunkRange = 0..<0
    private var isAtEnd = false

    init(_ file: InputFile, progress: @escaping (Int) -> Void) throws(InputError) {
        text = try TextBytes(file)
        self.progress = progress
        super.init(data: Data())
    }

    override func open() {}
    override func close() {}
    override var hasBytesAvailable: Bool { !isAtEnd }

    // The parser gives a buffer of `count` bytes.
    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength count: Int) -> Int {
        if chunkRange.isEmpty { fill() }
        if problem != nil { return -1 }
        let taken = min(count, chunkRange.count)
        for offset in 0..<taken {
            unsafe buffer[offset] = chunk[chunkRange.lowerBound + offset]
        }
        chunkRange = (chunkRange.lowerBound + taken)..<chunkRange.upperBound
        return taken
    }

    private func fill() {
        guard !isAtEnd, problem == nil else { return }
        do throws(InputError) {
            let count = try text.read(into: &chunk, at: 0)
            chunkRange = 0..<count
            isAtEnd = count == 0
            progress(text.consumedByteCount)
        } catch { problem = error }
    }
}
